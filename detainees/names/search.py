"""Search: the people whose names are nearest to what was typed.

1. Each word of the query is matched with the vocabulary (`vocabulary.py`).
2. Rows that have a near token for the rarer words are gathered, then judged
   by all words, initials and the year together (`ranking.py`).
3. Only when the best is poor are other texts tried (`rereadings.py`).
4. When a word is still near to nobody's, whoever has the other words comes in
   the order of how far that one is: a name may be broken in three places.

Memory is one worker's: measured, 165 MB for 1,000,000 people with 51,000 tokens,
beside Python and numpy themselves. The same index can be built
from any source of rows; new rows may be added while it serves.

Harm: an index answers with people of any level. Only the desk holds one of
unlisted people; the public side builds its own from published names.
"""

from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property, partial
from threading import RLock

import numpy as np

from .explain import explain
from .query import Query, parse
from .ranking import FAR, FAR_ALONE, FARTHEST, POOR, Judge
from .reasons import Reason
from .register import ABSENT, GIVEN, NOBODY, SURNAME, UNSETTLED, VISITOR, Register
from .rereadings import rereadings
from .tokens import LONGEST_WORD, fold, forget_words
from .vocabulary import Vocabulary

GATHERED = 60_000  # rows judged roughly at most
JUDGED = 500  # rows judged exactly
LONGEST_SPAN = 127  # years
NOT_NEAR = 9.0  # the cost of a token that is not near a word


@dataclass(frozen=True)
class Match:
    """One person found: score from 0 to 1, the cost in letters, the reasons.

    `query` is the query as it was understood, in `query.changed` what was done
    to the text: a page can say "did you mean". Reasons are worked out when they
    are asked for: a list may show few of many.
    """

    person: int
    cost: float
    query: Query
    _reasons: Callable = field(repr=False, compare=False)

    @property
    def score(self):
        return round(1 / (1 + self.cost), 4)

    @cached_property
    def reasons(self) -> tuple[Reason, ...]:
        return self._reasons()

    @property
    def is_near(self):
        """Whether the name is near enough to be the one that was meant."""
        words = len(self.query.words) + len(self.query.initials)
        return self.cost <= (FAR if words > 1 else FAR_ALONE)


