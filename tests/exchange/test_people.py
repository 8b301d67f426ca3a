"""Invented people: the same everywhere, in the promised mix of letters and communities."""

import hashlib
from collections import Counter
from datetime import date
from itertools import islice

import pytest

from detainees.exchange.invented.communities import COMMUNITIES
from detainees.exchange.invented.derivation import (
    compound,
    family_stem,
    feminine,
    kazakh_patronymic,
    russian_patronymic,
)
from detainees.exchange.invented.letters import passport_latin, press_latin, russian_letters
from detainees.exchange.invented.people import invented_people


@pytest.fixture(scope="module")
def people():
    return list(islice(invented_people(7), 20_000))


def share(people, holds):
    return sum(map(holds, people)) / len(people)


def test_same_seed_gives_the_same_people_on_every_machine():
    rows = "\n".join(map(repr, islice(invented_people(2019), 500)))
    assert hashlib.sha256(rows.encode()).hexdigest()[:16] == "e06958267621e530"


def test_other_seed_gives_other_people():
    first, second = (list(islice(invented_people(seed), 20)) for seed in (1, 2))
    assert first != second


def test_letters_are_mixed_as_promised(people):
    letters = Counter(person.alphabet for person in people)
    assert 0.52 < letters["ru"] / len(people) < 0.59
    assert 0.27 < letters["kk"] / len(people) < 0.33
    assert 0.13 < letters["la"] / len(people) < 0.17


def test_kazakh_letters_stand_only_in_kazakh_spelling(people):
    kazakh = set("әғқңөұүһіӘҒҚҢӨҰҮҺІ")
    assert not any(kazakh & set(person.surname) for person in people if person.alphabet != "kk")
    assert (
        share(
            [person for person in people if person.alphabet == "kk"],
            lambda person: bool(kazakh & set(person.surname + person.given + person.patronymic)),
        )
        > 0.8
    )


def test_latin_entries_are_ascii(people):
    latin = [person for person in people if person.script == "latn"]
    assert all(f"{person.surname}{person.given}{person.patronymic}".isascii() for person in latin)


def test_some_have_no_patronymic_and_some_a_kazakh_one(people):
    assert 0.15 < share(people, lambda person: not person.patronymic) < 0.20
    endings = ("ұлы", "қызы", "улы", "кызы", "uly", "kyzy")
    assert 0.1 < share(people, lambda person: person.patronymic.endswith(endings)) < 0.35


def test_communities_have_their_shares(people):
    total = sum(community.share for community in COMMUNITIES)
    counts = Counter(person.community for person in people)
    for community in COMMUNITIES:
        assert counts[community.code] / len(people) == pytest.approx(
            community.share / total, abs=0.015
        )


def test_most_are_between_18_and_45(people):
    day = date(2019, 6, 9)
    assert share(people, lambda person: 18 <= person.age_on(day) <= 45) > 0.75
    assert 0.01 < share(people, lambda person: person.age_on(day) < 18) < 0.03
    assert 0.02 < share(people, lambda person: person.age_on(day) > 60) < 0.06


def test_ages_and_day_can_be_chosen():
    day = date(2024, 3, 1)
    young = islice(invented_people(3, on=day, ages=((15, 17, 1),)), 300)
    assert {person.age_on(day) for person in young} == {15, 16, 17}


def test_names_vary(people):
    tokens = {
        token for person in people for token in (person.surname, person.given, person.patronymic)
    }
    assert len(tokens) > 12_000


def test_spellings_are_of_the_same_name_in_other_letters(people):
    with_kazakh = [
        (person, spelling)
        for person in people
        for spelling in person.spellings
        if person.alphabet == "ru" and spelling.script == "kk"
    ]
    assert len(with_kazakh) > 500
    assert all(
        russian_letters(spelling.given)[0] == person.given[0] for person, spelling in with_kazakh
    )


@pytest.mark.parametrize(
    ("kazakh", "russian", "passport", "press"),
    [
        ("Нұрсұлтан", "Нурсултан", "Nursultan", "Nursultan"),
        ("Гүлнәр", "Гульнар", "Gulnar", "Gulnar"),
        ("Ерғазы", "Ергазы", "Yergazy", "Ergazy"),
        ("Қайырбек", "Каирбек", "Kairbek", "Kayyrbek"),
        ("Шыңғыс", "Шынгыс", "Shyngys", "Shyngys"),
    ],
)
def test_name_in_four_papers(kazakh, russian, passport, press):
    assert russian_letters(kazakh) == russian
    assert passport_latin(russian) == passport
    assert press_latin(kazakh) == press


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Нұрсұлтан", "Нұрсұлтанов"),
        ("Абай", "Абаев"),
        ("Ерғазы", "Ерғазиев"),
        ("Қуаныш", "Қуанышев"),
        ("Игорь", "Игорев"),
    ],
)
def test_family_name_from_a_given_name(name, stem):
    assert family_stem(name) == stem


def test_patronymics_by_rule_and_by_exception():
    assert russian_patronymic("Нұрлан", "female") == "Нұрлановна"
    assert russian_patronymic("Павел", "male", stem="Павлов") == "Павлович"
    assert russian_patronymic("Илья", "female", stem="Ильич/Ильинична") == "Ильинична"
    assert kazakh_patronymic("Нұрлан", "female", kazakh_letters=True) == "Нұрланқызы"
    assert kazakh_patronymic("Нурлан", "male", kazakh_letters=False) == "Нурланулы"


def test_compound_hardens_after_a_voiceless_letter():
    assert compound("Бек", "ғали") == "Бекқали"
    assert compound("Нұр", "ғали") == "Нұрғали"


def test_women_bear_their_form_of_a_surname():
    assert [feminine(name) for name in ("Ахметов", "Ковальский", "Белый", "Ткаченко")] == [
        "Ахметова",
        "Ковальская",
        "Белая",
        "Ткаченко",
    ]
