"""Search: the people whose names are nearest to what was typed.

1. Each word of the query is matched with the vocabulary (`vocabulary.py`).
2. Rows that have a near token for the rarer words are gathered, then judged
   by all words, initials and the year together.
3. Words are laid on places (surname, given name, patronymic) in the cheapest
   way, so their order does not matter and no place is used twice.
4. Only when the best is poor are other texts tried: another keyboard layout,
   words joined, a word split.

The year and the city are evidence, never a filter.
"""

from typing import NamedTuple

import numpy as np

from . import layouts
from .initials import is_initial
from .query import parse
from .register import ABSENT, GIVEN, NOBODY, PATRONYMIC, SURNAME, UNSETTLED, Register
from .sounds import ALPHABET
from .tokens import clean, fold, split_words
from .vocabulary import Vocabulary

MISSED = 2.9  # a word that the row does not have
NO_PATRONYMIC, ONLY_PATRONYMIC = 1.2, 1.6  # asked for, none recorded; of two words
OTHER_PATRONYMIC = 2.2
UNASKED_PATRONYMIC = 0.06
PATRONYMIC_AS_SURNAME = 0.1
NO_SURNAME, ONLY_GIVEN = 0.15, 0.7  # no word is the surname; of one word
PART_OF_DOUBLE = 0.25
WRONG_INITIAL, NO_INITIAL = 1.8, 0.25
YEAR_UNKNOWN, YEAR_NEAR, YEAR_OTHER = 0.5, 0.5, 1.3
POOR = 0.9  # letters; worse than this, other texts are tried
GATHERED = 60_000  # rows judged roughly at most
JUDGED = 500  # rows judged exactly


class Match(NamedTuple):
    """One person found: the lower the cost, the nearer; score is 0 to 1."""

    person: int
    score: float
    cost: float
    row: int
    query: object