class Index:
    """Names of people, searchable. Safe to use from several threads."""

    def __init__(self):
        self.vocabulary = Vocabulary()
        self.register = Register()
        self._cities = {"": 0}
        self._lock = RLock()

    @classmethod
    def build(cls, rows):
        """An index of rows (person, surname, given, patronymic, year, city).

        `person` is a number of the caller's, 0 or more; year may be None or 0,
        or the first and last year of a span.
        """
        index = cls()
        for person, surname, given, patronymic, year, city in rows:
            index.add(person, surname, given, patronymic, year=year, city=city)
        index.settle()
        return index

    def add(self, person, surname, given, patronymic="", *, year=None, city=""):
        """Add one name of a person, who may have several; it is found at once."""
        with self._lock:
            self._add(person, surname, given, patronymic, year=year, city=city)
            if self.register.unsettled() > max(UNSETTLED, len(self.register) // 4):
                self.settle()

    def _add(self, person, surname, given, patronymic, *, year, city):
        first, last = year if isinstance(year, tuple) else (year or 0, year or 0)
        evidence = {
            "year": first,
            "span": min(max(last - first, 0), LONGEST_SPAN),
            "city": self._cities.setdefault(city or "", len(self._cities)),
        }
        whole = tuple(self._token(name) for name in (surname, given, patronymic))
        self.register.add(person, whole, **evidence)
        for place, name in ((SURNAME, surname), (GIVEN, given)):
            for part in _parts(name):
                tokens = [*whole]
                tokens[place] = self._token(part)
                self.register.add(person, tokens, part=True, **evidence)

    @contextmanager
    def visitor(self, surname, given, patronymic="", *, year=None, city=""):
        """Count somebody in who is not to stay: the person VISITOR, for the `with` block.

        Nobody else searches meanwhile.
        """
        with self._lock:
            before = len(self.register)
            self._add(VISITOR, surname, given, patronymic, year=year, city=city)
            try:
                yield
            finally:
                self.register.drop(len(self.register) - before)

    def settle(self):
        """Sort what was added; searching is quicker afterwards."""
        with self._lock:
            self.register.settle(len(self.vocabulary))

    def remove(self, person):
        """Forget all names of a person."""
        with self._lock:
            self.register.remove(person)

    def forget(self, people):
        """Forget all names of several people at once."""
        with self._lock:
            self.register.remove_all(people)

    def purge(self):
        """Let go of every name and word that only people had who were taken out.

        So that a worker's memory does not hold the name of somebody who asked to be removed.
        """
        with self._lock:
            self.register.purge()
            self.settle()
            words = np.arange(len(self.vocabulary))
            unborne = words[self.register.counts(words) == 0]
            self.vocabulary.forget(n for n in unborne.tolist() if self.vocabulary.tokens[n])
            forget_words()

    def _token(self, name):
        folded = fold("".join(name.split())[: 2 * LONGEST_WORD])
        return self.vocabulary.number(folded.sounds) if folded else ABSENT

    def search(self, text, birth_year=None, limit=10, city=""):
        """The people nearest to a text, best first, at most `limit`."""
        known = {}
        with self._lock:
            city = self._cities.get(city or "", 0)
            typed = parse(text, birth_year)
            best = self._matches(typed, city, limit, known)
            if not best or best[0].cost > POOR:
                for query in rereadings(text, birth_year, self.vocabulary):
                    found = self._matches(query, city, limit, known)
                    if found and (not best or found[0].cost < best[0].cost):
                        best = found
            if best and best[0].cost > FARTHEST:
                reread = best[0].query
                for query in (typed, reread) if reread is not typed else (typed,):
                    found = self._matches(query, city, limit, known, far=True)
                    if found and found[0].cost <= best[0].cost:
                        best = found
        return best

    def _matches(self, query, city, limit, known, *, far=False):
        """The nearest rows for one query; `known` keeps the near tokens of words."""
        for part in query.words:
            if part.word not in known:
                known[part.word] = self.vocabulary.near(part.readings)
        near = [known[part.word] for part in query.words]
        rows = self._gather(near)
        if not len(rows):
            return []
        tables = [self._table(numbers, costs) for numbers, costs in near]
        if far:
            self._tell_apart(query, tables, rows)
        judge = Judge(query, tables, self.register, self.vocabulary.firsts, city)
        if len(rows) > JUDGED:
            rows = self._likeliest(judge, rows)
        return self._first(judge, rows, judge.exact(rows), limit)

    def _likeliest(self, judge, rows):
        """The rows that are judged exactly.

        More than usual where two words may be one name (Айбар Айбар, Төлеген
        Төлегенов): whoever has one of them seems to have both.
        """
        rough = judge.rough(rows)
        order = np.argpartition(rough, JUDGED)
        worst = rough[order[JUDGED]]
        if len(judge.query.words) > 1 and worst < POOR:
            return rows[rough <= worst]
        return rows[order[:JUDGED]]

    def _gather(self, near):
        """Rows with a near token for any word but the commonest, within bounds.

        Of the commonest word only the nearest tokens are followed: who is found
        by it alone is no match, and who has the other words is gathered anyway.
        """
        counts = [self.register.counts(numbers) for numbers, _ in near]
        order = sorted(range(len(near)), key=lambda i: counts[i].sum())
        chosen = np.zeros(len(self.register), dtype=bool)
        room = GATHERED
        for i in order:
            commonest = len(order) > 1 and i == order[-1]
            for number, count, cost in zip(
                near[i][0].tolist(), counts[i].tolist(), near[i][1].tolist(), strict=True
            ):
                if room < 0 or (commonest and (cost > 0.6 or room < GATHERED // 3)):
                    break
                chosen[self.register.rows(number)] = True
                room -= count
        rows = np.flatnonzero(chosen)
        return rows[self.register.people[rows] != NOBODY]

    def _table(self, numbers, costs):
        """Cost of every token for one word; the last entry is for no token."""
        table = np.full(len(self.vocabulary) + 1, NOT_NEAR, dtype=np.float32)
        table[numbers] = costs
        return table

    def _tell_apart(self, query, tables, rows):
        """Say also of the tokens of these rows that are not near a word how far they are."""
        numbers = np.unique(self.register.places[rows])
        numbers = numbers[numbers != ABSENT]
        for part, table in zip(query.words, tables, strict=True):
            away = numbers[table[numbers] == NOT_NEAR]
            table[away] = self.vocabulary.far(part.readings[0], away)

    def _first(self, judge, rows, costs, limit):
        """The cheapest rows as matches, one a person."""
        found = {}
        for i in np.argsort(costs, kind="stable").tolist():
            person = int(self.register.people[rows[i]])
            if person not in found:
                reasons = partial(self._reasons, judge, int(rows[i]))
                found[person] = Match(person, float(costs[i]), judge.query, reasons)
                if len(found) == limit:
                    break
        return list(found.values())

    def _reasons(self, judge, row):
        places = self.register.places[row : row + 1]
        tokens = [self.vocabulary.tokens[t] if t != ABSENT else "" for t in places[0].tolist()]
        costs = [judge.laid(*word, places)[0] for word in judge.words()]
        years = int(self.register.years[row]), int(self.register.spans[row])
        part = bool(self.register.parts[row])
        return explain(judge.query, costs, tokens, years, part=part, same_city=judge.same_city(row))


def _parts(name):
    """The parts of a double name that are more than an initial."""
    parts = name.replace("-", " ").split()
    return [part for part in parts if len(part) > 2] if len(parts) > 1 else []
