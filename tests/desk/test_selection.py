"""What the list of people shows is what is taken from it."""

import pytest
from django.http import QueryDict

from detainees.desk.selection import selected_people
from tests.makers import make_account, make_city, make_detention, make_person, make_rally


@pytest.fixture
def account(db):
    return make_account("analyst")


def names(selection):
    return sorted(str(person) for person in selection.people)


def selected(account, query):
    return selected_people(account, QueryDict(query))


def test_without_a_filter_everybody_is_selected_on_all_pages(account):
    for number in range(30):
        make_person(f"Person{number}")
    selection = selected(account, "p=2&o=1")
    assert len(names(selection)) == 30
    assert (selection.filters, selection.in_words) == ({}, ())


def test_filters_select_and_are_told(account):
    almaty, aktobe = make_city("almaty", name="Almaty"), make_city("aktobe")
    for name, level, city in [
        ("Both", "listed", almaty),
        ("City", "findable", almaty),
        ("Level", "listed", aktobe),
    ]:
        make_detention(person=make_person(name, level=level), rally=make_rally(city=city))
    selection = selected(account, "level=listed&city=almaty")
    assert names(selection) == ["Both"]
    assert selection.filters == {"level": "listed", "city": "almaty"}
    assert selection.in_words == (
        "who may see: listed: on the public list",
        "city: Almaty",
    )


def test_words_of_a_search_select_and_are_kept_nowhere(account):
    make_person("Сейітов Ержан")
    make_person("Another")
    selection = selected(account, "q=ержан")
    assert names(selection) == ["Сейітов Ержан"]
    assert selection.filters == {"search": True}
    assert "ержан" not in str(selection.in_words).lower()


@pytest.mark.parametrize(
    "query", ["level=nonsense", "phone=77", "note__contains=a", "p=99999", "q=%00", "level=%00"]
)
def test_what_the_list_ignores_selects_everybody_and_is_not_kept(account, query):
    make_person("Somebody")
    selection = selected(account, query)
    assert names(selection) == ["Somebody"]
    assert selection.filters == {}


def test_merged_person_is_not_selected(account):
    kept = make_person("Kept")
    make_person("Merged", merged_into=kept)
    assert names(selected(account, "")) == ["Kept"]
