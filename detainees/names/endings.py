"""Endings of surnames and patronymics, and what it costs to swap them.

A token is a stem and an ending. The ending says whose name it is (a surname or
a patronymic) and of which gender, and it varies where the stem does not: one
woman is Ахметова, Ахмет and Ахметқызы in three papers, one father makes
Маратович and Маратұлы. Endings are looked for in sounds, so one table serves
every script.

Sources: Law "On acts of civil status" and the President's decree 2895 of 1996
(surnames without -ов/-ев, patronymics in -ұлы, -қызы); Unbegaun, "Russian
Surnames" (-ов, -ев, -ин, -ский); Uzbek and Uyghur usage (-угли, -оглы, -қизи);
older deeds in Russian letters (-улу, -гызы, -хизи); the surnames in -тегі
("of the line of") entered since the 1990s.
"""

import re
from enum import IntEnum

from rapidfuzz.distance import OSA


class Ending(IntEnum):
    """What a token ends in; the order is that of the cost table."""

    NONE = 0
    OV = 1
    OVA = 2
    IN = 3
    INA = 4
    SKY = 5
    SKAYA = 6
    SON = 7
    DAUGHTER = 8
    OVICH = 9
    OVNA = 10
    LINE = 11


FEMALE = frozenset({Ending.OVA, Ending.INA, Ending.SKAYA, Ending.DAUGHTER, Ending.OVNA})
MALE = frozenset({Ending.OV, Ending.IN, Ending.SKY, Ending.SON, Ending.OVICH})
PATRONYMIC = frozenset({Ending.SON, Ending.DAUGHTER, Ending.OVICH, Ending.OVNA})
_FAMILY = {
    Ending.OVA: Ending.OV,
    Ending.INA: Ending.IN,
    Ending.SKAYA: Ending.SKY,
    Ending.DAUGHTER: Ending.SON,
    Ending.OVNA: Ending.OVICH,
}

_I = "[иыіей]"
_ENDINGS = [  # ending, its sounds, the fewest sounds of the stem before it
    (Ending.OVNA, f"(?:[оеёεиіый][вw]н|{_I}н?{_I}?[чшc]н|[оеёε]в{_I}[чшc]н)[аәоε]+$", 2),
    (Ending.OVICH, f"[оеёεиі][вw]{_I}+(?:[чшcщ]|т[чш]|ц)$|(?<![вw])[иый]ч$", 2),
    (Ending.DAUGHTER, "[кқгғхһc][иіыйеε]+[зсж][иіыйеаә]+$", 2),
    (Ending.SON, "(?:[уұүоөўw]г?л|[ұуўоө]г[иіы]?л)[иіыйуұүе]+$", 3),
    (Ending.LINE, "т[еэиі][гғ][иіыйт]+$", 3),
    (Ending.SKAYA, "[сцз][кc]а[йия]+а?$", 2),
    (Ending.SKY, "[сцз][кc][иіый]+$", 2),
    (Ending.OVA, "[оеёε][вw][аә]$", 2),
    (Ending.OV, "[оеёε][вw]$", 2),
    (Ending.INA, "[иіый]н[аә]$", 3),
    (Ending.IN, "[иіый]н$", 3),
]
_ENDINGS = [(ending, re.compile(pattern), fewest) for ending, pattern, fewest in _ENDINGS]

GENDER = 0.35  # Исаев for Исаева
OTHERWISE = 1.2
_FAMILIES = {  # between families; a gender that differs comes on top
    (Ending.OVICH, Ending.SON): 0.1,
    (Ending.NONE, Ending.OV): 0.6,
    (Ending.NONE, Ending.IN): 0.8,
    (Ending.NONE, Ending.SKY): 0.8,
    (Ending.NONE, Ending.LINE): 0.6,
    (Ending.NONE, Ending.SON): 0.8,
    (Ending.NONE, Ending.OVICH): 0.9,
    (Ending.OV, Ending.LINE): 0.6,
    (Ending.OV, Ending.SON): 0.6,
    (Ending.OV, Ending.IN): 0.8,
}


def swap_cost(a, b):
    """What it costs that one spelling ends in `a` and the other in `b`."""
    families = tuple(sorted((_FAMILY.get(a, a), _FAMILY.get(b, b))))
    cost = 0.0 if families[0] == families[1] else _FAMILIES.get(families)
    if cost is None:
        cost = _FAMILIES.get(families[::-1], OTHERWISE)
    other_gender = (a in MALE and b in FEMALE) or (a in FEMALE and b in MALE)
    return cost + GENDER * other_gender


SWAP = [[swap_cost(a, b) for b in Ending] for a in Ending]

# What a broken ending is mended to: the forms most often written.
_WHOLE_ENDINGS = "ович евич овна евна улы кызы ова ева".split()
_PLAINLY = str.maketrans("қcұүwй", "ккуувы")  # sounds one slip apart are not two


def mended(sounds):
    """The sounds with a broken ending made whole, in each way that is near.

    A slip inside "-ович" hides that the word is a patronymic, and then its
    stem is not seen either ("Ospanonva", "Bolatgvich").
    """
    if split_ending(sounds)[1] != Ending.NONE:
        return []
    plain = sounds.translate(_PLAINLY)
    return [
        sounds[:-length] + ending
        for ending in _WHOLE_ENDINGS
        for length in (len(ending), len(ending) + 1, len(ending) - 1)
        if len(sounds) - length > 3 <= length
        and OSA.distance(plain[-length:], ending.translate(_PLAINLY)) == 1
    ]


def split_ending(sounds):
    """(stem length, ending) of a token in sounds; the longest ending wins.

    Names in -бек lose a "к" before "-қызы" as often as not: it is theirs.
    """
    for ending, pattern, fewest in _ENDINGS:
        found = pattern.search(sounds)
        if found and found.start() >= fewest:
            stem = found.start()
            bek = ending == Ending.DAUGHTER and sounds[:stem].endswith("бе")
            return stem + bek, ending
    return len(sounds), Ending.NONE


def squeeze_token(sounds):
    """Doubled letters once, but "Отабек-кызы" keeps the letter of its stem."""
    return _DOUBLED.sub(r"\2", sounds)


_DOUBLED = re.compile(r"(?!([кқ])\1[иіыйе]+[зс][иіый]+$)(.)\2+")
