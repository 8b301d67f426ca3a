"""Counts a day: what is counted, and that no small cell can be told."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connections
from django.utils import timezone

from detainees.models import Person
from tests.database import owner_cursor
from tests.makers import (
    make_city,
    make_detention,
    make_event,
    make_person,
    make_rally,
    make_release,
)

pytestmark = pytest.mark.usefixtures("committed")


def seize(number, *, rally=None, **kwargs):
    """So many people seized at a rally."""
    people = [make_person(**kwargs) for _number in range(number)]
    for person in people:
        make_event(detention=make_detention(person=person, rally=rally))
    return people


def count(subject):
    """Count as the daily command does; return {value: (people, hidden)} of one subject."""
    call_command("count_people", stdout=StringIO())
    with owner_cursor() as cursor:
        cursor.execute(
            "SELECT value, people, is_hidden FROM daily_count WHERE subject = %s AND day = %s",
            [subject, timezone.localdate()],
        )
        return {value: (people, hidden) for value, people, hidden in cursor.fetchall()}


def shown(subject):
    """What the world reads of one subject: {value: people}."""
    with connections["public"].cursor() as cursor:
        cursor.execute("SELECT value, people FROM daily_count WHERE subject = %s", [subject])
        return dict(cursor.fetchall())


def rallies(*codes):
    """A rally in each city."""
    return [make_rally(city=make_city(code)) for code in codes]


def test_cells_below_five_are_hidden():
    almaty, semey, oral = rallies("almaty", "semey", "oral")
    seize(5, rally=almaty)
    seize(4, rally=semey)
    seize(1, rally=oral)
    assert count("city") == {"almaty": (5, False), "semey": (4, True), "oral": (1, True)}
    assert shown("city") == {"almaty": 5}


def test_a_single_hidden_cell_takes_the_smallest_shown_one_along():
    almaty, semey, oral = rallies("almaty", "semey", "oral")
    seize(7, rally=almaty)
    seize(6, rally=semey)
    seize(2, rally=oral)
    assert count("city") == {"almaty": (7, False), "semey": (6, True), "oral": (2, True)}
    assert shown("city") == {"almaty": 7}


def test_who_counts_the_list_cannot_subtract():
    """Of six people on and four off the list, each number but the list's own tells the four."""
    almaty, semey, oral, aktobe = rallies("almaty", "semey", "oral", "aktobe")
    for rally, listed, others in ((almaty, 6, 4), (semey, 6, 5), (oral, 6, 0), (aktobe, 20, 1)):
        seize(listed, rally=rally, listed=True)
        seize(others, rally=rally)
    assert count("city") == {
        "almaty": (10, True),
        "semey": (11, False),
        "oral": (6, False),
        "aktobe": (21, True),
    }
    assert shown("city") == {"semey": 11, "oral": 6}


def test_without_small_cells_nothing_is_hidden():
    almaty, semey = rallies("almaty", "semey")
    seize(5, rally=almaty)
    seize(6, rally=semey)
    count("city")
    assert shown("city") == {"almaty": 5, "semey": 6}


def test_people_count_at_every_level():
    seize(3)
    seize(2, level=Person.Level.FINDABLE)
    seize(1, listed=True)
    assert count("status") == {"held": (6, False)}
    assert shown("status") == {"held": 6}


def test_status_is_of_the_latest_detention_and_cities_are_of_all():
    almaty, semey = rallies("almaty", "semey")
    people = seize(5, rally=almaty)
    for person in people:
        make_release(detention=make_detention(person=person, rally=semey))
    assert count("status") == {"released": (5, False)}
    assert count("city") == {"almaty": (5, False), "semey": (5, False)}


def test_two_detentions_in_one_city_are_one_person():
    (almaty,) = rallies("almaty")
    people = seize(5, rally=almaty)
    make_event(detention=make_detention(person=people[0], rally=almaty))
    assert count("city") == {"almaty": (5, False)}


def test_who_was_merged_does_not_count():
    people = seize(6)
    Person.objects.filter(pk=people[0].pk).update(merged_into=people[1])
    assert count("status") == {"held": (5, False)}


def test_no_city_is_a_cell_too():
    seize(5)
    assert count("city") == {"": (5, False)}


@pytest.mark.parametrize("days", [-1, 2, 400])
def test_only_today_and_yesterday_are_counted(days):
    seize(5)
    day = timezone.localdate() - timedelta(days=days)
    with connections["default"].cursor() as cursor:
        with pytest.raises(DatabaseError, match="only today and yesterday"):
            cursor.execute("SELECT count_people(%s)", [day])
        cursor.execute("SELECT count_people(%s)", [timezone.localdate() - timedelta(days=1)])


def test_a_day_is_counted_anew_and_others_stay():
    yesterday = timezone.localdate() - timedelta(days=1)
    seize(5)
    with owner_cursor() as cursor:
        cursor.execute(
            "INSERT INTO daily_count VALUES (%s, 'status', 'held', 9, false)", [yesterday]
        )
    count("status")
    seize(1)
    assert count("status") == {"held": (6, False)}
    with connections["public"].cursor() as cursor:
        cursor.execute("SELECT day, people FROM daily_count WHERE subject = 'status' ORDER BY day")
        assert cursor.fetchall() == [(yesterday, 9), (timezone.localdate(), 6)]
