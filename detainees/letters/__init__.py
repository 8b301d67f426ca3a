"""Letters to followers: written when there is news, sent at least once, forgotten in time."""
