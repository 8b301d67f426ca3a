"""What a visitor typed: tokens with their readings, initials, a year."""

import re
from typing import NamedTuple

from .endings import PATRONYMIC
from .initials import first_sounds, is_initial
from .tokens import Reading, clean, query_readings, split_words

YEARS = range(1900, 2100)


class Part(NamedTuple):
    """One word of a query: readings of a name, or the sounds of an initial."""

    word: str
    readings: tuple[Reading, ...] = ()
    initial: dict[int, float] | None = None  # {code of a first sound: cost}
    patronymic: bool = False


class Query(NamedTuple):
    """A parsed query; `changed` says what was done to the text to get it."""

    words: tuple[Part, ...]
    initials: tuple[Part, ...]
    year: int
    changed: tuple = ()
    cost: float = 0.0


def parse(text, year=None, changed=(), cost=0.0):
    """The query in a text; a year in the text counts when none is given."""
    words, initials = [], []
    for word in split_words(text):
        bare = clean(word)
        if re.fullmatch(r"\d{4}", bare) and int(bare) in YEARS:
            year = year or int(bare)
        elif is_initial(bare, stopped=word.endswith(".")):
            initials.append(Part(bare, initial=first_sounds(bare)))
        elif bare:
            readings = tuple(query_readings(word))
            if readings:
                words.append(Part(bare, readings=readings))
    return Query(tuple(_with_roles(words)), tuple(initials), year or 0, changed, cost)


def _with_roles(words):
    """Say of each word whether it is heard as a patronymic.

    1. A single word is none, nor the first of two: a patronymic follows a given
       name, and "Маратқызы Айгүл" is a surname in -қызы and a given name.
    2. A broken ending counts only among three words or more.
    """
    for place, part in enumerate(words):
        heard = part.readings if len(words) > 2 else part.readings[:1]
        is_patronymic = any(reading.ending in PATRONYMIC for reading in heard)
        yield part._replace(patronymic=is_patronymic and (len(words) > 2 or place == 1))
