"""Why two names match, as codes and data; the words are said elsewhere.

Codes of one word (data: place, typed, found):
    same            the same spelling, or the same letters in another alphabet
    alike           another usual spelling of the same sounds
    one_letter      the same but for one letter
    letters         the same but for `count` letters
    gender          the ending of the other gender
    ending          another ending of the same name (Ахмет, Ахметов, Ахметұлы)
    form            another form of a given name (Андреас, Андрей)
    declined        a case of the name (Нурлану for Нурлан)
    initial         only an initial to go by
    unfound         the record has no such word
Codes of the rest:
    patronymic_same, patronymic_missing, patronymic_other
    year_same, year_near, year_other, year_unknown (data: year asked, first, last known)
    city_same, city_other, day_same
    layout (data: on, meant), joined, split: what was done to the text
    swapped         surname and given name stand the other way round
    part            one part of a double name
"""

from typing import NamedTuple

from rapidfuzz.distance import OSA

from .endings import FEMALE, MALE
from .forms import forms
from .sounds import skeleton
from .tokens import reading

SAME = 0.03  # letters for each letter: only the alphabet differs
ALIKE = 0.5  # letters; up to here two spellings are one name


class Reason(NamedTuple):
    """A code from the list above and the data a sentence needs."""

    code: str
    data: tuple = ()


def compare_words(typed, found, cost):
    """The code for one word heard as sounds, `cost` letters from the found one."""
    if len(typed) == 1 or len(found) == 1:
        return Reason("initial")
    if found in forms(typed):
        return Reason("form")
    if typed == found or cost <= SAME * len(found):
        return Reason("same")
    one, other = reading(typed), reading(found)
    if one.ending != other.ending and _same_stem(one, other):
        genders = {one.ending in FEMALE, other.ending in FEMALE}
        sexed = all(r.ending in FEMALE | MALE for r in (one, other))
        return Reason("gender" if sexed and len(genders) == 2 else "ending")
    if cost <= ALIKE:
        return Reason("alike")
    count = max(1, OSA.distance(skeleton(typed), skeleton(found)))
    return Reason("one_letter") if count == 1 else Reason("letters", (count,))


def _same_stem(one, other):
    return skeleton(one.stem_sounds) == skeleton(other.stem_sounds)


def compare_names(a, b):
    """Reasons for surname and given name of two records, swapped or not."""
    straight = sum(OSA.distance(x, y) for x, y in zip(a, b, strict=True))
    crossed = sum(OSA.distance(x, y) for x, y in zip(a, b[::-1], strict=True))
    reasons = [Reason("swapped")] if crossed < straight else []
    for place, x, y in zip(
        ("surname", "given"), a, b[::-1] if crossed < straight else b, strict=True
    ):
        cost = 0.0 if x == y else 0.2 if skeleton(x) == skeleton(y) else 1.0
        code, data = compare_words(x, y, cost)
        reasons.append(Reason(code, (place, *data)))
    return reasons


def compare_years(asked, known, *, span=0, near=1):
    """The reason that a year of birth gives; 0 is unknown, `span` years may follow the known."""
    if not asked or not known:
        return Reason("year_unknown")
    apart = max(0, known - asked, asked - known - span)
    code = "year_same" if not apart else "year_near" if apart <= near else "year_other"
    return Reason(code, (asked, known, known + span))
