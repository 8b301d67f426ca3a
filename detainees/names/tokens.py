"""From a typed name to tokens, and the readings of one token.

A name is split at spaces and punctuation; hyphens and apostrophes stay inside a
word. A single letter, or a digraph with a full stop, is an initial. A number
that can be a year is the year of birth.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from . import alphabets, declension, latin
from .endings import Ending, mended, split_ending, squeeze_token

LONGEST_WORD = 40  # letters; no name part is longer, and cost grows with length
MOST_WORDS = 8
LONGEST_TEXT = 400  # characters of a query that are read
OTHER_READING, DOUBLED, MENDED = 0.1, 0.05, 0.8  # letters; see query_readings()
_BEFORE_ZHAN = re.compile("ме(?:җ|[дт][жjҗ]|(?<=[хһ]аме)[жj]|(?<=а[хһ]ме)[жj])(?=[аә]н)")
_HYPHENS = re.compile("[-‐‑‒–—―_=]+")
_APART = re.compile(r"[\s,;:/|()\[\]{}<>!?*+&%$#@^~\\]+")


class Reading(NamedTuple):
    """One way to hear a token: its sounds, where the stem ends, what it costs."""

    sounds: str
    stem: int
    ending: Ending
    cost: float = 0.0

    @property
    def stem_sounds(self):
        return self.sounds[: self.stem]


@lru_cache(maxsize=20_000)
def sound_readings(word):
    """Sounds of a clean word, the likeliest first; empty when it has none."""
    word = alphabets.one_script(word)
    if any(alphabets.is_cyrillic(c) for c in word):
        found = [alphabets.cyrillic_sounds(word)]
    else:
        found = latin.readings(re.sub("[’‘ʼʻ`´ʹ′]", "'", word))
    return tuple(dict.fromkeys(_composed(sounds) for sounds in found if sounds))


def _composed(sounds):
    """Names composed with Ахмет, Мұхамет, Мамет write д or т before жан, Latin "dzh" too."""
    return _BEFORE_ZHAN.sub("метж", sounds)


def reading(sounds, cost=0.0):
    return Reading(sounds, *split_ending(sounds), cost)


@lru_cache(maxsize=20_000)
def fold(word):
    """The likeliest reading of a word as a record holds it, or None."""
    found = sound_readings(clean(word))
    return reading(squeeze_token(found[0])) if found else None


def forget_words():
    """Forget how words were heard that were read lately."""
    for heard in (sound_readings, fold):
        heard.cache_clear()


def query_readings(word):
    """Every sensible reading of a word as a visitor types it.

    1. As it stands, doubled letters once; then with them: what looks doubled
       may be two letters with one left out between them.
    2. With a broken ending mended.
    3. As a case of a declined name.
    """
    word = clean(word)
    costs = {}
    for number, sounds in enumerate(sound_readings(word)):
        costs.setdefault(squeeze_token(sounds), OTHER_READING if number else 0.0)
    for sounds in sound_readings(word)[:1]:
        costs.setdefault(sounds, DOUBLED)
        for whole in mended(squeeze_token(sounds)):
            costs.setdefault(whole, MENDED)
    if word and alphabets.is_cyrillic(word[0]):
        for name in declension.nominatives(word):
            for sounds in sound_readings(name)[:1]:
                costs.setdefault(squeeze_token(sounds), declension.COST)
    return [reading(sounds, cost) for sounds, cost in costs.items() if sounds]


def clean(word):
    """One word in lower case, without hyphens and stops, of bounded length."""
    word = _HYPHENS.sub("", alphabets.lower(word)[: 2 * LONGEST_WORD])
    outside = alphabets.APOSTROPHES + "."
    return word.strip(outside)[:LONGEST_WORD].rstrip(outside)


def split_words(text):
    """Words of a typed name, at most `MOST_WORDS`; hyphens and end stops stay."""
    text = re.sub(r"\.(?=\S)", ". ", alphabets.lower(text[:LONGEST_TEXT]))
    words = (part.strip(alphabets.APOSTROPHES + "-‐‑‒–—―_") for part in _APART.split(text))
    return [word for word in words if any(c.isalnum() for c in word)][:MOST_WORDS]
