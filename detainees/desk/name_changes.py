"""Whose name, year or city was written since one last asked: read from history.

History's numbers rise, but not in the order in which transactions end: an import may hold low
numbers for minutes while others commit higher ones. So a number counts as past only when every
transaction that was running when it was seen has ended; until then it is looked at again.
"""

from typing import NamedTuple

from django.db import connection

# The histories that tell of it, and the column with the person's key.
HISTORIES = {
    "detainees_personhistoryevent": "pgh_obj_id",
    "detainees_personnamehistoryevent": "person_id",
    "detainees_detentionhistoryevent": "person_id",
}
NUMBERS = " UNION ALL ".join(  # in the order of HISTORIES
    f"SELECT last_value FROM {table}_pgh_id_seq"  # noqa: S608 - our own tables
    for table in HISTORIES
)
# The oldest transaction still running, and the next to begin: a snapshot ends after the newest one
# that has ended, so that whoever began later and still runs is to be read from its lock.
TRANSACTIONS = """
SELECT pg_snapshot_xmin(snapshot)::text::bigint, ended.after + coalesce((
    SELECT max(begun.later) + 1 FROM pg_locks
    CROSS JOIN LATERAL (
        SELECT (transactionid::text::bigint - ended.after) & 4294967295
    ) AS begun (later)
    WHERE locktype = 'transactionid' AND mode = 'ExclusiveLock' AND pid <> pg_backend_pid()
        AND begun.later < 2147483648
), 0)
FROM pg_current_snapshot() AS snapshot
CROSS JOIN LATERAL (SELECT pg_snapshot_xmax(snapshot)::text::bigint) AS ended (after)
"""
SINCE = " UNION ALL ".join(
    f"SELECT {place}, pgh_id, {person} FROM {table} WHERE pgh_id > %s"  # noqa: S608
    for place, (table, person) in enumerate(HISTORIES.items())
)
# A row's own transaction is a number of 32 bits that begins anew: half of all are the newer ones.
SINCE_TRANSACTION = " UNION ALL ".join(
    f"""
    SELECT {person} FROM {table}
    WHERE pgh_id > %s AND ((xmin::text::bigint - %s) & 4294967295) < 2147483648
    """  # noqa: S608
    for table, person in HISTORIES.items()
)
# Numbers that no running transaction holds, unless it has run for more than an hour.
SETTLED = " UNION ALL ".join(
    f"""
    SELECT coalesce((
        SELECT pgh_id FROM {table} WHERE pgh_created_at < now() - interval '1 hour'
        ORDER BY pgh_id DESC LIMIT 1
    ), 0)
    """  # noqa: S608
    for table in HISTORIES
)


class Changes:
    """What was written since the last question; one reader's."""

    def __init__(self):
        self._past = None  # the numbers up to which everything was told
        self._coming = None  # (transaction, numbers): past when all before it have ended
        self._told = set()  # events after the past that were told

    def restart(self):
        """Tell from now on only what cannot be read yet."""
        numbers, oldest, following = read_now()
        self._past = numbers if oldest == following else column(SETTLED)
        self._coming = (following, numbers)
        self._told = set(events_after(self._past))

    def since(self):
        """Return the keys of people written to; None when all must be read.

        That is so at first, and when numbers begin anew: another database was put in place.
        """
        numbers, oldest, following = read_now()
        if self._past is None or any(a < b for a, b in zip(numbers, self._past, strict=True)):
            return None
        events = events_after(self._past)
        people = {person for event, person in events.items() if event not in self._told}
        self._told = set(events)
        transaction, coming = self._coming
        if oldest >= transaction:
            self._past, self._coming = coming, (following, numbers)
        return people


class Mark(NamedTuple):
    """How far history was read, for whoever keeps it: `changes_after` tells what came since.

    Up to the numbers ``past`` everything was read, and so was whatever a transaction before
    ``oldest`` wrote.
    """

    past: list
    oldest: int


def mark_now():
    """Return the Mark of everything that can be read by now; taken before it is read."""
    numbers, oldest, following = read_now()
    return Mark(numbers if oldest == following else column(SETTLED), oldest)


def changes_after(mark):
    """Return (keys of people written to since, the next Mark); keys are None if numbers began anew.

    What was written beside a transaction that is still running may be told twice.
    """
    numbers, oldest, following = read_now()
    if any(now < then for now, then in zip(numbers, mark.past, strict=True)):
        return None, mark
    with connection.cursor() as cursor:
        low = mark.oldest % 2**32
        cursor.execute(SINCE_TRANSACTION, [value for past in mark.past for value in (past, low)])
        people = {person for (person,) in cursor.fetchall()}
    return people, Mark(numbers if oldest == following else mark.past, oldest)


def read_now():
    """Return the newest numbers given out, the oldest running transaction, the next to begin.

    The numbers first: whoever holds one of them began before the transactions were counted.
    """
    numbers = column(NUMBERS)
    with connection.cursor() as cursor:
        cursor.execute(TRANSACTIONS)
        return numbers, *cursor.fetchone()


def column(statement):
    """Return the only column of a statement's rows."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return [value for (value,) in cursor.fetchall()]


def events_after(numbers):
    """Return {(history, number): person} of what can be read after the numbers."""
    with connection.cursor() as cursor:
        cursor.execute(SINCE, numbers)
        return {(place, number): person for place, number, person in cursor.fetchall()}
