"""Other texts a poor query may stand for: a keyboard slip, a space too many or few."""

from . import layouts
from .query import parse
from .tokens import clean, fold, split_words

COST = 0.2  # letters; a text changed to make sense must make clearly more


def rereadings(text, year, vocabulary):
    """Queries for the text as it may have been meant.

    1. Typed with another keyboard layout switched on.
    2. Two neighbouring words that are one.
    3. One word that is two names the vocabulary knows.
    """
    for slip, meant in layouts.unslipped(text):
        yield parse(meant, year, changed=("layout", *slip, meant), cost=COST)
    words = split_words(text)
    for i in range(len(words) - 1):
        joined = " ".join([*words[:i], words[i] + words[i + 1], *words[i + 2 :]])
        yield parse(joined, year, changed=("joined", joined), cost=COST)
    for i, word in enumerate(words):
        for left, right in _splits(clean(word), vocabulary):
            apart = " ".join([*words[:i], left, right, *words[i + 1 :]])
            yield parse(apart, year, changed=("split", apart), cost=COST)


def _splits(word, vocabulary):
    """Pairs of known names that a word may be, written without the space."""
    for i in range(2, len(word) - 1):
        left, right = fold(word[:i]), fold(word[i:])
        if left and right and vocabulary.knows(left) and vocabulary.knows(right):
            yield word[:i], word[i:]
