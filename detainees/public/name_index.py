"""The names of listed people, held by each worker for searching, and kept up with the database.

Read whole through the public login when it is first needed, then, at each search, read again for
people who were published since.

Harm: a worker's memory holds what the public list shows, and names of people who were listed until
lately; whoever is listed no more is found by nobody, because every answer is read from the list.
"""

from threading import RLock

from django.db import connections

from detainees.names import Index
from detainees.publication.published import PUBLIC

BAND = 5  # years; the year of birth itself is not public
NAMES = "SELECT * FROM public_api.listed_names(%s, %s)"


class ListedNames:
    """An engine's Index of the names of listed people."""

    def __init__(self):
        self._index = None
        self._seen = self._read_at = None  # up to where the list was read
        self._told = set()  # (person, transaction) read from there on
        self._lock = RLock()

    def search(self, text, birth_year=None, *, city="", limit=10):
        """Return the `Match` of each person near to ``text``, best first, at most ``limit``.

        ``match.person`` is the key of a PublishedPerson, who may have been hidden meanwhile.
        ``city`` is a city's code.
        """
        found = self._caught_up().search(text, birth_year, limit=limit, city=city)
        return [match for match in found if match.is_near]

    def read(self):
        """Read the names now, so that the first search need not."""
        self._caught_up()

    def forget(self, people):
        """Forget people who are listed no more; published again, they are read again."""
        with self._lock:
            self._index.forget(people)

    def _caught_up(self):
        """Return the Index with everything that is published."""
        with self._lock:
            rows = self._news()
            if self._index is None:
                self._index = Index.build(as_indexed(rows))
            elif rows:
                self._index.forget({row[3] for row in rows})
                for person, *name, years, city in as_indexed(rows):
                    self._index.add(person, *name, year=years, city=city)
            return self._index

    def _news(self):
        """Return rows of `listed_names` that were not told before."""
        with connections[PUBLIC].cursor() as cursor:
            cursor.execute(NAMES, [self._seen, self._read_at])
            rows = cursor.fetchall()
        self._seen, self._read_at = rows[0][:2]
        told, self._told = self._told, {(row[3], row[2]) for row in rows}
        return [row for row in rows if row[3] and (row[3], row[2]) not in told]


def as_indexed(rows):
    """Yield what the engine takes, of rows of `listed_names`."""
    for *_when, person, surname, given, patronymic, band, city in rows:
        years = (band, band + BAND - 1) if band else None
        yield person, surname, given, patronymic, years, city or ""


listed = ListedNames()
