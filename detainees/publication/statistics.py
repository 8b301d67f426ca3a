"""The daily counts as the public login reads them.

Who is harmed if the police read it: nobody; counts below five, and any from which one could be
computed, never leave the database.
"""

from dataclasses import dataclass
from datetime import date

from django.db import connections

from detainees.publication.published import PUBLIC

DAYS = 30


@dataclass(frozen=True)
class Count:
    """How many people on a day stand in one city or one status; small numbers are missing."""

    day: date
    subject: str
    value: str
    people: int


def daily_counts():
    """Return the Counts of the last thirty days that were counted, oldest first."""
    with connections[PUBLIC].cursor() as cursor:
        cursor.execute(
            "SELECT day, subject, value, people FROM daily_count WHERE day > ("
            " SELECT max(day) FROM daily_count) - %s ORDER BY day, people DESC, value",
            [DAYS],
        )
        return [Count(*row) for row in cursor.fetchall()]
