"""Distinct skeletons of tokens, and those within a few slips of a query's.

Many tokens share a stem (Нұрлан, Нурланов, Нурланович), so there are far fewer
stems than tokens. Those near a text are found in two steps:

1. skeletons that share enough letters and pairs of neighbouring letters: a
   slip changes at most two letters and mostly two pairs (bit operations on
   arrays of all skeletons);
2. Damerau distance of what is left (rapidfuzz).
"""

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

_RANK = {letter: i for i, letter in enumerate("abpvfgkhdtjzswqlmnreio")}
_LETTERS = {letter: 1 << i for letter, i in _RANK.items()}
_LONGEST = 100  # for the comparison of lengths


class Shapes:
    """Skeletons, each with the tokens that have it."""

    def __init__(self):
        self._texts = []
        self._tokens = []
        self._numbers = {}
        self._sizes = np.zeros(1024, np.int8)
        self._letters = np.zeros(1024, np.uint32)
        self._pairs = np.zeros(1024, np.uint64)

    def __contains__(self, text):
        return text in self._numbers

    def add(self, text, token):
        """Note that a token has this skeleton."""
        number = self._numbers.get(text)
        if number is None:
            number = self._numbers[text] = len(self._texts)
            if number == len(self._sizes):
                for name in ("_sizes", "_letters", "_pairs"):
                    setattr(self, name, np.concatenate([getattr(self, name)] * 2))
            self._sizes[number] = min(len(text), _LONGEST)
            self._letters[number] = letter_bits(text)
            self._pairs[number] = pair_bits(text)
            self._texts.append(text)
            self._tokens.append([])
        self._tokens[number].append(token)

    def drop(self, text, token):
        """Forget that a token has this skeleton, and the skeleton when it was the last."""
        number = self._numbers.get(text)
        if number is None or token not in self._tokens[number]:
            return
        self._tokens[number].remove(token)
        if not self._tokens[number]:
            del self._numbers[text]
            self._texts[number] = ""
            self._sizes[number], self._letters[number], self._pairs[number] = -_LONGEST, 0, 0

    def near(self, text, slips):
        """Tokens whose skeleton is within that many slips of the text."""
        numbers = self._alike(text, slips)
        if not numbers:
            return []
        choices = [self._texts[i] for i in numbers]
        far = process.cdist(
            [text], choices, scorer=OSA.distance, score_cutoff=slips, dtype=np.uint8
        )[0]
        return [
            token
            for i in np.flatnonzero(far <= slips).tolist()
            for token in self._tokens[numbers[i]]
        ]

    def _alike(self, text, slips):
        """Numbers of skeletons that share the letters and pairs the slips must leave."""
        size = len(self._texts)
        lengths = np.abs(self._sizes[:size] - np.int8(min(len(text), _LONGEST)))
        near = np.flatnonzero(lengths <= slips)
        letters = self._letters[near] ^ np.uint32(letter_bits(text))
        near = near[np.bitwise_count(letters) <= 2 * slips]
        pairs = np.uint64(pair_bits(text))
        shared = np.bitwise_count(self._pairs[near] & pairs)
        return near[shared + 2 * slips + 2 >= np.bitwise_count(pairs)].tolist()


def letter_bits(text):
    """One bit for each letter that occurs in a skeleton."""
    bits = 0
    for letter in text:
        bits |= _LETTERS[letter]
    return bits


def pair_bits(text):
    """One of 61 bits for each pair of neighbours, the edges of the word included."""
    bits, before = 0, 22
    for letter in [*map(_RANK.__getitem__, text), 23]:
        bits |= 1 << (before * 29 + letter * 5) % 61
        before = letter
    return bits


def allowed_slips(length):
    """How many letters may differ in a name of so many: short ones are too alike."""
    return 1 if length <= 3 else 2 if length <= 9 else 3
