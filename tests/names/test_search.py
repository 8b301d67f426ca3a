from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detainees.names import Index
from detainees.names.search import JUDGED

SOME = "ба ге дол жи зын ку лат мен нор пап рив сур тем уш фаз хан цы чем шуб щер эм юр яс".split()

PEOPLE = [
    (1, "Әбдіғали", "Нұрлан", "Серікұлы", 1985, "Алматы"),
    (2, "Ахметова", "Айгүл", "", None, ""),
    (3, "Жұмабаева-Асанова", "Мария-Луиза", "Болатовна", 1990, "Орал"),
    (4, "OSPANOV", "YERLAN", "", 2001, "Алматы"),
    (5, "Оспанов", "Ерлан", "Маратович", 1970, "Тараз"),
    (6, "Сейітқызы", "Гүлнар", "", 1999, ""),
    (7, "Ким", "Б.", "", None, ""),
    (9, "Ким", "Яков", "", None, ""),
    (10, "Ибраева", "Лола", "Шерзодовна", None, ""),
]


@pytest.fixture
def index():
    return Index.build(PEOPLE)


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Abdighali Nurlan", 1),
        ("нұрлан ӘБДІҒАЛИ", 1),
        ("Abdigali N. S.", 1),
        ("F,lbufkb Yehkfy", 1),
        ("Әбдіғалинұрлан", 1),
        ("Абдигали Нур лан", 1),
        ("Нурлану Абдигали", 1),
        ("Нурлан Серикович", 1),
        ("Абдигали Нурлна", 1),
        ("Akhmetova Aigul", 2),
        ("Ахметов Айгуль", 2),
        ("Фрьуещмф Фшпгд", 2),
        ("Асанова Мария", 3),
        ("Жумабаева Асанова Мария Луиза", 3),
        ("Мария Жумабаева", 3),
        ("Ospanov Erlan 2001", 4),
        ("Оспанов Ерлан Маратулы", 5),
        ("Сейтова Гульнара", 6),
        ("Ким Болат", 7),
        ("Ospaonvz Yerlan", 4),
        ("Оспабскоанов Ерлан Маратұлы", 5),
        ("Гүлнар Сйтқз", 6),
        ("Ким Y.", 9),
        ("Ким Яша", 9),
        ("Kim Jacob", 9),
        ("Ибраева Лола Шерзодқзыы", 10),
    ],
)
def test_the_person_meant_comes_first(index, text, person):
    assert index.search(text)[0].person == person


def test_the_year_is_evidence_and_not_a_filter(index):
    assert index.search("Оспанов Ерлан", 1970)[0].person == 5
    assert index.search("Оспанов Ерлан", 2001)[0].person == 4
    assert index.search("Оспанов Ерлан", 1955)[0].person in (4, 5)


def test_a_city_tips_the_scale(index):
    assert index.search("Оспанов Ерлан", city="Тараз")[0].person == 5


def test_a_name_just_added_is_found_at_once(index):
    index.add(8, "Тілеубеков", "Дамир", "", year=1992)
    assert index.search("Tileubekov Damir")[0].person == 8


def test_a_removed_person_is_not_found(index):
    index.remove(2)
    assert all(match.person != 2 for match in index.search("Ахметова Айгүл"))


def test_what_a_purged_index_held_of_somebody_is_gone_and_the_rest_is_found(index):
    everybody = {text: index.search(text)[0].person for text in ("Ospanov Erlan", "Ким Болат")}
    index.forget([2, 3])
    index.purge()
    assert not {"ахметова", "айгүл"} & {*index.vocabulary.tokens, *index.vocabulary._numbers}
    assert {text: index.search(text)[0].person for text in everybody} == everybody
    index.add(11, "Ахметова", "Айгүл")
    assert index.search("Akhmetova Aigul")[0].person == 11


def test_one_person_with_two_names_comes_once(index):
    index.add(2, "Akhmetova", "Aigul")
    assert [m.person for m in index.search("Ахметова Айгүл")].count(2) == 1


def test_reasons_say_why(index):
    codes = {r.code: r.data for r in index.search("Ахметов Айгуль Болатовна", 1980)[0].reasons}
    assert codes["gender"] == ("surname", "ахметов")
    assert codes["same"] == ("given", "айгуль")
    assert codes["patronymic_missing"] == ("patronymic", "болатовна")
    assert "year_unknown" in codes


def test_a_layout_slip_is_named_with_the_text_meant(index):
    match = index.search("F,lbufkb Yehkfy")[0]
    assert match.reasons[0] == ("layout", ("en", "ru", "Абдигали Нурлан"))
    assert match.query.changed[-1] == "Абдигали Нурлан"


def test_another_form_of_a_given_name_is_named_as_such(index):
    assert ("form", ("given", "яша")) in index.search("Ким Яша")[0].reasons
    assert index.search("Ким Яша")[0].cost < index.search("Ким Яшар")[0].cost


def test_who_bears_a_name_twice_is_found_among_many_who_bear_it_once():
    many = [(n, f"Сер{a}{b}", "Айбар", "", 0, "") for n, (a, b) in enumerate(product(SOME, SOME))]
    index = Index.build([*many, (10_000, "Айбар", "Айбар", "", 0, "")])
    assert len(many) > JUDGED
    assert index.search("Aibar Aibar")[0].person == 10_000


def test_a_word_that_is_near_to_nobodys_still_tells_people_apart():
    index = Index.build([(1, "Бейсенов", "Олжас", "", 0, ""), (2, "Ақынжанов", "Олжас", "", 0, "")])
    found = index.search("Abkyndzbanow Olzhas")
    assert [match.person for match in found] == [2, 1]
    assert not found[0].is_near
    assert found[0].reasons[0] == ("unfound", ("", "abkyndzbanow"))


def test_a_declined_name_is_named_as_such(index):
    assert "declined" in {r.code for r in index.search("Ахметовой Айгуль")[0].reasons}


def test_nobody_is_found_for_nothing(index):
    assert index.search("") == []
    assert Index.build([]).search("Ахметов") == []


def test_an_exact_name_scores_one(index):
    assert index.search("Ахметова Айгүл")[0].score == 1.0
    assert index.search("Әбдіғали Нұрлан Серікұлы", 1985)[0].score == 1.0


def test_order_of_words_changes_nothing(index):
    costs = {
        round(index.search(text)[0].cost, 4)
        for text in ("Абдигали Нурлан", "Нурлан Абдигали", "абдигали  нурлан .")
    }
    assert len(costs) == 1


@settings(max_examples=60)
@given(st.one_of(st.text(max_size=80), st.text(alphabet="абвaeiosch-'.[;%_ ", max_size=40)))
def test_no_text_raises(text):
    index = Index.build(PEOPLE)
    assert len(index.search(text, limit=3)) <= 3


@pytest.mark.parametrize(
    "text",
    ["😀 😀", "\x00", "' OR 1=1; --", "%%%", "а" * 10_000, "слово " * 50, "1985", ". , -", "İI ıi"],
)
def test_no_odd_text_raises(index, text):
    assert isinstance(index.search(text), list)


def test_odd_names_are_kept_without_an_error(index):
    for number, name in enumerate(["", "😀", "\x00", "%", "ы" * 10_000, "-", "А.", "a-b"]):
        index.add(100 + number, name, name, name)
    assert index.search("Ахметова Айгүл")[0].person == 2
