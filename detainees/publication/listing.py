"""The public list: whom it shows under given conditions, a page at a time, in order.

Who is harmed if the police read it: nobody beyond those who agreed to be listed. The database
chooses (``list_people``, ``count_listed`` of ``public_api``), so that no plan of a query tells of
anybody else.
"""

from dataclasses import dataclass, replace
from datetime import date

from django.db import connections

from detainees.publication.published import PUBLIC, people_of

EXACT_COUNT = 10_000
SORTS = ("match", "name", "confirmed", "since")
CONDITIONS = "%s::text[], %s, %s::date, %s::date, %s::text[], %s, %s"


@dataclass(frozen=True)
class Listing:
    """Listed people who meet all conditions that are not None; a slice of it reads a page.

    ``words``: beginnings of words of a person's names; ``near``: keys of people whose name is near,
    best first, who meet ``words`` as well. ``city`` (its code), ``seized_from`` and ``seized_to``
    (days, inclusive) and ``sentence`` hold for one and the same detention, ``statuses`` and
    ``facility`` (its id) for the latest one.
    """

    words: list[str] | None = None
    near: list[int] | None = None
    city: str | None = None
    seized_from: date | None = None
    seized_to: date | None = None
    statuses: list[str] | None = None
    facility: int | None = None
    sentence: str | None = None
    sort: str = "name"
    is_empty: bool = False

    def narrowed(self, **conditions):
        """Return the listing under these conditions, too."""
        return replace(self, **conditions)

    def none(self):
        """Return the listing of nobody."""
        return replace(self, is_empty=True)

    def ordered(self, sort):
        """Return it by how near the name is, by name, by confirmation or by latest beginning."""
        return replace(self, sort=sort)

    def count(self):
        """Return (how many, more): exact up to 10,000, then 10,000 and True."""
        if self.is_empty:
            return 0, False
        (number,) = self._fetch(f"SELECT count_listed({CONDITIONS}, %s)")
        return min(number, EXACT_COUNT), number > EXACT_COUNT

    def __getitem__(self, part):
        """Return the PublishedPerson of each place in a slice, the latest detention fetched too."""
        start = part.start or 0
        if self.is_empty or part.stop <= start:
            return []
        ids = self._fetch(
            f"SELECT list_people({CONDITIONS}, %s, %s, %s, %s)",
            *(self.sort, start, part.stop - start),
        )
        people = {person.pk: person for person in people_of(ids)}
        return [people[key] for key in ids if key in people]

    def _fetch(self, query, *more):
        conditions = (
            self.words,
            self.city,
            self.seized_from,
            self.seized_to,
            self.statuses,
            self.facility,
            self.sentence,
        )
        with connections[PUBLIC].cursor() as cursor:
            cursor.execute(query, [*conditions, *more, self.near])
            return [value for (value,) in cursor.fetchall()]
