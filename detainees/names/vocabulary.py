"""The vocabulary: every distinct token of all names, and those near a query's.

A million people are named with some tens of thousands of tokens, so it is the
tokens that are matched and people are looked up afterwards. Near tokens are
found in three steps, each leaving fewer for the next:

1. skeletons that share enough letters and pairs of neighbouring letters: a
   slip changes at most two letters and mostly two pairs (bit operations on arrays);
2. skeletons, whole or without ending, within the slips allowed (rapidfuzz);
3. the weighted distance of the sounds (`distance.py`).

About 150 bytes a token in arrays and 200 in strings: 100,000 tokens take 35 MB.
"""

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from .distance import LONGEST, distances
from .endings import SWAP, Ending
from .sounds import CODE, COST, skeleton, weights
from .tokens import reading

FARTHEST = 2.5  # letters; tokens farther than this from a query's are not near
INITIAL = 0.5  # a recorded initial for a name typed in full
UNSURE = frozenset({Ending.NONE, Ending.IN, Ending.INA})
_RANK = {letter: i for i, letter in enumerate("abpvfgkhdtjzswqlmnreio")}
_LETTERS = {letter: 1 << i for letter, i in _RANK.items()}
_ENDING_COST = np.array(SWAP, dtype=np.float32)


class Vocabulary:
    """Distinct tokens, numbered from 0 in the order they came."""

    def __init__(self):
        self.tokens = []  # sounds of each token
        self._numbers = {}
        self._wholes, self._stems = [], []  # skeletons
        self._skeletons = set()
        self._initials = []  # tokens of one sound: initials in records
        self._room(1024)

    def __len__(self):
        return len(self.tokens)

    def _room(self, size):
        """Arrays for that many tokens, what they held kept."""
        def grown(name, shape, dtype):
            new = np.zeros(shape, dtype=dtype)
            old = getattr(self, name, new[:0] if new.ndim == 1 else new[:, :0])
            new[tuple(slice(n) for n in old.shape)] = old
            setattr(self, name, new)

        grown("_codes", (size, LONGEST), np.uint8)
        grown("_weights", (size, LONGEST), np.float32)
        grown("_letters", (2, size), np.uint32)
        grown("_pairs", (2, size), np.uint64)
        grown("_sizes", (2, size), np.int8)
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
        self._letters[:, number] = letter_bits(whole), letter_bits(stem)
        self._pairs[:, number] = pair_bits(whole), pair_bits(stem)
        self._sizes[:, number] = len(whole), len(stem)
        self._lengths[number] = len(kept)
        self._stem_lengths[number] = min(token.stem, LONGEST)
        self.endings[number] = token.ending
        self.firsts[number] = CODE[sounds[0]]
        self.tokens.append(sounds)
        self._wholes.append(whole)
        self._stems.append(stem)
        self._skeletons.add(whole)
        self._numbers[sounds] = number
        if len(sounds) == 1:
            self._initials.append(number)
        return number

    def near(self, readings, farthest=FARTHEST):
        """(numbers, costs) of the tokens near any of the readings, cheapest first.

        A reading is tried only while nothing found is as cheap as itself,
        or when it ends in another way: then it finds other tokens.
        """
        found, best = [(np.empty(0, np.intp), np.empty(0, np.float32))], farthest
        for reading_ in sorted(readings, key=lambda r: r.cost):
            if reading_.cost < best or reading_.ending != readings[0].ending:
                found.append(self._near(reading_, farthest))
                best = min(best, found[-1][1].min(initial=best))
        found += [self._initials_near(r) for r in readings[:1]]
        numbers = np.concatenate([numbers for numbers, _ in found])
        costs = np.concatenate([costs for _, costs in found])
        order = np.argsort(costs, kind="stable")
        numbers, costs = numbers[order], costs[order]
        first = np.sort(np.unique(numbers, return_index=True)[1])
        return numbers[first], costs[first]

    def _near(self, query, farthest):
        candidates = self._candidates(query)
        costs = self.costs(query, candidates)
        kept = costs <= np.minimum(farthest, 0.35 * len(query.sounds) + 0.3)
        return candidates[kept], costs[kept]

    def _initials_near(self, query):
        """Recorded initials that may stand for a name."""
        numbers = np.array(self._initials, dtype=np.intp)
        apart = COST[CODE[query.sounds[0]]][self.firsts[numbers]]
        close = apart < 0.5
        return numbers[close], INITIAL + apart[close]

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
        # Абилов is not Абилев: a stem that agrees leaves a trace of the rest.
        trace = np.where(changed == 0, 0.2, 0.1).astype(np.float32) * np.minimum(whole, 1)
        return np.minimum(whole, stem + changed + trace) + query.cost

    def _candidates(self, query):
        """Numbers of tokens whose skeleton, whole or stem, is within the slips.

        Whole skeletons are compared only when the query shows no sure ending:
        one with a slip inside would hide the stem.
        """
        near = np.zeros(len(self), dtype=bool)
        parts = [(1, query.stem_sounds, self._stems)]
        if query.ending in UNSURE:
            parts.append((0, query.sounds, self._wholes))
        for side, sounds, skeletons in parts:
            text = skeleton(sounds)
            slips = allowed_slips(len(sounds))
            numbers = self._letters_near(side, text, slips)
            if len(numbers):
                choices = [skeletons[i] for i in numbers.tolist()]
                far = process.cdist(
                    [text], choices, scorer=OSA.distance, score_cutoff=slips, dtype=np.uint8
                )[0]
                near[numbers[far <= slips]] = True
        return np.flatnonzero(near)

    def _letters_near(self, side, text, slips):
        """Numbers of tokens that share the letters and pairs the slips must leave."""
        size = len(self)
        sizes = self._sizes[side, :size]
        near = np.flatnonzero(np.abs(sizes - np.int8(min(len(text), 100))) <= slips)
        letters = self._letters[side, near] ^ np.uint32(letter_bits(text))
        near = near[np.bitwise_count(letters) <= 2 * slips]
        pairs = np.uint64(pair_bits(text))
        shared = np.bitwise_count(self._pairs[side, near] & pairs)
        return near[shared + 2 * slips + 2 >= np.bitwise_count(pairs)]


def letter_bits(text):
    """One bit for each letter that occurs in a skeleton."""
    bits = 0
    for letter in text:
        bits |= _LETTERS[letter]
    return bits


def pair_bits(text):
    """One of 64 bits for each pair of neighbours, the edges of the word included."""
    bits, before = 0, 22
    for letter in [*map(_RANK.__getitem__, text), 23]:
        bits |= 1 << (before * 29 + letter * 5) % 61
        before = letter
    return bits


def allowed_slips(length):
    """How many letters may differ in a name of so many: short ones are too alike."""
    return 1 if length <= 3 else 2 if length <= 9 else 3

