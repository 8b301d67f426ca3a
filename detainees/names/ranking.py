"""What a row costs for a query: the words first, then the evidence.

A cost is in letters, as in `sounds.py`, and is near a logarithm of odds: a
mistyped letter (1) is about as telling as a year of birth that differs. What
the record lacks costs less than what contradicts it.
"""

import numpy as np

from .register import ABSENT, GIVEN, PATRONYMIC, SURNAME
from .sounds import ALPHABET

FARTHEST = 2.5  # tokens farther than this from a word are not near
MISSED = 2.9  # a word that the row does not have
NO_PATRONYMIC, ONLY_PATRONYMIC = 1.2, 1.6  # asked for, none recorded; of two words
OTHER_PATRONYMIC = 2.2
ONE_FATHER, FATHER_APART = 1.3, 0.3  # letters; beyond the first it is soon another father
UNASKED_PATRONYMIC, UNASKED_YEAR = 0.06, 0.05  # who knows more, mostly says it
PATRONYMIC_AS_SURNAME = 0.1
GIVEN_AS_SURNAME = 0.1  # of a given name and a patronymic
NO_SURNAME, ONLY_GIVEN = 0.15, 0.7  # no word is the surname; of one word
PART_OF_DOUBLE = 0.25
WRONG_INITIAL, NO_INITIAL = 1.8, 0.25
YEAR_UNKNOWN, YEAR_NEAR, YEAR_OTHER = 0.5, 0.6, 1.3
CITY_UNKNOWN, CITY_OTHER = 0.08, 0.15
POOR = 0.9  # letters; worse than this, other texts are tried
FAR, FAR_ALONE = 2.4, 1.7  # letters; whoever is farther is not meant; of one word
_MADE_TO_FIT = (("joined",), ("split",))


class Judge:
    """Judges rows of a register for one query.

    `tables` has for each word the cost of every token of the vocabulary.
    """

    def __init__(self, query, tables, register, firsts, city=0):
        self.query, self._tables = query, tables
        self._register, self._firsts, self._city = register, firsts, city
        self._has_patronymic = any(part.patronymic for part in query.words)

    def words(self):
        """Each word of the query with its table."""
        return zip(self.query.words, self._tables, strict=True)

    def rough(self, rows):
        """A lower bound of the cost of each row: places may be used twice."""
        places = self._register.places[rows]
        total = self._evidence(rows, places)
        for part, table in self.words():
            costs = self.laid(part, table, places)
            total += np.minimum(costs.min(axis=1), MISSED)
        return total

    def exact(self, rows):
        """The cost of each row with words laid on places one to one."""
        places = self._register.places[rows]
        laid = {0: np.zeros(len(rows), dtype=np.float32)}
        for part, table in self.words():
            costs = self.laid(part, table, places)
            new = {}
            for used, cost in laid.items():
                _keep(new, used, cost + MISSED)
                for place in (SURNAME, GIVEN, PATRONYMIC):
                    if not used & 1 << place:
                        _keep(new, used | 1 << place, cost + costs[:, place])
            laid = new
        unnamed = ONLY_GIVEN if len(self.query.words) == 1 else NO_SURNAME
        if self._has_patronymic:
            unnamed = 0.0
        total = np.minimum.reduce(
            [cost if used & 1 << SURNAME else cost + unnamed for used, cost in laid.items()]
        )
        return total + self._evidence(rows, places) + self.query.cost

    def laid(self, part, table, places):
        """What a word costs in each place of each row.

        A patronymic may be missing from the record, or be another; a word that
        was joined or split to make sense must make it.
        """
        costs = table[places]
        if len(self.query.words) == 2 and self._has_patronymic and not part.patronymic:
            costs[:, SURNAME] += GIVEN_AS_SURNAME
        if part.patronymic and self.query.changed[:1] not in _MADE_TO_FIT:
            none = NO_PATRONYMIC if len(self.query.words) > 2 else ONLY_PATRONYMIC
            absent = places[:, PATRONYMIC] == ABSENT
            fathers = costs[:, PATRONYMIC]
            fathers = fathers + FATHER_APART * np.maximum(0, fathers - ONE_FATHER)
            costs[:, PATRONYMIC] = np.where(absent, none, np.minimum(fathers, OTHER_PATRONYMIC))
            costs[:, SURNAME] += PATRONYMIC_AS_SURNAME
        return costs

    def same_city(self, row):
        """Whether a row's city is the one asked for; None when either is not known."""
        city = int(self._register.cities[row])
        return city == self._city if city and self._city else None

    def _evidence(self, rows, places):
        """What initials, the year and the rest of the row add to the cost."""
        total = PART_OF_DOUBLE * self._register.parts[rows].astype(np.float32)
        years = self._register.years[rows]
        if not self.query.year:
            total += UNASKED_YEAR * (years != 0)
        else:
            last = years + self._register.spans[rows]
            apart = np.maximum(0, np.maximum(years - self.query.year, self.query.year - last))
            cost = np.where(apart == 0, 0, np.where(apart == 1, YEAR_NEAR, YEAR_OTHER))
            total += np.where(years == 0, YEAR_UNKNOWN, cost).astype(np.float32)
        for part, place in zip(self.query.initials, (GIVEN, PATRONYMIC), strict=False):
            cost = np.full(len(ALPHABET) + 1, WRONG_INITIAL, dtype=np.float32)
            cost[list(part.initial)] = list(part.initial.values())
            tokens = places[:, place]
            firsts = self._firsts[tokens]
            total += np.where(tokens == ABSENT, NO_INITIAL, cost[firsts])
        if len(self.query.words) == 2 and not self._has_patronymic:
            total += UNASKED_PATRONYMIC * (places[:, PATRONYMIC] != ABSENT)
        if self._city:
            cities = self._register.cities[rows]
            other = np.where(cities == 0, CITY_UNKNOWN, CITY_OTHER)
            total += np.where(cities == self._city, 0, other)
        return total.astype(np.float32)


def _keep(laid, used, cost):
    """Keep the cheaper of two ways to have used the same places."""
    laid[used] = np.minimum(laid[used], cost) if used in laid else cost
