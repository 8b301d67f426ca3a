"""The findable path as the public login calls it: who gets an answer."""

import pytest
from django.db import transaction
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from detainees.models import Person
from detainees.names.keys import find_keys
from detainees.publication import finding
from tests.makers import make_city, make_facility, make_placement
from tests.publication.asking import KEY, NAME, YEAR, find, is_found, make_held, rows

pytestmark = pytest.mark.usefixtures("committed")

COLUMNS = [
    "answer", "status", "facility_id", "since", "confirmed_at", "sources", "contradictions",
    "sentence_days", "release_from", "release_at", "release_to", "release_basis", "zone",
    "appeal_on", "listed_id",
]  # fmt: skip


def test_name_and_year_find():
    person, facility = make_held(), make_facility()
    make_placement(detention=person.detentions.get(), facility=facility, from_at="2019-06-10")
    (answer,) = find("Анна ИВАНОВА")
    assert list(answer) == COLUMNS
    told = {name: answer[name] for name in ("answer", "status", "facility_id", "since", "zone")}
    assert told == {
        "answer": "found", "status": "held", "facility_id": facility.pk, "since": "2019-06-10",
        "zone": "Asia/Almaty",
    }  # fmt: skip
    assert (answer["confirmed_at"].minute, answer["confirmed_at"].second) == (0, 0)


@pytest.mark.parametrize(
    ("name", "year", "expected"),
    [
        ("Иванова Анна", YEAR, True),
        ("Анна Петровна Иванова", YEAR, True),
        ("Иванова Анна Сергеевна", YEAR, False),
        ("Иванова Анна", YEAR + 1, False),
        ("Иванова Анна", 0, False),
        ("Иванова Ольга", YEAR, False),
        ("Иванова", YEAR, False),
        ("", YEAR, False),
    ],
)
def test_only_name_with_year_finds(name, year, expected):
    make_held()
    assert is_found(name, year) is expected


def test_confidential_people_are_not_found():
    make_held()
    Person.objects.update(level=Person.Level.CONFIDENTIAL, accepted_at=timezone.now())
    assert find(NAME) == []


@pytest.mark.parametrize(("year", "expected"), [(1979, 0), (1980, 1), (1984, 1), (1985, 0)])
def test_a_year_inside_the_estimate_finds(year, expected):
    make_held(birth_date="", birth_year_from=1980, birth_year_to=1984)
    assert len(find(NAME, year)) == expected


def test_without_a_known_year_nobody_is_found():
    make_held(birth_date="")
    assert find(NAME) == []


def test_a_city_narrows_and_never_unlocks():
    make_held(city=make_city("almaty"))
    make_city("semey")
    assert is_found(NAME, YEAR, "almaty")
    assert not find(NAME, YEAR, "semey")
    assert not find(NAME, YEAR, "atlantis")
    assert not find(NAME, YEAR + 1, "almaty")
    assert not find("Иванова Ольга", YEAR, "almaty")


def test_at_most_three_answers():
    for _number in range(3):
        make_held()
    assert [row["answer"] for row in find(NAME)] == ["found"] * 3
    make_held("Иванова Анна")
    (answer,) = find("Иванова Анна")
    assert {name: value for name, value in answer.items() if value is not None} == {
        "answer": "too_many"
    }


def test_two_names_of_one_person_are_one_answer():
    person = make_held()
    person.names.create(surname="Иванова", given="Анна")
    assert len(find(NAME)) == 1


def test_the_pages_function_counts_before_it_answers():
    make_held()
    (answer,) = finding.find(find_keys(NAME), YEAR)
    assert (answer.status, answer.zone, answer.sources) == ("held", "Asia/Almaty", 1)
    assert finding.find(find_keys(NAME), YEAR + 1) == []
    for _number in range(3):
        make_held()
    assert finding.find(find_keys(NAME), YEAR) == finding.TOO_MANY
    assert rows("SELECT count(*) FROM find_use") == [(2 * len(find_keys(NAME)),)]


def test_the_pages_function_asks_in_no_transaction():
    make_held()
    with transaction.atomic(using="public"), pytest.raises(TransactionManagementError):
        finding.find([KEY], YEAR)
    assert rows("SELECT count(*) FROM find_use") == [(0,)]
