"""Publishing by hand: filling the cache anew and telling where it differs from the record.

Triggers publish every write by themselves; this is for the clock, which no trigger follows, for a
cache that was emptied, and for proof.
"""

from django.db import connections, transaction

PEOPLE_AT_ONCE = 2_000


def publish(person_ids, *, using="default"):
    """Make the cache hold exactly what may be published of these people."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT publish(%s)", [list(person_ids)])


def publish_everybody(*, using="default", progress=None):
    """Fill the cache anew, chunk by chunk, each its own transaction; return how many people.

    ``progress`` is called after each chunk with the number done and the number of all.
    """
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT id FROM detainees_person ORDER BY id")
        ids = [key for (key,) in cursor.fetchall()]
        # Whoever stands in the cache and is no person any more is published away, too.
        cursor.execute(
            "SELECT person_id FROM custody_cache UNION SELECT person_id FROM published_person "
            "UNION SELECT person_id FROM published_name UNION SELECT person_id FROM listed_person "
            "UNION SELECT person_id FROM listed_detention UNION SELECT person_id FROM listed_name "
            "EXCEPT SELECT id FROM detainees_person"
        )
        ids += [key for (key,) in cursor.fetchall()]
    for start in range(0, len(ids), PEOPLE_AT_ONCE):
        with transaction.atomic(using=using):
            publish(ids[start : start + PEOPLE_AT_ONCE], using=using)
        if progress:
            progress(min(start + PEOPLE_AT_ONCE, len(ids)), len(ids))
    return len(ids)


def publish_due(*, using="default"):
    """Take people off the list whose time is over, put those on it whose day came; say how many."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT publish_due()")
        return cursor.fetchone()[0]


def differences(*, using="default"):
    """Return (cache, person id or None, fault) wherever cache, triggers or name keys are wrong."""
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT cache, person_id, fault FROM publication_difference ORDER BY 1, 2, 3"
        )
        return cursor.fetchall()