class Index:
    """Names of people, searchable; see the module's text for how."""

    def __init__(self):
        self.vocabulary = Vocabulary()
        self.register = Register()
        self._cities = {"": 0}

    @classmethod
    def build(cls, rows):
        """An index of rows (person, surname, given, patronymic, year, city)."""
        index = cls()
        for person, surname, given, patronymic, year, city in rows:
            index.add(person, surname, given, patronymic, year, city)
        index.settle()
        return index

    def add(self, person, surname, given, patronymic="", year=None, city=""):
        """Add one name; it is found at once."""
        city = self._cities.setdefault(city or "", len(self._cities))
        whole = tuple(self._number(name) for name in (surname, given, patronymic))
        self.register.add(person, whole, year=year or 0, city=city)
        for place, name in ((SURNAME, surname), (GIVEN, given)):
            for part in _parts(name):
                tokens = [*whole]
                tokens[place] = self._number(part)
                self.register.add(person, tuple(tokens), year=year or 0, city=city, part=True)
        if self.register.unsettled() > max(UNSETTLED, len(self.register) // 4):
            self.settle()

    def settle(self):
        """Sort what was added; searching is quicker afterwards."""
        self.register.settle(len(self.vocabulary))

    def remove(self, person):
        """Forget a person."""
        self.register.remove(person)

    def _number(self, name):
        folded = fold("".join(name.split()))
        return self.vocabulary.number(folded.sounds) if folded else ABSENT

    def search(self, text, birth_year=None, limit=10, city=""):
        """The people nearest to a text, best first, at most `limit`."""
        known = {}
        best = self._matches(parse(text, birth_year), limit, known)
        if not best or best[0].cost > POOR:
            for other in self._others(text, birth_year):
                found = self._matches(other, limit, known)
                if found and (not best or found[0].cost < best[0].cost):
                    best = found
        return best

    def _others(self, text, year):
        """Other queries the text may stand for."""
        for slip, meant in layouts.unslipped(text):
            yield parse(meant, year, changed=("layout", *slip), cost=0.2)
        words = split_words(text)
        for i in range(len(words) - 1):
            joined = " ".join([*words[:i], words[i] + words[i + 1], *words[i + 2 :]])
            yield parse(joined, year, changed=("joined", i), cost=0.2)
        for i, word in enumerate(words):
            for left, right in self._splits(word):
                apart = " ".join([*words[:i], left, right, *words[i + 1 :]])
                yield parse(apart, year, changed=("split", i), cost=0.2)

    def _splits(self, word):
        """Pairs of known names that a word may be, written without the space."""
        word = clean(word)
        for i in range(2, len(word) - 1):
            left, right = fold(word[:i]), fold(word[i:])
            if left and right and self.vocabulary.knows(left) and self.vocabulary.knows(right):
                yield word[:i], word[i:]

    def _matches(self, query, limit, known):
        """The nearest rows for one query; `known` keeps the near tokens of words."""
        if not query.words:
            return []
        for part in query.words:
            if part.word not in known:
                known[part.word] = self.vocabulary.near(part.readings)
        near = [known[part.word] for part in query.words]
        rows = self._gather(near)
        if not len(rows):
            return []
        tables = [self._table(numbers, costs) for numbers, costs in near]
        costs = self._rough(query, tables, rows)
        if len(rows) > JUDGED:
            kept = np.argpartition(costs, JUDGED)[:JUDGED]
            rows = rows[kept]
        costs = self._exact(query, tables, rows) + query.cost
        return self._first(query, rows, costs, limit)

    def _gather(self, near):
        """Rows with a near token for any word but the commonest, within bounds."""
        counts = [self.register.counts(numbers) for numbers, _ in near]
        order = sorted(range(len(near)), key=lambda i: counts[i].sum())
        chosen = np.zeros(len(self.register), dtype=bool)
        room = GATHERED
        for rank, i in enumerate(order):
            numbers, costs = near[i]
            last = rank == len(order) - 1 and rank > 0
            for number, count, cost in zip(
                numbers.tolist(), counts[i].tolist(), costs.tolist(), strict=True
            ):
                if room < 0 or last and (cost > 0.6 or room < GATHERED // 3):
                    break
                chosen[self.register.rows(number)] = True
                room -= count
        rows = np.flatnonzero(chosen)
        return rows[self.register.people[rows] != NOBODY]

    def _table(self, numbers, costs):
        """Cost of every token for one word; the last entry is for no token."""
        table = np.full(len(self.vocabulary) + 1, 9.0, dtype=np.float32)
        table[numbers] = costs
        return table

    def _rough(self, query, tables, rows):
        """A lower bound of the cost of each row: places may be used twice."""
        places = self.register.places[rows]
        total = self._evidence(query, rows, places)
        for part, table in zip(query.words, tables, strict=True):
            costs = self._laid(query, part, table, places)
            total += np.minimum(costs.min(axis=1), MISSED)
        return total

    def _exact(self, query, tables, rows):
        """The cost of each row with words laid on places one to one."""
        places = self.register.places[rows]
        laid = {0: np.zeros(len(rows), dtype=np.float32)}
        for part, table in zip(query.words, tables, strict=True):
            costs = self._laid(query, part, table, places)
            new = {}
            for used, cost in laid.items():
                _keep(new, used, cost + MISSED)
                for place in (SURNAME, GIVEN, PATRONYMIC):
                    if not used & 1 << place:
                        _keep(new, used | 1 << place, cost + costs[:, place])
            laid = new
        unnamed = ONLY_GIVEN if len(query.words) == 1 else NO_SURNAME
        if any(part.patronymic for part in query.words):
            unnamed = 0.0
        total = np.minimum.reduce(
            [cost if used & 1 << SURNAME else cost + unnamed for used, cost in laid.items()]
        )
        return total + self._evidence(query, rows, places)

    def _laid(self, query, part, table, places):
        """What a word costs in each place of each row.

        A patronymic may be missing from the record, or be another; a word that
        was joined or split to make sense must make it.
        """
        costs = table[places]
        if part.patronymic and not query.changed:
            none = NO_PATRONYMIC if len(query.words) > 2 else ONLY_PATRONYMIC
            absent = places[:, PATRONYMIC] == ABSENT
            costs[:, PATRONYMIC] = np.where(
                absent, none, np.minimum(costs[:, PATRONYMIC], OTHER_PATRONYMIC)
            )
            costs[:, SURNAME] += PATRONYMIC_AS_SURNAME
        return costs

    def _evidence(self, query, rows, places):
        """What initials, the year and the rest of the row add to the cost."""
        total = PART_OF_DOUBLE * self.register.parts[rows].astype(np.float32)
        if query.year:
            years = self.register.years[rows]
            apart = np.abs(years - query.year)
            cost = np.where(apart == 0, 0, np.where(apart == 1, YEAR_NEAR, YEAR_OTHER))
            total += np.where(years == 0, YEAR_UNKNOWN, cost).astype(np.float32)
        for part, place in zip(query.initials, (GIVEN, PATRONYMIC), strict=False):
            cost = np.full(len(ALPHABET) + 1, WRONG_INITIAL, dtype=np.float32)
            cost[list(part.initial)] = list(part.initial.values())
            tokens = places[:, place]
            firsts = self.vocabulary.firsts[tokens]
            total += np.where(tokens == ABSENT, NO_INITIAL, cost[firsts])
        if len(query.words) == 2:
            total += UNASKED_PATRONYMIC * (places[:, PATRONYMIC] != ABSENT)
        return total.astype(np.float32)

    def _first(self, query, rows, costs, limit):
        """The cheapest rows, one a person."""
        found, seen = [], set()
        for i in np.argsort(costs, kind="stable").tolist():
            person = int(self.register.people[rows[i]])
            if person not in seen:
                seen.add(person)
                cost = float(costs[i])
                found.append(Match(person, round(1 / (1 + cost), 4), cost, int(rows[i]), query))
                if len(found) == limit:
                    break
        return found


def _keep(laid, used, cost):
    """Keep the cheaper of two ways to have used the same places."""
    laid[used] = np.minimum(laid[used], cost) if used in laid else cost


def _parts(name):
    """Parts of a double name, when it has any that are names themselves."""
    parts = name.replace("-", " ").split()
    return [p for p in parts if len(p) > 1] if len(parts) > 1 and not is_initial(name, stopped=False) else []
