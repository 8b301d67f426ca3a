"""Keys of a name for the findable path: equal or not, nothing in between.

A find query is answered only where a key computed from the query alone equals a
key stored with a person. So a key forgives what people do not choose: script,
transliteration, the ending's gender, -ов or none, -ұлы or -ович, the order of
the words, a wrong keyboard layout. It forgives no slip: a near miss must look
like any other miss.

Keys of one name: the two names in order of the alphabet, then the patronymic,
"-" when the record has none, "?" for a query that gives none.

Harm: a key tells the name to whoever holds it. Stored keys stay where names
may be; the public side only compares.
"""

import re
from itertools import combinations, product

from .endings import PATRONYMIC, Ending
from .layouts import looks_slipped, unslipped
from .query import parse
from .sounds import VOWELS, skeleton, squeeze
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
    4. Each name as it is written and as Russian ears write it (`_as_heard`).
    """
    if not (surname.strip() and given.strip()):
        surname, given, *fathers = [*f"{surname} {given} {patronymic}".split(), "", ""]
        patronymic = " ".join(fathers)
    tokens = [fold(_joined(name)) for name in (surname, given, patronymic)]
    if not all(_key(token) for token in tokens[:2]):
        return []
    keys = set()
    for habits in _habits(tokens):
        *names, father = (_key(_as_heard(token, habits)) for token in tokens)
        keys |= {_compose(names, father or NO_PATRONYMIC), _compose(names, ANY_PATRONYMIC)}
    return sorted(keys)


def find_keys(text):
    """Keys that a typed name asks for, the likeliest first, at most `MOST_KEYS`.

    1. Two words are surname and given name in any order.
    2. With a patronymic they find records of that patronymic or of none.
    3. Three words without a clear patronymic: any of them may be it, or two
       neighbours are one name that was written apart.
    4. One word, an initial or more words find nothing: nobody is to be found
       by less than surname and given name.
    5. A text that cannot be a name, or has the signs of a wrong keyboard layout, is
       also read as it was meant.
    """
    texts = [text]
    if looks_slipped(text) or not _is_pronounceable(text):
        texts += [meant for _, meant in unslipped(text) if _is_pronounceable(meant)]
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
    if len(fathers) == 3:
        keys += _joined_keys([part.word for part in query.words])
    return keys


def _joined_keys(words):
    """Keys of three words of which two neighbours are one."""
    one, two, three = words
    pairs = ((one + two, three), (one, two + three))
    keys = ([_key(fold(name)) for name in pair] for pair in pairs)
    return [_compose(pair, ANY_PATRONYMIC) for pair in keys if all(pair)]


def _is_pronounceable(text):
    """Whether the words of a text can be names: with vowels, and few consonants in a row."""
    words = [word for part in text.split() if len(part) > 2 and (word := fold(part))]
    return bool(words) and all(
        0.2 <= sum(sound in VOWELS for sound in word.sounds) / len(word.sounds) <= 0.8
        and not _CLUSTER.search(word.sounds)
        for word in words
    )


_CLUSTER = re.compile(f"[^{''.join(sorted(VOWELS))}йjў]{{4}}")
# How Russian ears write Kazakh sounds: қ as х, ә as е, ы and і not at all. Who has a habit has it
# in all words of a name.
_EARS = (("қ", "х"), ("ә", "е"), ("(?<=.)[ыі](?=.)", ""))


def _habits(tokens):
    """The sets of habits that change these words, the empty one first."""
    sounds = " ".join(token.sounds for token in tokens if token)
    heard = [habit for habit in _EARS if re.search(habit[0], sounds)]
    return [some for number in range(len(heard) + 1) for some in combinations(heard, number)]


def _as_heard(token, habits):
    """A recorded word as somebody with these habits writes it."""
    if token is None or not habits:
        return token
    sounds = token.sounds
    for sound, instead in habits:
        sounds = re.sub(sound, instead, sounds)
    return reading(sounds) if sounds else token


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
