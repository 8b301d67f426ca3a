"""Entries that may be one person: proposals with a score and reasons.

Nothing is merged here. Pairs come from near surnames with near given names (or
the two swapped); each pair is weighed as in record linkage: how rare the name
is, how far the spellings are apart, whether patronymics, years and cities
agree. A common name needs agreement elsewhere: two Ахметов Нурлан without more
are namesakes.

Sources: Fellegi and Sunter, "A Theory for Record Linkage" (1969); term
frequencies after Winkler (1989). The weights are natural logarithms of odds,
fitted once to a list whose second entries are known and rounded.

Harm: a list of probable namesakes is a list of names; it belongs to the desk.
"""

from math import exp, log
from typing import NamedTuple

import numpy as np

from .reasons import Reason, compare_names, compare_years
from .register import ABSENT, GIVEN, NOBODY, PATRONYMIC, SURNAME, VISITOR
from .search import Index
from .tokens import reading

SAME_PERSON = 0.55  # the score from which a pair is proposed
APART = 1.7  # letters; tokens farther apart are two names
_BIAS = -2.2
_RARITY = 0.7  # per e-fold of rarity
_SURNAME, _GIVEN = -1.8, -2.1  # per letter apart
_INITIAL = -0.5
_PATRONYMIC_SAME, _PATRONYMIC_APART, _PATRONYMIC_OTHER = 3.1, -1.9, -2.2
_SAME_PATRONYMIC = 1.2  # letters
_YEAR = {"year_same": 2.4, "year_near": -0.6, "year_other": -3.2, "year_unknown": 0.0}
_CITY_SAME, _CITY_OTHER = 1.1, -1.6
_NAMESAKES = -0.45  # for each further entry either looks like


class Pair(NamedTuple):
    """Two people who may be one: score from 0 to 1, reasons in words' codes."""

    a: int
    b: int
    score: float
    reasons: tuple[Reason, ...]


