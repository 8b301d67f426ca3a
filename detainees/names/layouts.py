"""Keyboard layouts: a name typed with the wrong one switched on.

Each layout is the letters that the same keys give. Reversing a slip means:
find the key of each typed character in the layout that was on, and read the
letter of the layout that was meant.

Sources: Microsoft KBDRU and KBDKAZ, xkb symbols ru(winkeys) and kz(basic): the
Kazakh layout is the Russian one with nine letters on the digit row.
"""

import re

# Keys of Cyrillic letters that no Latin name has; "'" and "`" are soft signs too.
_SIGNS = re.compile(r"[\[\]{};<>,][A-Za-z]|[A-Za-z][\[\]{};<>][A-Za-z]")
_KEYS = "`1234567890-=qwertyuiop[]asdfghjkl;'zxcvbnm,./"
_SHIFTED = '~!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>?'

LAYOUTS = {
    "en": _KEYS,
    "ru": "ё1234567890-=йцукенгшщзхъфывапролджэячсмитьбю.",
    "kk": '("әіңғ,.үұқөһйцукенгшщзхъфывапролджэячсмитьбю№',
}
# (layout that was on, layout that was meant), the commoner slip first.
SLIPS = [("en", "ru"), ("en", "kk"), ("ru", "en"), ("kk", "en"), ("ru", "kk")]


def _table(on, meant):
    """From characters of one layout to those of another, both shift states."""
    pairs = dict(zip(LAYOUTS[on], LAYOUTS[meant], strict=True))
    if on == "en":
        pairs |= dict(zip(_SHIFTED, LAYOUTS[meant].upper(), strict=True))
    pairs |= {a.upper(): b.upper() for a, b in list(pairs.items()) if a.upper() not in pairs}
    return str.maketrans({a: b for a, b in pairs.items() if a != " "})


_TABLES = {slip: _table(*slip) for slip in SLIPS}


def unslipped(text):
    """[(slip, text as it was meant)] for every slip that changes the text.

    Letters tell which layout was on: Cyrillic ones were not typed in English.
    """
    cyrillic = any("Ѐ" <= c <= "ԯ" for c in text)
    found = {}
    for slip in SLIPS:
        meant = text.translate(_TABLES[slip])
        if cyrillic == (slip[0] != "en") and meant not in (text, *found.values()):
            found[slip] = meant
    return list(found.items())


def looks_slipped(text):
    """Whether Latin text has signs that only a wrong layout leaves in words."""
    return bool(_SIGNS.search(text)) and not any("Ѐ" <= c <= "ԯ" for c in text)
