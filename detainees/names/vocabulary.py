"""The vocabulary: every distinct token of all names, and those near a query's.

A million people are named with some tens of thousands of tokens, so it is the
tokens that are matched and people are looked up afterwards. Near tokens are
found in three steps, each leaving fewer for the next:

1. skeletons whose sets of letters differ by at most twice the slips allowed
   (one bit operation for all tokens);
2. skeletons, whole or without ending, within the slips allowed (rapidfuzz);
3. the weighted distance of the sounds (`distance.py`).

About 150 bytes a token in arrays and 200 in strings: 100,000 tokens take 35 MB.
"""

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from .distance import LONGEST, distances
from .endings import SWAP
from .sounds import CODE, skeleton, weights
from .tokens import reading

FARTHEST = 2.3  # letters; tokens farther than this from a query's are not near
_LETTERS = {letter: 1 << i for i, letter in enumerate("abpvfgkhdtjzswqlmnreio")}
_ENDING_COST = np.array(SWAP, dtype=np.float32)


class Vocabulary:
    """Distinct tokens, numbered from 0 in the order they came."""

    def __init__(self):
        self.tokens = []  # sounds of each token
        self._numbers = {}
        self._wholes, self._stems = [], []  # skeletons
        self._skeletons = set()
        self._room(1024)

    def __len__(self):
        return len(self.tokens)

    def _room(self, size):
        """Arrays for that many tokens, what they held kept."""
        def grown(name, shape, dtype):
            new = np.zeros(shape, dtype=dtype)
            old = getattr(self, name, new[:0])
            new[: len(old)] = old
            setattr(self, name, new)

        grown("_codes", (size, LONGEST), np.uint8)
        grown("_weights", (size, LONGEST), np.float32)
        grown("_masks", (size, 2), np.uint32)
        grown("_sizes", (size, 2), np.int8)
        grown("_lengths", size, np.uint8)
        grown("_stem_lengths", size, np.uint8)
        grown("endings", size, np.uint8)
        grown("firsts", size, np.uint8)

    def number(self, sounds):
        """The number of a token, a new one if it is new."""
        known = self._numbers.get(sounds)
        return self._add(sounds) if known is None else known

    def find(self, sounds):
        """The number of a token that is known, else None."""
        return self._numbers.get(sounds)

    def knows(self, token):
        """Whether a token sounds, coarsely, like one in the vocabulary."""
        return skeleton(token.sounds) in self._skeletons

    def _add(self, sounds):
        number = len(self.tokens)
        if number == len(self._codes):
            self._room(2 * number)
        token = reading(sounds)
        whole, stem = skeleton(sounds), skeleton(token.stem_sounds)
        kept = sounds[:LONGEST]
        self._codes[number, : len(kept)] = [CODE[s] for s in kept]
        self._weights[number, : len(kept)] = weights(kept)
        self._masks[number] = _mask(whole), _mask(stem)
        self._sizes[number] = len(whole), len(stem)
        self._lengths[number] = len(kept)
        self._stem_lengths[number] = min(token.stem, LONGEST)
        self.endings[number] = token.ending
        self.firsts[number] = CODE[sounds[0]]
        self.tokens.append(sounds)
        self._wholes.append(whole)
        self._stems.append(stem)
        self._skeletons.add(whole)
        self._numbers[sounds] = number
        return number

    def near(self, readings, farthest=FARTHEST):
        """(numbers, costs) of the tokens near any of the readings, cheapest first."""
        found = [self._near(r, farthest) for r in readings]
        if not found:
            return np.empty(0, np.intp), np.empty(0, np.float32)
        numbers = np.concatenate([n for n, _ in found])
        costs = np.concatenate([c for _, c in found])
        order = np.argsort(costs, kind="stable")
        numbers, costs = numbers[order], costs[order]
        _, first = np.unique(numbers, return_index=True)
        first.sort()
        return numbers[first], costs[first]

    def _near(self, query, farthest):
        candidates = self._candidates(query)
        costs = self.costs(query, candidates)
        kept = costs <= np.minimum(farthest, 0.35 * len(query.sounds) + 0.3)
        return candidates[kept], costs[kept]

    def costs(self, query, numbers):
        """Cost of reading the query as each token: sounds plus a changed ending."""
        if not len(numbers):
            return np.empty(0, np.float32)
        whole, stem = distances(
            query,
            self._codes[numbers].T.copy(),
            self._weights[numbers].T.copy(),
            self._lengths[numbers].astype(np.intp),
            self._stem_lengths[numbers].astype(np.intp),
        )
        changed = _ENDING_COST[query.ending][self.endings[numbers]]
        return np.minimum(whole, stem + changed) + query.cost

    def _candidates(self, query):
        """Numbers of tokens whose skeleton, whole or stem, is within the slips."""
        near = np.zeros(len(self), dtype=bool)
        parts = ((0, query.sounds, self._wholes), (1, query.stem_sounds, self._stems))
        for side, sounds, skeletons in parts:
            text = skeleton(sounds)
            slips = allowed_slips(len(text))
            numbers = self._letters_near(side, text, slips)
            if len(numbers):
                choices = [skeletons[i] for i in numbers.tolist()]
                far = process.cdist(
                    [text], choices, scorer=OSA.distance, score_cutoff=slips, dtype=np.uint8
                )[0]
                near[numbers[far <= slips]] = True
        return np.flatnonzero(near)

    def _letters_near(self, side, text, slips):
        """Numbers of tokens whose letters differ by no more than the slips can do."""
        masks, sizes = self._masks[: len(self), side], self._sizes[: len(self), side]
        differ = np.bitwise_count(masks ^ np.uint32(_mask(text)))
        lengths = np.abs(sizes - np.int8(min(len(text), 100)))
        return np.flatnonzero((differ <= 2 * slips) & (lengths <= slips))


def _mask(text):
    mask = 0
    for letter in text:
        mask |= _LETTERS[letter]
    return mask


def allowed_slips(length):
    """How many letters of a skeleton may differ: short names are too alike."""
    return 1 if length <= 3 else 2 if length <= 7 else 3

