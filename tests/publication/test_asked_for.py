"""The desk learns that somebody asked for a person of whom no year is known."""

from datetime import timedelta

import pytest
from django.utils import timezone

from detainees.history.removal import remove_person
from detainees.models import Person
from tests.database import owner_cursor
from tests.publication.asking import KEY, NAME, YEAR, asked_for, find, make_held, rows

pytestmark = pytest.mark.usefixtures("committed")


@pytest.mark.parametrize("years", [{}, {"birth_year_from": 1980}, {"birth_year_to": 1990}])
def test_the_desk_learns_that_somebody_asked_for_whom_no_year_is_known(years):
    person, today = make_held(birth_date="", **years), timezone.localdate()
    make_held("Серік Ольга")
    assert (find(NAME), asked_for()) == ([], {person.pk: [1, today]})
    find(NAME)
    assert asked_for() == {person.pk: [1, today]}
    find("Иванова Анна", YEAR + 1)
    find("Серік Ольга")
    find("Нетакой Никто")
    assert asked_for() == {person.pk: [2, today]}


def test_the_next_day_keeps_how_often_somebody_asked():
    person, other = make_held(birth_date=""), make_held("Серік Ольга")
    for year in (YEAR, YEAR + 1):
        find([KEY], year)
    yesterday = timezone.localdate() - timedelta(days=1)
    with owner_cursor() as cursor:
        cursor.execute("UPDATE find_use SET day = %s", [yesterday])
    find(["никто нетакой"])
    assert rows("SELECT * FROM asked_person") == [(person.pk, 2, yesterday)]
    assert asked_for() == {person.pk: [2, yesterday]}
    noted = "SELECT person_id, detail FROM attention_cache WHERE reason = 'asked_for'"
    assert rows(noted) == [(person.pk, "year")]
    Person.objects.filter(pk=person.pk).update(birth_date="1987")
    assert rows(noted) == []
    Person.objects.filter(pk=person.pk).update(birth_date="")
    assert rows(noted) == [(person.pk, "year")]
    find([KEY], YEAR)
    assert asked_for() == {person.pk: [3, timezone.localdate()]}
    Person.objects.filter(pk=person.pk).update(merged_into=other)
    assert asked_for() == {other.pk: [3, timezone.localdate()]}
    assert rows(noted) == []
    remove_person(Person.objects.using("owner").get(pk=person.pk), reason="asked", using="owner")
    assert (rows("SELECT * FROM asked_person"), asked_for()) == ([], {})
