"""Publishing by hand: filling the cache anew and telling where it differs from the record.

Triggers publish every write by themselves; this is for the clock, which no trigger follows, for a
cache that was emptied, and for proof.
"""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from itertools import count

from django.db import connections, transaction

PEOPLE_AT_ONCE = 2_000
CONNECTIONS = 2


def publish(person_ids, *, using="default"):
    """Make the cache hold exactly what may be published of these people."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT publish(%s)", [list(person_ids)])


@contextmanager
def published_at_end(*, using="default"):
    """A transaction, or a part of one, that publishes once, when the block ends.

    Without it each statement publishes whom it wrote about. Inside, the caches still hold what was
    so before. Where the end of the block is not reached, the transaction is rolled back; and the
    database publishes before it commits, whatever a program forgets.
    """
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute("SELECT current_setting('registry.publish_at_end', true)")
        (before,) = cursor.fetchone()
        cursor.execute("SELECT set_config('registry.publish_at_end', 'on', true)")
        yield
        cursor.execute("SELECT set_config('registry.publish_at_end', %s, true)", [before or ""])
        cursor.execute("SET CONSTRAINTS publish_noted IMMEDIATE")
        cursor.execute("SET CONSTRAINTS publish_noted DEFERRED")


def publish_everybody(*, using="default", progress=None):
    """Fill the cache anew, chunk by chunk, each its own transaction; return how many people.

    Several connections share the work. ``progress`` is called after each chunk with the number
    done and the number of all.
    """
    ids = everybody(using)
    chunks = [ids[start : start + PEOPLE_AT_ONCE] for start in range(0, len(ids), PEOPLE_AT_ONCE)]
    done = count(1)

    def publish_share(number):
        with closing(connections[using]):
            for chunk in chunks[number::CONNECTIONS]:
                with transaction.atomic(using=using):
                    publish(chunk, using=using)
                if progress:
                    progress(min(next(done) * PEOPLE_AT_ONCE, len(ids)), len(ids))

    with ThreadPoolExecutor(CONNECTIONS) as pool:
        list(pool.map(publish_share, range(CONNECTIONS)))
    return len(ids)


def everybody(using):
    """The ids of all people, and of whoever stands in a cache and is no person any more."""
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT id FROM detainees_person "
            "UNION SELECT person_id FROM custody_cache "
            "UNION SELECT person_id FROM published_person "
            "UNION SELECT person_id FROM published_name UNION SELECT person_id FROM listed_person "
            "UNION SELECT person_id FROM listed_detention UNION SELECT person_id FROM listed_word "
            "UNION SELECT person_id FROM attention_cache ORDER BY 1"
        )
        return [key for (key,) in cursor.fetchall()]


def gather_statistics(*, using="default"):
    """Let the planner know how large the tables are: after many rows were written at once."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT gather_statistics()")


def publish_due(*, using="default"):
    """Take people off the list whose time is over, put those on it whose day came; say how many."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT publish_due()")
        return cursor.fetchone()[0]


def differences(*, using="default"):
    """Return (cache, person id or None, fault) for each wrong row, trigger or key of a name."""
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT cache, person_id, fault FROM publication_difference "
            "UNION ALL SELECT cache, person_id, fault FROM attention_difference ORDER BY 1, 2, 3"
        )
        return cursor.fetchall()
