"""Names of people in Kazakhstan: how they are written, and who is meant.

One man is Әбдіғали Нұрлан Серікұлы to his mother, Абдигали Нурлан Серикович in
his first papers, ABDIGALI NURLAN in his passport, Abdighali N. in a report and
F,lbufkb Yehkfy on a phone with the wrong layout on. This package reads all of
them as one name. It is plain Python with rapidfuzz and numpy and knows nothing
of the site or its database.

Read it in this order:
    alphabets, latin     letters to sounds, for each script and scheme
    sounds               which sounds are near, and the coarse skeleton
    endings, declension  surnames, patronymics, cases
    layouts, initials    keyboards; single letters
    tokens, query        from a typed text to words with readings
    forms                given names that have another form
    parts                a typed name laid out as surname, given name, patronymic
    distance, similarity how far apart two words, two names are
    shapes, vocabulary   the distinct tokens and those near a word
    register, ranking    who bears them, and how well they fit
    search, rereadings   the search itself; explain, reasons say why
    keys                 equality keys for those who may only be found exactly
    duplicates           entries that may be one person

Another country is another set of tables: alphabets, schemes, endings, layouts.
"""

from .duplicates import SAME_PERSON, Duplicates, Pair, duplicate_pairs
from .keys import find_keys, stored_keys
from .parts import NameParts, split_name
from .reasons import Reason
from .search import Index, Match
from .similarity import Likeness, similarity

__all__ = [
    "SAME_PERSON",
    "Duplicates",
    "Index",
    "Likeness",
    "Match",
    "NameParts",
    "Pair",
    "Reason",
    "duplicate_pairs",
    "find_keys",
    "similarity",
    "split_name",
    "stored_keys",
]
