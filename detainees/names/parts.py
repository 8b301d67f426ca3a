"""A name as somebody says it, laid out as surname, given name and patronymic.

A guess by endings and order, for whoever typed it to correct: nothing is looked up.
"""

import re
from typing import NamedTuple

from .endings import Ending
from .query import YEARS, parse
from .tokens import fold

# Given names end in -ын and -ина as often (Айдын, Мадина): -ин comes last, -ина says nothing.
_SURNAMES = (Ending.OV, Ending.OVA, Ending.SKY, Ending.SKAYA, Ending.LINE)
_CHILD_OF = re.compile("(?:ұлы|улы|қызы|кызы|uly|ulı|qyzy|kyzy|qızı)", re.IGNORECASE)


class NameParts(NamedTuple):
    """What stands where; "" for a part that was not said, 0 for no year of birth."""

    surname: str = ""
    given: str = ""
    patronymic: str = ""
    year: int = 0


def split_name(text):
    """Return the NameParts of a name in any letters, with a year of birth if one was typed.

    1. "ұлы", "қызы" written apart belong to the word before; with it they are a patronymic.
    2. The word that the engine hears as a patronymic is it; before it stands the given name.
    3. Else a word with the ending of a surname is the surname, the first of two such words.
    4. Else a comma, then the usual order of papers, say it: surname, given name.
    5. A single word without the ending of a surname is a given name.
    Words beyond three go with the given name. A text all in small letters gets large first ones.
    """
    words, year = _words(text)
    if text.islower():
        words = [_large(word) for word in words]
    patronymic = _patronymic(words)
    given = None
    if patronymic is not None:
        patronymic_word = words.pop(patronymic)
        given = words.pop(patronymic - 1)
    surname = _surname(words, alone=given is None and len(words) == 1)
    surname_word = words.pop(surname) if surname is not None else ""
    return NameParts(
        surname_word,
        " ".join([*([given] if given else []), *words]),
        patronymic_word if patronymic is not None else "",
        year,
    )


def _words(text):
    """The words of a text, with "Серік ұлы" as one, and its year or 0."""
    words, year = [], 0
    for word in text.replace(",", " ").replace(";", " ").split():
        if word.isdecimal() and len(word) == 4 and int(word) in YEARS:
            year = year or int(word)
        elif words and _CHILD_OF.fullmatch(word):
            words[-1] = f"{words[-1]} {word}"
        elif any(char.isalnum() for char in word):
            words.append(word)
    return words, year


def _patronymic(words):
    """The place of the patronymic, or None; no name begins with it."""
    joined = ["".join(word.split()) for word in words]
    heard = parse(" ".join(joined)).words
    by_word = {part.word: part.patronymic for part in heard}
    for place, word in enumerate(words):
        plain = joined[place].lower().replace("-", "").strip(".")
        if place and (" " in word or by_word.get(plain)):
            return place
    return None


def _surname(words, *, alone):
    """The place of the surname, or None."""
    endings = [folded.ending if (folded := fold(word)) else Ending.NONE for word in words]
    sure = [place for place, ending in enumerate(endings) if ending in _SURNAMES]
    if sure or alone or not words:
        return sure[0] if sure else None
    return endings.index(Ending.IN) if Ending.IN in endings else 0


def _large(word):
    """A word with a large letter at its beginning and after each hyphen."""
    first, *rest = word.split(" ")
    return " ".join(["-".join(part[:1].upper() + part[1:] for part in first.split("-")), *rest])
