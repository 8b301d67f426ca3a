"""Keys of names: two spellings with a key in common are taken for the same name.

A key is the words of a name, folded and in alphabetical order, so that the order in which a name
is written does not matter. The script is kept.
"""

import re
import unicodedata
from itertools import combinations

MOST_WORDS = 6


def fold(word):
    """Return a word without case, diacritics' variants of form, and ``ё``; stable when repeated."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", word).casefold()).replace(
        "ё", "е"
    )


def words(text):
    """Return the folded words of a text, at most six; what is no letter or digit separates."""
    return re.findall(r"[^\W_]+", fold(text))[:MOST_WORDS]


def stored_keys(surname, given, patronymic):
    """Return the keys of a recorded name, sorted: with and without the patronymic.

    A name of which only one part is known has no key: it would answer to a word alone.
    """
    core = [*words(surname), *words(given)]
    keys = {_key(core), _key([*core, *words(patronymic)])}
    return sorted(key for key in keys if " " in key)


def find_keys(query):
    """Return the keys that a query asks for, sorted: all its words, and each two of three."""
    asked = words(query)
    keys = {_key(asked)}
    if len(asked) == 3:
        keys |= {_key(pair) for pair in combinations(asked, 2)}
    return sorted(key for key in keys if " " in key)


def _key(parts):
    return " ".join(sorted(parts))
