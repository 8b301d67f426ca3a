"""Keys of a name for the findable path: equal or not, nothing in between.

A find query is answered only where a key computed from the query alone equals a
key stored with a person. So a key forgives what people do not choose: script,
transliteration, the ending's gender, -ов or none, -ұлы or -ович, the order of
the words. It forgives no slip: a near miss must look like any other miss.

Keys of one name: the two names in order of the alphabet, then the patronymic,
"-" when the record has none, "?" for a query that gives none.

Harm: a key tells the name to whoever holds it. Stored keys stay where names
may be; the public side only compares.
"""

import re
from itertools import product

from .endings import PATRONYMIC, Ending
from .layouts import looks_slipped, unslipped
from .query import parse
from .sounds import skeleton, squeeze
from .tokens import OTHER_READING, fold, reading

MOST_KEYS = 12
NO_PATRONYMIC, ANY_PATRONYMIC = "-", "?"
_WHOLE = frozenset({Ending.NONE, Ending.IN, Ending.INA, Ending.SKY, Ending.SKAYA})


def stored_keys(surname, given, patronymic=""):
    """Keys under which a person is found, sorted; none when only one word is known.

    1. Surname, given name, and a patronymic or none.
    2. Two or more words written into one place are read as surname, given name,
       patronymic: the order of the first two does not matter.
    3. Given name and patronymic, or surname and patronymic, are two names.
    """
    if not (surname.strip() and given.strip()):
        surname, given, *fathers = [*f"{surname} {given} {patronymic}".split(), "", ""]
        patronymic = " ".join(fathers)
    names = [_key(fold(_joined(name))) for name in (surname, given)]
    if not all(names):
        return []
    father = _key(fold(_joined(patronymic))) or NO_PATRONYMIC
    return sorted({_compose(names, father), _compose(names, ANY_PATRONYMIC)})


def find_keys(text):
    """Keys that a typed name asks for, the likeliest first, at most `MOST_KEYS`.

    1. Two words are surname and given name in any order.
    2. With a patronymic they find records of that patronymic or of none.
    3. Three words without a clear patronymic: any of them may be it.
    4. One word, an initial or more words find nothing: nobody is to be found
       by less than surname and given name.
    5. A text with the signs of a wrong keyboard layout is also read as it was meant.
    """
    texts = [text]
    if looks_slipped(text):
        texts += [meant for _, meant in unslipped(text)]
    keys = [key for meant in texts for key in _keys_of(parse(meant))]
    return list(dict.fromkeys(keys))[:MOST_KEYS]


def _keys_of(query):
    words = [_spoken(part.readings) for part in query.words]
    if query.initials or len(words) not in (2, 3):
        return []
    if len(words) == 2:
        return [_compose(names, ANY_PATRONYMIC) for names in product(*words)]
    fathers = [i for i, part in enumerate(query.words) if _is_patronymic(part)] or range(3)
    keys = []
    for father in fathers:
        names = [words[i] for i in range(3) if i != father]
        for *pair, patronymic in product(*names, words[father]):
            keys += [_compose(pair, patronymic), _compose(pair, NO_PATRONYMIC)]
    return keys


def _is_patronymic(part):
    return part.readings[0].ending in PATRONYMIC


def _joined(name):
    return "".join(name.split())


def _spoken(readings):
    """Keys of one word: its likely readings, "j" as ж and й, "io" as и-о and ё."""
    keys = []
    for heard in readings:
        if heard.cost <= OTHER_READING:
            keys.append(_key(heard))
            for heard_as in (("j", "й"), ("[иійы]+о", "ё")):
                if re.search(heard_as[0], heard.sounds):
                    keys.append(_key(reading(re.sub(*heard_as, heard.sounds))))
    return list(dict.fromkeys(key for key in keys if key))[:3]


def _key(token):
    """One word as it sounds, without its ending.

    "и" beside a vowel is a glide ("ai" is ай and аи), "e" after one is the sign
    of a front vowel ("ae" is ә) or part of the ending.
    """
    if token is None:
        return ""
    kept = token.sounds if token.ending in _WHOLE else token.stem_sounds
    if token.ending in (Ending.INA, Ending.SKAYA):
        kept = re.sub("[аәйε]+$", "", kept)
    if token.ending == Ending.SKY:
        kept = re.sub("[иіый]+$", "", kept)
    text = re.sub("i+(?=[aeo])|(?<=[aeo])i+", "", skeleton(kept))
    return squeeze(re.sub("(?<=[ao])e", "", text))


def _compose(names, father):
    return " ".join([*sorted(names), father])
