"""The names of everybody, held by each worker for searching, and kept up with the database.

Read whole from PostgreSQL when it is first needed, then, at each search, read again for people who
were written to since: a name just entered is found at once, by whatever way it came.

Harm: a worker's memory holds the name of everybody at every level, so only the desk imports this.
Nothing is written to disk. The names of somebody removed on request are let go of at the worker's
next search; what Python freed may lie in memory for a while, as with any program.
"""

from threading import RLock

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce

from detainees.desk.name_changes import Changes
from detainees.models import Detention, Person, PersonName, Removal
from detainees.names import Duplicates, Index

AT_ONCE = 10_000
SPARE = 3  # further matches asked for, in place of people who are gone meanwhile


class NameIndex:
    """An engine's Index of the names of all people who are not merged into others."""

    def __init__(self):
        self._index, self._changes = None, Changes()
        self._removals = 0  # the newest one heard of
        self._lock = RLock()

    def search(self, text, birth_year=None, *, city="", limit=10):
        """Return the `Match` of each person nearest to ``text``, best first, at most ``limit``.

        ``match.person`` is the key of a person who exists and is not merged into another. ``city``
        is a city's key, as text.
        """
        found = self._caught_up().search(text, birth_year, city=city, limit=limit + SPARE)
        keys = [match.person for match in found]
        here = Person.objects.filter(pk__in=keys, merged_into=None).values_list("pk", flat=True)
        known = set(here)
        return [match for match in found if match.person in known][:limit]

    def read(self):
        """Read the names now, so that the first search need not."""
        self._caught_up()

    def duplicates(self):
        """Return the engine's Duplicates over everybody, as of now."""
        return Duplicates(self._caught_up())

    def _caught_up(self):
        """Return the Index with every change that is committed, or of this transaction."""
        with self._lock:
            people = self._changes.since()
            if self._index is None or people is None:
                self._changes.restart()
                self._hear_of_removals()
                self._index = Index.build(rows_of())
                return self._index
            if people:
                self._renew(people)
            if removed := self._hear_of_removals():
                self._index.forget(removed)
                self._index.purge()
            return self._index

    def _hear_of_removals(self):
        """Return the keys of people removed since the last time; history no longer tells of them.

        Whoever was merged into them was forgotten when that was done.
        """
        removals = dict(Removal.objects.filter(pk__gt=self._removals).values_list("pk", "number"))
        self._removals = max(removals, default=self._removals)
        return set(removals.values())

    def _renew(self, people):
        """Read people again who were written to."""
        self._index.forget(people)
        for person, *name, year, city in rows_of(people):
            self._index.add(person, *name, year=year, city=city)


def rows_of(people=None):
    """Yield (person, surname, given, patronymic, year, city) of names; None: of all people.

    The year is an int, the first and last of an estimate, or None.
    """
    city = (
        Detention.objects.filter(person=OuterRef("person"))
        .order_by("-pk")
        .annotate(where=Coalesce("rally__city", "city"))
        .values("where")[:1]
    )
    names = PersonName.objects.filter(person__merged_into=None).order_by("pk")
    if people is not None:
        names = names.filter(person__in=people)
    names = names.annotate(seized_in=Subquery(city)).values_list(
        *("person_id", "surname", "given", "patronymic", "seized_in", "person__birth_date"),
        *("person__birth_year_from", "person__birth_year_to"),
    )
    for person, surname, given, patronymic, seized_in, *born in names.iterator(AT_ONCE):
        yield person, surname, given, patronymic, years_of(*born), str(seized_in or "")


def years_of(born, first, last):
    """The year of birth, or the years between which it is thought to be, or None."""
    if born:
        return int(born[:4])
    return (first, last) if first and last else None


everybody = NameIndex()
