"""Declined names: "Ахметову Нурлану", "об Ахметовой", "Ахметовтің".

People copy names out of sentences. Russian case endings in Cyrillic letters are
taken back to the nominative; Kazakh ones are cut off. What comes back are
further readings of a query word, each dearer than the word as it stands.

Sources: Russian Grammar (1980) § 1172-1220, declension of surnames and names;
Kazakh case endings, Qazaq grammatikasy (2002).
"""

import re

COST = 0.4

_RUSSIAN = [  # case ending, nominative
    ("(ов|ев|ёв|ин|ын)(?:у|ым|е)$", r"\1"),
    ("(ов|ев|ёв|ин|ын)(?:ой|у|ою)$", r"\1а"),
    ("(с|ц)к(?:ого|ому|им|ом)$", r"\1кий"),
    ("(с|ц)к(?:ой|ую|ою)$", r"\1кая"),
    ("(ович|евич|ич)(?:а|у|ем|е)$", r"\1"),
    ("(овн|евн|ичн)(?:ы|е|у|ой|ою)$", r"\1а"),
    ("([бвгджзклмнпрстфхцчшқғң])(?:ом|ем|у|е)$", r"\1"),
    ("([бвгджзклмнпрстфхцчшқғң])(?:ой|ы|у|е|и)$", r"\1а"),
    ("(и|а|е|у)(?:я|ю|ем|е)$", r"\1й"),
    ("(и|е)(?:и|ю|ей|ею)$", r"\1я"),
]
_KAZAKH = "(?:[нтд][ыіи][ңн]|[нтд][ыіи]|[гғкқ][ае]|[дт][ае]н?|м[ае]н|[пб]ен)$"
_RUSSIAN = [(re.compile(pattern), nominative) for pattern, nominative in _RUSSIAN]
_KAZAKH = re.compile(_KAZAKH)


def nominatives(word):
    """The nominatives a Cyrillic word may be a case of, without the word itself."""
    found = [
        pattern.sub(nominative, word) for pattern, nominative in _RUSSIAN if pattern.search(word)
    ]
    if len(word) > 6:
        found.append(_KAZAKH.sub("", word))
    return [name for name in dict.fromkeys(found) if len(name) > 2 and name != word]
