"""Who bears which tokens: rows of names and, for each token, the rows with it.

One row is one name of one person: three token numbers (surname, given name,
patronymic), a year and a city as evidence. A double surname or given name has
further rows under each of its parts. A person may have any number of rows.
Where only a span of years is known, the first stands in `years` and how many
follow it in `spans`.

Memory, at 1,000,000 people: rows 26 bytes, postings 12 bytes a row, so 40 MB
in arrays. Postings are one sorted array, made when `settle()` is called, and a
dictionary of lists for the rows that came since: a name is found the moment it
is added. Numpy is worth its place here: postings of a hundred tokens are
joined and judged in a few operations, and a number takes 4 bytes, not 36.
"""

from collections import defaultdict

import numpy as np

NOBODY, VISITOR = -1, -2
SURNAME, GIVEN, PATRONYMIC = range(3)
ABSENT = -1  # no token in this place
UNSETTLED = 20_000  # new rows kept in lists before postings are made anew
_COLUMNS = {
    "people": (np.int64, ()),
    "places": (np.int32, (3,)),
    "years": (np.int16, ()),
    "spans": (np.int8, ()),
    "cities": (np.int16, ()),
    "parts": (np.int8, ()),
}


class Register:
    """Rows of names, found by token number."""

    def __init__(self):
        self._size = 0
        self._columns = {
            name: np.zeros((1024, *shape), dtype) for name, (dtype, shape) in _COLUMNS.items()
        }
        self._starts = np.zeros(1, dtype=np.int64)
        self._rows = np.empty(0, dtype=np.int32)
        self._settled = 0
        self._new = defaultdict(list)

    def __len__(self):
        return self._size

    def __getattr__(self, name):
        if name in _COLUMNS:
            return self._columns[name][: self._size]
        raise AttributeError(name)

    def add(self, person, tokens, *, year=0, span=0, city=0, part=False):
        """Add a row; `tokens` are three token numbers, ABSENT where there is none."""
        row = self._size
        if row == len(self._columns["people"]):
            self._grow()
        values = (person, tokens, year, span, city, part)
        for column, value in zip(self._columns.values(), values, strict=True):
            column[row] = value
        for token in set(tokens):
            if token != ABSENT:
                self._new[token].append(row)
        self._size += 1
        return row

    def _grow(self):
        for name, column in self._columns.items():
            room = np.zeros((len(column) // 2 + 1024, *column.shape[1:]), column.dtype)
            self._columns[name] = np.concatenate([column, room])

    def drop(self, number):
        """Undo the last `number` additions, made since the last `settle()`."""
        for row in range(self._size - number, self._size)[::-1]:
            for token in set(self.places[row].tolist()) - {ABSENT}:
                self._new[token].pop()
            self._size -= 1

    def remove(self, person):
        """Take a person out: no row of theirs is found again."""
        self.people[self.people == person] = NOBODY

    def remove_all(self, people):
        """Take several people out in one pass."""
        self.people[np.isin(self.people, list(people))] = NOBODY

    def purge(self):
        """Let go of the rows of people who were taken out; `settle()` must follow."""
        kept = self.people != NOBODY
        for name in _COLUMNS:
            self._columns[name] = getattr(self, name)[kept]
        self._size = int(kept.sum())
        if not self._size:
            self.__init__()

    def settle(self, vocabulary_size):
        """Make the sorted postings anew from all rows."""
        places = self.places.ravel()
        order = np.argsort(places, kind="stable")
        tokens = places[order]
        first = np.searchsorted(tokens, 0)
        self._starts = np.searchsorted(tokens[first:], np.arange(vocabulary_size + 1))
        self._rows = (order[first:] // 3).astype(np.int32)
        self._settled = len(self)
        self._new.clear()

    def unsettled(self):
        return len(self) - self._settled

    def rows(self, token):
        """Rows that have this token in any place."""
        settled = self._rows[:0]
        if token + 1 < len(self._starts):
            settled = self._rows[self._starts[token] : self._starts[token + 1]]
        new = self._new.get(token)
        return settled if not new else np.concatenate([settled, np.array(new, dtype=np.int32)])

    def counts(self, tokens):
        """How many rows each token has."""
        known = tokens + 1 < len(self._starts)
        inside = np.where(known, tokens, 0)
        counts = np.zeros(len(tokens), dtype=np.int64)
        if known.any():
            counts = np.where(known, self._starts[inside + 1] - self._starts[inside], 0)
        if self._new:
            counts = counts + [len(self._new.get(token, ())) for token in tokens.tolist()]
        return counts