class Duplicates:
    """Probable duplicates among the rows of an index."""

    def __init__(self, index):
        self._index = index
        self._vocabulary, self._register = index.vocabulary, index.register
        self._near = {}
        everyone = np.unique(self._register.people)
        self._people = max(1, len(everyone) - (NOBODY in everyone[:1]))

    def pairs(self, min_score=SAME_PERSON):
        """All pairs with at least that score, best first."""
        found, mates = {}, {}
        for row in range(len(self._register)):
            for mate, apart in self._mates(row).items():
                key = (min(row, mate), max(row, mate))
                found[key] = min(apart, found.get(key, apart))
        for a, b in found:
            mates.setdefault(a, set()).add(self._person(b))
            mates.setdefault(b, set()).add(self._person(a))
        scored = (
            self._pair(a, b, apart, min(len(mates[a]), len(mates[b])) - 1)
            for (a, b), apart in found.items()
        )
        return _best_first(pair for pair in scored if pair.score >= min_score)

    def of(self, person, min_score=SAME_PERSON):
        """Pairs of one person with others, best first."""
        pairs = []
        for row in np.flatnonzero(self._register.people == person).tolist():
            mates = self._mates(row)
            others = len({self._person(mate) for mate in mates}) - 1
            pairs += [self._pair(row, mate, apart, others) for mate, apart in mates.items()]
        return _best_first(pair for pair in pairs if pair.score >= min_score)

    def like(self, surname, given, patronymic="", *, year=None, city="", min_score=SAME_PERSON):
        """Pairs of somebody who is not in the index with those who are, best first.

        `a` of each pair is VISITOR.
        """
        with self._index.visitor(surname, given, patronymic, year=year, city=city):
            return self.of(VISITOR, min_score)

    def _person(self, row):
        return int(self._register.people[row])

    def _mates(self, row):
        """{other row: (letters apart of surname, of given name)} of near names."""
        surname, given, _ = self._register.places[row].tolist()
        if ABSENT in (surname, given) or self._person(row) == NOBODY:
            return {}
        mates = {}
        for token, apart in self._near_tokens(surname).items():
            rows = self._register.rows(token)
            rows = rows[self._register.people[rows] != self._register.people[row]]
            places = self._register.places[rows]
            for place, other in ((SURNAME, GIVEN), (GIVEN, SURNAME)):
                near_given = self._near_tokens(given)
                here = places[:, place] == token
                for mate, name in zip(
                    rows[here].tolist(), places[here, other].tolist(), strict=True
                ):
                    if name in near_given:
                        distance = (apart, near_given[name])
                        mates[mate] = min(distance, mates.get(mate, distance))
        return mates

    def _near_tokens(self, token):
        if token not in self._near:
            sounds = self._vocabulary.tokens[token]
            numbers, costs = self._vocabulary.near([reading(sounds)], APART)
            self._near[token] = dict(zip(numbers.tolist(), costs.tolist(), strict=True))
        return self._near[token]

    def _pair(self, a, b, apart, namesakes):
        """Weigh two rows."""
        register = self._register
        surname, given = apart
        weight, reasons = _BIAS + _NAMESAKES * namesakes, []
        weight += _RARITY * self._rarity(a, b)
        weight += _SURNAME * (surname + 0.5 * max(register.parts[[a, b]]))
        initial = any(
            len(self._vocabulary.tokens[register.places[row, GIVEN]]) == 1 for row in (a, b)
        )
        weight += _INITIAL if initial else _GIVEN * given
        weight += self._patronymics(a, b, reasons)
        year = self._years(a, b)
        weight += _YEAR[year.code]
        cities = register.cities[[a, b]]
        if cities.all():
            weight += _CITY_SAME if cities[0] == cities[1] else _CITY_OTHER
            reasons.append(Reason("city_same" if cities[0] == cities[1] else "city_other"))
        tokens = [
            [self._vocabulary.tokens[t] for t in register.places[row, :2].tolist()]
            for row in (a, b)
        ]
        reasons = [*compare_names(*tokens), *reasons, year]
        people = sorted((self._person(a), self._person(b)))
        return Pair(*people, round(1 / (1 + exp(-weight)), 4), tuple(reasons))

    def _years(self, a, b):
        """What the years say; a span tells two people apart, it does not make them one."""
        register = self._register
        if register.years[a] and register.years[b]:
            a, b = sorted((a, b), key=lambda row: register.spans[row])
            span = int(register.spans[a]) + int(register.spans[b])
            first = int(register.years[b]) - int(register.spans[a])
            year = compare_years(int(register.years[a]), first, span=span, near=2)
            return year if not span or year.code == "year_other" else Reason("year_unknown")
        return Reason("year_unknown")

    def _rarity(self, a, b):
        """Logarithm of how seldom chance would bring the two names together."""
        counts = self._register.counts(self._register.places[[a, b], :2].ravel())
        surname, given = max(counts[0], counts[2]), max(counts[1], counts[3])
        return log(self._people / (surname * given))

    def _patronymics(self, a, b, reasons):
        tokens = self._register.places[[a, b], PATRONYMIC].tolist()
        if ABSENT in tokens:
            if tokens != [ABSENT, ABSENT]:
                reasons.append(Reason("patronymic_missing"))
            return 0.0
        first, second = (reading(self._vocabulary.tokens[token]) for token in tokens)
        if 1 in (len(first.sounds), len(second.sounds)):
            return 0.0
        apart = min(
            float(self._vocabulary.costs(one, np.array([token]))[0])
            for one, token in ((first, tokens[1]), (second, tokens[0]))
        )
        if apart > _SAME_PATRONYMIC:
            reasons.append(Reason("patronymic_other"))
            return _PATRONYMIC_OTHER
        reasons.append(Reason("patronymic_same"))
        return _PATRONYMIC_SAME + _PATRONYMIC_APART * apart


def _best_first(pairs):
    """Pairs of people, each once with its best score."""
    best = {}
    for pair in pairs:
        key = (pair.a, pair.b)
        if key not in best or best[key].score < pair.score:
            best[key] = pair
    return sorted(best.values(), key=lambda pair: (-pair.score, pair.a, pair.b))


def duplicate_pairs(rows, min_score=SAME_PERSON):
    """Pairs among rows (person, surname, given, patronymic, year, city)."""
    return Duplicates(Index.build(rows)).pairs(min_score)
