import pytest

from detainees.names.endings import GENDER, Ending, mended, split_ending, squeeze_token, swap_cost
from detainees.names.tokens import fold


@pytest.mark.parametrize(
    ("word", "stem", "ending"),
    [
        ("Ахметов", "ахмет", Ending.OV),
        ("Ахметова", "ахмет", Ending.OVA),
        ("Нурпеисов", "нурпеис", Ending.OV),
        ("Никитина", "никит", Ending.INA),
        ("Туровский", "туров", Ending.SKY),
        ("Серікұлы", "серік", Ending.SON),
        ("Serikuly", "серик", Ending.SON),
        ("Серикулу", "серик", Ending.SON),
        ("Серикқызы", "серик", Ending.DAUGHTER),
        ("Serikkyzy", "серик", Ending.DAUGHTER),
        ("Әлімбекқызы", "әлімбек", Ending.DAUGHTER),
        ("Алимбекызы", "алимбек", Ending.DAUGHTER),
        ("Серикович", "серик", Ending.OVICH),
        ("Serikovitch", "серик", Ending.OVICH),
        ("Сергеевна", "серг", Ending.OVNA),
        ("Ильинична", "илй", Ending.OVNA),
        ("Әлімтегі", "әлім", Ending.LINE),
        ("Нұрлан", "нұрлан", Ending.NONE),
        ("Лев", "лев", Ending.NONE),
    ],
)
def test_stem_and_ending(word, stem, ending):
    token = fold(word)
    assert (token.stem_sounds, token.ending) == (stem, ending)


@pytest.mark.parametrize("a", list(Ending))
@pytest.mark.parametrize("b", list(Ending))
def test_swapping_endings_costs_the_same_both_ways(a, b):
    assert swap_cost(a, b) == swap_cost(b, a)
    assert (swap_cost(a, b) == 0) == (a == b)


def test_gender_is_cheaper_than_another_ending():
    assert swap_cost(Ending.OV, Ending.OVA) == GENDER < swap_cost(Ending.OV, Ending.NONE)


def test_only_a_broken_ending_is_mended():
    assert "болатович" in mended("болатвич")
    assert mended("болатович") == []
    assert mended("нұрлан") == []


def test_the_letter_of_the_stem_stays_before_kyzy():
    assert squeeze_token("серіккызы") == "серіккызы"
    assert squeeze_token("иссаққов") == "исақов"
    assert split_ending("серіккызы") == (5, Ending.DAUGHTER)
