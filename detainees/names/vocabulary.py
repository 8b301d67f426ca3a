"""The vocabulary: every distinct token of all names, and those near a query's.

A million people are named with some tens of thousands of tokens, so it is the
tokens that are matched and people are looked up afterwards: first by skeleton
(`shapes.py`), then by the weighted distance of the sounds (`distance.py`).
"""

import numpy as np

from .distance import LONGEST, Columns, token_costs
from .endings import Ending
from .forms import forms
from .ranking import FARTHEST, MISSED
from .shapes import Shapes, allowed_slips
from .sounds import CODE, COST, skeleton, weights
from .tokens import reading

ALL_BROKEN = 0.6  # letters apart for each letter of the word
INITIAL = 0.5  # a recorded initial for a name typed in full

# With these the ending may be a mistyped one, or part of the stem.
_UNSURE = frozenset({Ending.NONE, Ending.IN, Ending.INA})
_COLUMNS = {
    "_codes": (np.uint8, (LONGEST,)),
    "_weights": (np.float32, (LONGEST,)),
    "_lengths": (np.uint8, ()),
    "_stem_lengths": (np.uint8, ()),
    "_endings": (np.uint8, ()),
    "firsts": (np.uint8, ()),
}


class Vocabulary:
    """Distinct tokens, numbered from 0 in the order they came."""

    def __init__(self):
        self.tokens = []  # sounds of each token
        self._numbers = {}
        self._stems, self._wholes = Shapes(), Shapes()
        self._initials = []  # tokens of one sound: initials in records
        for name, (dtype, shape) in _COLUMNS.items():
            setattr(self, name, np.zeros((1024, *shape), dtype))

    def __len__(self):
        return len(self.tokens)

    def number(self, sounds):
        """The number of a token, a new one if it is new."""
        known = self._numbers.get(sounds)
        return self._add(sounds) if known is None else known

    def knows(self, token):
        """Whether a token sounds, coarsely, like one in the vocabulary."""
        whole = skeleton(token.sounds)
        return whole in self._stems or whole in self._wholes

    def _add(self, sounds):
        number = len(self.tokens)
        if number == len(self._codes):
            for name in _COLUMNS:
                setattr(self, name, np.concatenate([getattr(self, name)] * 2))
        token, kept = reading(sounds), sounds[:LONGEST]
        self._codes[number] = 0
        self._codes[number, : len(kept)] = [CODE[s] for s in kept]
        self._weights[number] = 0
        self._weights[number, : len(kept)] = weights(kept)
        self._lengths[number] = len(kept)
        self._stem_lengths[number] = min(token.stem, LONGEST)
        self._endings[number] = token.ending
        self.firsts[number] = CODE[sounds[0]]
        self.tokens.append(sounds)
        self._numbers[sounds] = number
        self._stems.add(skeleton(token.stem_sounds), number)
        if token.ending != Ending.NONE:
            self._wholes.add(skeleton(sounds), number)
        if len(sounds) == 1:
            self._initials.append(number)
        return number

    def forget(self, numbers):
        """Erase tokens that nobody bears any more; their numbers stay empty."""
        for number in numbers:
            token = reading(self.tokens[number])
            self._stems.drop(skeleton(token.stem_sounds), number)
            self._wholes.drop(skeleton(token.sounds), number)
            del self._numbers[token.sounds]
            self._codes[number] = self.firsts[number] = 0
            self.tokens[number] = ""
            if number in self._initials:
                self._initials.remove(number)

    def near(self, readings, farthest=FARTHEST):
        """(numbers, costs) of the tokens near any of the readings, cheapest first.

        A reading is tried only while nothing found is as cheap as itself,
        or when it ends in another way: then it finds other tokens.
        """
        found, best = [(np.empty(0, np.intp), np.empty(0, np.float32))], farthest
        for heard in sorted(readings, key=lambda r: r.cost):
            if heard.cost < best or heard.ending != readings[0].ending:
                found.append(self._near(heard, farthest))
                best = min(best, found[-1][1].min(initial=best))
        found += [self._initials_near(heard) for heard in readings[:1]]
        found += [self._other_forms(heard) for heard in readings[:1]]
        numbers = np.concatenate([numbers for numbers, _ in found])
        costs = np.concatenate([costs for _, costs in found])
        order = np.argsort(costs, kind="stable")
        numbers, costs = numbers[order], costs[order]
        first = np.sort(np.unique(numbers, return_index=True)[1])
        return numbers[first], costs[first]

    def far(self, query, numbers):
        """What tokens cost that are not near: all but missed, the nearer the less.

        Beyond `ALL_BROKEN` of the word chance alone brings two words as near.
        """
        share = self.costs(query, numbers) / (len(query.sounds) + 1)
        return FARTHEST + (MISSED - FARTHEST) * np.minimum(share / ALL_BROKEN, 1)

    def _near(self, query, farthest):
        candidates = self._candidates(query)
        costs = self.costs(query, candidates)
        kept = costs <= np.minimum(farthest, 0.35 * len(query.sounds) + 0.3)
        return candidates[kept], costs[kept]

    def _candidates(self, query):
        """Numbers of tokens whose skeleton is within the slips.

        Stems are compared; whole skeletons only when the query shows no sure
        ending, because one with a slip inside would hide the stem.
        """
        slips = allowed_slips(query.stem)
        found = set(self._stems.near(skeleton(query.stem_sounds), slips))
        if query.ending in _UNSURE:
            slips = allowed_slips(len(query.sounds))
            found.update(self._wholes.near(skeleton(query.sounds), slips))
            if query.ending != Ending.NONE:
                found.update(self._stems.near(skeleton(query.sounds), slips))
        return np.array(sorted(found), dtype=np.intp)

    def _initials_near(self, query):
        """Recorded initials that may stand for a name."""
        numbers = np.array(self._initials, dtype=np.intp)
        apart = COST[CODE[query.sounds[0]]][self.firsts[numbers]]
        close = apart < 0.5
        return numbers[close], INITIAL + apart[close]

    def _other_forms(self, query):
        """Other forms of a given name: Андреас for Андрей."""
        known = [
            (self._numbers[sounds], cost)
            for sounds, cost in forms(query.sounds).items()
            if sounds in self._numbers
        ]
        numbers, costs = zip(*known, strict=True) if known else ((), ())
        return np.array(numbers, np.intp), np.array(costs, np.float32)

    def costs(self, query, numbers):
        """Cost of reading the query as each token: sounds plus a changed ending."""
        if not len(numbers):
            return np.empty(0, np.float32)
        columns = Columns(
            self._codes[numbers].T.copy(),
            self._weights[numbers].T.copy(),
            self._lengths[numbers].astype(np.intp),
            self._stem_lengths[numbers].astype(np.intp),
            self._endings[numbers],
        )
        return token_costs(query, columns)
