"""Asking for somebody by name and year of birth, as the public login does.

Who is harmed if the police read this path: whoever knows a name and the exact year learns where
that person is held, and no more. The database counts every question first and answers only what
was counted for good (see ``count_find`` and ``find`` in the migration ``publication``).
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connections
from django.db.transaction import TransactionManagementError

from detainees.publication.published import PUBLIC

TOO_MANY = "too_many"
COLUMNS = (
    "status, facility_id, since, confirmed_at, sources, contradictions, sentence_days,"
    " release_from, release_at, release_to, release_basis, zone, appeal_on, listed_id"
)


@dataclass(frozen=True)
class Answer:
    """Where somebody stands: the columns of a detention, without a name.

    ``listed_id`` is the public id of a listed person, None for everybody else.
    """

    status: str
    facility_id: int | None
    since: str
    confirmed_at: datetime | None
    sources: int
    contradictions: list[str]
    sentence_days: int | None
    release_from: datetime | None
    release_at: datetime | None
    release_to: datetime | None
    release_basis: str
    zone: str
    appeal_on: date | None
    listed_id: str | None


def find(query_keys, birth_year, city=""):
    """Return at most three Answers, or TOO_MANY when more people fit.

    ``query_keys`` come from the visitor's words (``detainees.names.keys.find_keys``); ``city`` is
    a city's code and only narrows. A miss, a wrong year, a key that is used up for today and a
    person whose year nobody knows are all the empty list. The question is counted before it is
    answered, so a transaction, which could take it back, raises TransactionManagementError.
    """
    connection = connections[PUBLIC]
    if connection.in_atomic_block or not connection.get_autocommit():
        raise TransactionManagementError("A question must be committed before it is answered.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count_find(%s::text[], %s)", [query_keys, birth_year])
        cursor.execute(
            f"SELECT answer, {COLUMNS} FROM find(%s::text[], %s, %s)",  # noqa: S608
            [query_keys, birth_year, city],
        )
        rows = cursor.fetchall()
    if any(answer == TOO_MANY for answer, *_columns in rows):
        return TOO_MANY
    return [Answer(*columns) for _answer, *columns in rows]
