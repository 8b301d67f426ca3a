"""How alike two typed names are, whoever bears them: the same both ways round."""

from itertools import permutations
from typing import NamedTuple

from .distance import Columns, token_costs
from .forms import forms
from .query import parse
from .ranking import MISSED, NO_PATRONYMIC
from .reasons import Reason, compare_words
from .sounds import CODE

INITIAL = 0.3  # an initial for a word that begins so
_MOST = 5  # words of each name that are laid on one another


class Likeness(NamedTuple):
    """Score from 0 to 1 (1: one name), the cost in letters, reasons of the words."""

    score: float
    cost: float
    reasons: tuple[Reason, ...]


def similarity(a, b):
    """Compare two names typed in any script and order; symmetric.

    Every word of the shorter name is laid on a word of the longer one in the
    cheapest way; a patronymic that only one has costs less than another word.
    """
    first, second = (list(_words(text)) for text in (a, b))
    if len(first) > len(second):
        first, second = second, first
    if not first:
        return Likeness(float(not second), 0.0 if not second else MISSED, ())
    costs = [[word_cost(x, y) for y in second] for x in first]
    laid = min(
        permutations(range(len(second)), len(first)),
        key=lambda places: sum(costs[i][j] for i, j in enumerate(places)),
    )
    left = [word for j, word in enumerate(second) if j not in laid]
    cost = sum(costs[i][j] for i, j in enumerate(laid))
    cost += sum(NO_PATRONYMIC if word.patronymic else MISSED for word in left)
    reasons = [_reason(first[i], second[j], costs[i][j]) for i, j in enumerate(laid)]
    return Likeness(round(1 / (1 + cost), 4), round(cost, 4), tuple(reasons))


def _words(text):
    query = parse(text)
    return [*query.words, *query.initials][:_MOST]


def word_cost(a, b):
    """Letters between two words of queries, the cheaper way round, at most MISSED."""
    if a.initial or b.initial:
        return _initial_cost(a, b)
    here, there = (
        min(float(token_costs(heard, Columns.of(y.readings[0]))[0]) for heard in x.readings)
        for x, y in ((a, b), (b, a))
    )
    form = forms(a.readings[0].sounds).get(b.readings[0].sounds, MISSED)
    return round(min(here, there, form), 4)


def _initial_cost(a, b):
    if a.initial and b.initial:
        return 0.0 if a.initial.keys() & b.initial.keys() else MISSED
    initial, word = (a, b) if a.initial else (b, a)
    cost = initial.initial.get(CODE[word.readings[0].sounds[0]])
    return MISSED if cost is None else INITIAL + cost


def _reason(a, b, cost):
    if a.initial or b.initial:
        return Reason("initial", ("", a.word, b.word))
    if cost >= MISSED:
        return Reason("unfound", ("", a.word, b.word))
    code, data = compare_words(a.readings[0].sounds, b.readings[0].sounds, cost)
    return Reason(code, ("", a.word, b.word, *data))
