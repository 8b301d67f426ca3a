"""One name in the letters of different papers: Kazakh, Russian, passport Latin, press Latin.

One way only (from Cyrillic outwards) and only for making invented names; reading what people
type is the name engine's work. Rules from what Kazakhstan's papers commonly show: Russian
papers drop the Kazakh letters, passports follow ICAO 9303 with `ye` at a beginning.
"""

import re
from typing import NamedTuple

# Habits of Russian spelling that go beyond single letters; applied to lower case.
_RUSSIAN_HABITS = tuple(
    (re.compile(pattern), form)
    for pattern, form in (
        (r"(?<=г)үл(?=[^аәеиоөуұүыіяюй]|$)", "уль"),
        (r"(?<=к)үл(?=[^аәеиоөуұүыіяюй]|$)", "уль"),
        (r"лә", "ля"),
        (r"й[ыі](?=[рт])", "и"),
        (r"^тілеу", "тлеу"),
        (r"^өте", "уте"),
        (r"^ыбы?р", "ибр"),
        (r"^ысқ", "иск"),
        (r"^ы[дл]", lambda found: "и" + found[0][1]),
    )
)
_RUSSIAN = str.maketrans("әғқңөұүһі", "агкноуухи")

# е is ye at a beginning and after a vowel, й after и is y; marked so that one table does the rest.
_OPEN_YE = re.compile(r"(?<![^\W\d_])е|(?<=[аәеёиоөуұүыіэюяьъ])е")
_CLOSED_Y = re.compile(r"(?<=и)й")
_FINAL_IY = re.compile(r"ий(?![^\W\d_])")
_LATIN = {
    **dict(zip("абвгдезиклмнопрстуфы", "abvgdeziklmnoprstufy", strict=True)),
    **dict(zip("әғқңөұүһіэ", "agknouuhie", strict=True)),
    **{"ё": "yo", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch"},
    **{"ю": "yu", "я": "ya", "ь": "", "ъ": "", "є": "ye", "ӣ": "y"},
}
_PASSPORT = str.maketrans({**_LATIN, "й": "i"})
_PRESS = str.maketrans({**_LATIN, "й": "y"})


class Spelled(NamedTuple):
    """One name as four papers write it; `kk` equals `ru` where no Kazakh spelling differs."""

    kk: str
    ru: str
    passport: str
    press: str


def russian_letters(kazakh: str) -> str:
    """The name without the letters that Russian has not: Гүлнәр -> Гульнар."""
    text = kazakh.lower()
    for habit, form in _RUSSIAN_HABITS:
        text = habit.sub(form, text)
    return _capitals(text.translate(_RUSSIAN))


def passport_latin(cyrillic: str) -> str:
    """The name as a passport writes it: Ержанқызы -> Yerzhankyzy, Дмитрий -> Dmitriy."""
    text = _CLOSED_Y.sub("ӣ", _OPEN_YE.sub("є", cyrillic.lower()))
    return _capitals(text.translate(_PASSPORT))


def press_latin(cyrillic: str) -> str:
    """The name as newspapers write it: Ерлан -> Erlan, Дмитрий -> Dmitry."""
    return _capitals(_FINAL_IY.sub("й", cyrillic.lower()).translate(_PRESS))


def _capitals(text: str) -> str:
    return re.sub(r"(?<![^\W\d_])[^\W\d_]", lambda first: first[0].upper(), text)
