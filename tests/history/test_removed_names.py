"""Whether a name was removed on request."""

import pytest

from detainees.history.removed_names import kept_digests, removed_among, removed_before, years_of
from detainees.models import RemovedName
from tests.makers import make_person


def keep(surname, given, patronymic="", years=()):
    """Keep a name as the owner does; the desk may only read."""
    RemovedName.objects.using("owner").bulk_create(
        [RemovedName(digest=one) for one in kept_digests(surname, given, patronymic, years)]
    )


@pytest.mark.parametrize(
    ("name", "year", "expected"),
    [
        (("Иванова", "Алёна", "Петровна"), 1987, True),
        (("ИВАНОВА", " алена ", "петровна"), 1987, True),
        (("Алёна", "Иванова", "Петровна"), 1987, True),
        (("Иванова", "Алёна", ""), 1987, True),
        (("Иванова", "Алёна", "Петровна"), None, True),
        (("Иванова", "Алёна", ""), None, True),
        (("Иванова", "Алёна", "Петровна"), 1988, False),
        (("Иванова", "Алёна", "Сергеевна"), 1987, False),
        (("Иванова", "Анна", "Петровна"), 1987, False),
        (("Иванова", "", ""), 1987, False),
        (("", "", ""), None, False),
    ],
)
def test_a_name_with_everything_known(committed, name, year, expected):
    keep("Иванова", "Алёна", "Петровна", [1987])
    assert removed_before(*name, year) is expected


@pytest.mark.parametrize(
    ("name", "year", "expected"),
    [
        (("Ли", "Ан", ""), 1987, True),
        (("Ли", "Ан", "Петрович"), 1950, True),
        (("Ли", "Ан", ""), None, True),
        (("Ли", "Лев", ""), None, False),
    ],
)
def test_a_name_of_which_little_is_known_holds_every_namesake(committed, name, year, expected):
    keep("Ли", "Ан")
    assert removed_before(*name, year) is expected


def test_many_rows_take_one_query(committed, django_assert_num_queries):
    keep("Ли", "Ан", years=[1980, 1981])
    rows = [("Ли", "Ан", "", 1981), ("Ли", "Ан", "", 1982), ("Ким", "Ан", "", None)] * 50
    with django_assert_num_queries(1):
        assert removed_among(rows) == [True, False, False] * 50


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("known", "years"),
    [
        ({"birth_date": "1987-05"}, [1987]),
        ({"birth_year_from": 1980, "birth_year_to": 1982}, [1980, 1981, 1982]),
        ({"birth_year_from": 1950, "birth_year_to": 1982}, []),
        ({"birth_year_from": 1950}, []),
        ({}, []),
    ],
)
def test_the_years_of_a_person(known, years):
    assert years_of(make_person(**known)) == years


@pytest.mark.django_db
def test_another_key_gives_another_hash(settings):
    digests = kept_digests("Ли", "Ан", "", [])
    settings.REMOVAL_KEY = "another"
    assert not digests & kept_digests("Ли", "Ан", "", [])
