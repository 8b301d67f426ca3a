"""How names make names: surnames and patronymics from given names, by the rules of each language.

All functions take and return Cyrillic text and hold for Kazakh and Russian spelling alike.
"""

_VOICELESS = frozenset("кқпстфхцчшщ")
_HUSHING = frozenset("жшчщц")


def compound(head: str, tail: str) -> str:
    """Two parts of a Kazakh name joined; ғ and г of the tail follow a voiceless letter as қ, к."""
    if head[-1] in _VOICELESS:
        tail = {"ғ": "қ", "г": "к"}.get(tail[0], tail[0]) + tail[1:]
    return head + tail


def family_stem(name: str) -> str:
    """The name with -ов or -ев: Нұрсұлтан -> Нұрсұлтанов, Абай -> Абаев, Ерғазы -> Ерғазиев."""
    last = name[-1]
    if last in "йь":
        return name[:-1] + "ев"
    if last in "іы":
        return name[:-1] + "иев"
    return name + ("ев" if last in "аәеияюоё" or last in _HUSHING else "ов")


def surname_in(name: str) -> str:
    """The name with -ин, as stems ending in -а also take it: Мұса -> Мұсин."""
    return name[:-1] + "ин"


def feminine(surname: str) -> str:
    """The form a woman bears: Ахметова, Никитина, Ковальская; others do not change."""
    if surname.endswith(("ов", "ев", "ёв", "ин", "ын")):
        return surname + "а"
    if surname.endswith(("ский", "цкий")):
        return surname[:-2] + "ая"
    if surname.endswith("ый"):
        return surname[:-2] + "ая"
    return surname


def russian_patronymic(father: str, sex: str, *, stem: str = "") -> str:
    """-ович or -овна; `stem` overrides the rule (Павел: Павлов), "Ильич/Ильинична" both forms."""
    if "/" in stem:
        return stem.split("/")[sex == "female"]
    return (stem or family_stem(father)) + ("на" if sex == "female" else "ич")


def kazakh_patronymic(father: str, sex: str, *, kazakh_letters: bool) -> str:
    """-ұлы or -қызы as one word, with the letters of the paper it stands in."""
    if kazakh_letters:
        return father + ("қызы" if sex == "female" else "ұлы")
    return father + ("кызы" if sex == "female" else "улы")
