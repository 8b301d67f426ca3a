"""Who may see a person: each rule as the rows that are published, and as visitors read them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection, connections
from django.utils import timezone

from detainees.models import Consent, Detention, Person
from detainees.names.keys import find_keys
from detainees.publication.finding import find
from tests.makers import (
    make_consent,
    make_detention,
    make_event,
    make_name,
    make_person,
    make_placement,
    make_release,
    make_sentence,
    make_source,
)

NAME = "Иванова Анна Петровна"
DAY = timedelta(days=1)
Level = Person.Level

pytestmark = pytest.mark.usefixtures("committed")


def ago(days, *, at=None):
    """The instant so many days before ``at`` (now)."""
    return (at or timezone.now()) - days * DAY


def written(instant):
    """An instant as a claim's partial date, local time of Almaty, to the minute."""
    return timezone.localtime(instant).strftime("%Y-%m-%dT%H:%M")


def published(person):
    """The person's row of the cache as a dict; None without one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM published_person WHERE person_id = %s", [person.pk])
        names = [column.name for column in cursor.description]
        row = cursor.fetchone()
        return row and dict(zip(names, row, strict=True))


def visible(person):
    """What a visitor sees now: "listed", "findable" or "" (the form is asked as visitors do)."""
    with connections["public"].cursor() as cursor:
        cursor.execute("SELECT id FROM person WHERE id = %s", [person.pk])
        if cursor.fetchone():
            return "listed"
    year = int(person.birth_date[:4]) if person.birth_date else person.birth_year_to or 0
    return "findable" if len(find(find_keys("Иванова Анна"), year)) == 1 else ""


def make_findable(**kwargs):
    """A grown-up whom a moderator made findable."""
    return make_person(NAME, **{"level": Level.FINDABLE, "birth_date": "1987", **kwargs})


def make_held(**kwargs):
    """The same, seized not long ago."""
    person = make_findable(**kwargs)
    make_event(detention=make_detention(person=person), at=written(ago(9)))
    return person


def released(person, days_ago, **kwargs):
    """A detention of which somebody says that it ended so many days ago; the end's instant."""
    at = ago(days_ago).replace(second=0, microsecond=0)
    detention = make_detention(person=person)
    make_event(detention=detention, at=written(at - 5 * DAY))
    make_release(detention=detention, released_at=written(at), heard_at=at, **kwargs)
    return at


def test_a_new_person_is_confidential():
    person = make_person(NAME, birth_date="1987")
    make_event(detention=make_detention(person=person))
    assert (person.level, published(person), visible(person)) == (Level.CONFIDENTIAL, None, "")


def test_a_second_source_makes_findable():
    person = make_person(NAME, birth_date="1987")
    detention = make_detention(person=person)
    make_event(detention=detention)
    assert visible(person) == ""
    make_event(detention=detention)
    assert (visible(person), published(person)["listed_until"]) == ("findable", None)


def test_two_claims_of_one_source_count_once():
    person, source = make_person(NAME, birth_date="1987"), make_source()
    detention = make_detention(person=person)
    for _time in "123":
        make_event(detention=detention, source=source)
    assert visible(person) == ""


def test_a_source_each_for_two_detentions_is_no_agreement():
    person = make_person(NAME, birth_date="1987")
    make_event(detention=make_detention(person=person))
    make_event(detention=make_detention(person=person))
    assert visible(person) == ""


def test_the_moderators_decision_wins_over_sources():
    person = make_person(NAME, birth_date="1987", accepted_at=timezone.now())
    detention = make_detention(person=person)
    make_event(detention=detention)
    make_event(detention=detention)
    assert (published(person), visible(person)) == (None, "")
    Person.objects.update(level=Level.FINDABLE)
    assert visible(person) == "findable"


def test_listed_needs_a_consent_to_list():
    person = make_held(level=Level.LISTED)
    assert visible(person) == "findable"
    consent = make_consent(person, scopes=["find", "print", "partner", "un", "media"])
    assert visible(person) == "findable"
    Consent.objects.filter(pk=consent.pk).update(scopes=["list"])
    assert visible(person) == "listed"


def test_consent_does_not_list_who_is_findable():
    person = make_held()
    make_consent(person)
    assert visible(person) == "findable"


def test_withdrawal_hides_at_once():
    person = make_person(NAME, listed=True, birth_date="1987")
    released(person, 30)
    assert visible(person) == "listed"
    Consent.objects.update(withdrawn_at=timezone.now())
    assert (published(person)["listed_until"], visible(person)) == (None, "")


def test_another_consent_outlives_the_withdrawn_one():
    person = make_person(NAME, listed=True, birth_date="1987")
    Consent.objects.update(withdrawn_at=timezone.now())
    make_consent(person)
    assert visible(person) == "listed"


def test_who_is_held_needs_no_consent():
    person = make_findable()
    make_event(detention=make_detention(person=person), at=written(ago(400)))
    assert (published(person)["findable_until"].year, visible(person)) == (9999, "findable")


@pytest.mark.parametrize(("days", "expected"), [(0, "findable"), (13.9, "findable"), (15.1, "")])
def test_fourteen_days_after_the_release_the_consent_decides(days, expected):
    person = make_findable()
    at = released(person, days)
    until = published(person)["findable_until"]
    assert at + 14 * DAY <= until <= at + 15 * DAY
    assert timezone.localtime(until).time().isoformat() == "00:00:00"
    assert visible(person) == expected


def test_a_release_of_unknown_hour_ends_with_its_day():
    person, day = make_findable(), timezone.localdate() - 3 * DAY
    detention = make_detention(person=person)
    make_release(detention=detention, released_at=day.isoformat(), heard_at=timezone.now())
    until = timezone.localtime(published(person)["findable_until"])
    assert (until.date(), until.time().isoformat()) == (day + 15 * DAY, "00:00:00")


@pytest.mark.parametrize(
    ("scopes", "ends_in", "expected"),
    [
        (["find"], None, "findable"),
        (["find"], 1, "findable"),
        (["find"], -1, ""),
        (["list"], None, ""),
    ],
)
def test_afterwards_only_a_consent_to_find_keeps_findable(scopes, ends_in, expected):
    person = make_findable()
    released(person, 30)
    end = None if ends_in is None else ago(-ends_in)
    make_consent(person, scopes=scopes, given_at=ago(20), expires_at=end)
    assert visible(person) == expected


def test_listed_falls_back_to_findable():
    person = make_person(NAME, level=Level.LISTED, birth_date="1987")
    released(person, 30)
    make_consent(person, scopes=["list"], given_at=ago(20), expires_at=ago(1))
    assert visible(person) == ""
    make_consent(person, scopes=["find"], given_at=ago(20))
    assert visible(person) == "findable"


def test_who_is_listed_answers_on_the_form_too():
    person = make_person(NAME, level=Level.LISTED, birth_date="1987")
    released(person, 30)
    make_consent(person, scopes=["list"], given_at=ago(20))
    (answer,) = find(find_keys("Иванова Анна"), 1987)
    assert (visible(person), answer.status) == ("listed", "released")


def test_a_consent_that_ends_while_held_hides_nobody():
    person = make_held(level=Level.LISTED)
    make_consent(person, given_at=ago(20), expires_at=ago(1))
    assert visible(person) == "listed"


def test_the_clock_hides_nobody_whose_sentence_may_still_run():
    person = make_findable()
    released(person, 20)
    detention = Detention.objects.get()
    make_sentence(detention=detention, days=60, ruled_at=written(ago(24)))
    assert (published(person)["findable_until"] > ago(-30), visible(person)) == (True, "findable")


def test_a_forecast_is_no_release():
    person = make_findable()
    make_release(
        detention=make_detention(person=person),
        released_at=written(ago(20)),
        heard_at=ago(30),
    )
    assert visible(person) == "findable"


def test_two_detentions_hide_only_when_both_ended():
    person = make_findable()
    released(person, 40)
    assert visible(person) == ""
    make_event(detention=make_detention(person=person), at=written(ago(20)))
    assert visible(person) == "findable"
    make_release(
        detention=Detention.objects.latest("pk"), released_at=written(ago(16)), heard_at=ago(16)
    )
    assert visible(person) == ""


def birthday(years, *, days=0):
    """The birth date of somebody who became so many years old so many days ago."""
    today = timezone.localdate() - days * DAY
    return date(today.year - years, today.month, min(today.day, 28)).isoformat()


@pytest.mark.parametrize(
    ("fields", "is_hidden"),
    [
        ({"birth_date": birthday(17)}, True),
        ({"birth_date": birthday(18, days=40)}, False),
        ({"birth_date": str(timezone.localdate().year - 18)}, True),
        ({"birth_date": str(timezone.localdate().year - 19)}, False),
        ({"birth_year_from": 1990, "birth_year_to": timezone.localdate().year - 18}, True),
        ({"birth_year_from": 1990, "birth_year_to": timezone.localdate().year - 19}, False),
        ({"looks_minor": True}, True),
        ({"looks_minor": True, "birth_year_from": 1990}, True),
        ({"birth_year_from": timezone.localdate().year - 17}, True),
        ({"birth_year_from": 1990}, False),
        ({"looks_minor": True, "birth_date": "1987"}, False),
        ({"looks_minor": True, "birth_year_from": 1980, "birth_year_to": 1990}, False),
        ({}, False),
    ],
)
def test_who_may_be_under_eighteen_is_hidden(fields, is_hidden):
    person = make_person(NAME, listed=True, **fields)
    assert visible(person) == ("" if is_hidden else "listed")
    row = published(person)
    assert row["findable_from"] == row["listed_from"]


def test_the_day_after_the_eighteenth_birthday_shows():
    person = make_person(NAME, listed=True, birth_date="2019-06-09")
    since = timezone.localtime(published(person)["listed_from"])
    assert since.isoformat() == "2037-06-10T00:00:00+05:00"


@pytest.mark.parametrize(
    ("scopes", "given_by", "expected"),
    [
        (["list"], "guardian", "listed"),
        (["find"], "guardian", "findable"),
        (["find", "list"], "guardian", "listed"),
        (["find", "list"], "relative", ""),
        (["find", "list"], "person", ""),
        (["un"], "guardian", ""),
    ],
)
def test_a_guardian_shows_a_minor_in_that_scope(scopes, given_by, expected):
    person = make_held(level=Level.LISTED, birth_date=birthday(16))
    make_consent(person, scopes=["list", "find"])
    consent = make_consent(person, scopes=scopes, given_by=given_by)
    assert visible(person) == expected
    Consent.objects.filter(pk=consent.pk).update(withdrawn_at=timezone.now())
    assert visible(person) == ""


@pytest.mark.parametrize("is_out", [True, False])
def test_a_minor_goes_when_the_guardians_consent_ends(is_out):
    """Held or not: a consent that has run out is none."""
    person = make_person(NAME, level=Level.LISTED, birth_date=birthday(16))
    if is_out:
        released(person, 30)
    else:
        make_event(detention=make_detention(person=person), at=written(ago(30)))
    fields = {"given_by": "guardian", "given_at": ago(20), "scopes": ["find", "list"]}
    consent = make_consent(person, **fields, expires_at=ago(-1))
    assert visible(person) == "listed"
    Consent.objects.filter(pk=consent.pk).update(expires_at=ago(1))
    assert visible(person) == ""


def test_who_became_eighteen_needs_no_guardian():
    person = make_held(birth_date=birthday(18, days=40))
    make_consent(person, given_by="guardian", given_at=ago(400), expires_at=ago(60))
    assert visible(person) == "findable"


def test_who_was_merged_is_nowhere():
    survivor, person = make_held(), make_person(NAME, listed=True, birth_date="1985")
    Person.objects.filter(pk=person.pk).update(merged_into=survivor)
    assert (published(person), visible(person), visible(survivor)) == (None, "", "findable")


def test_nobody_without_a_name_is_published():
    person = make_person(NAME, listed=True, birth_date="1987")
    person.names.all().delete()
    assert published(person) is None


@pytest.mark.parametrize(
    ("born", "band", "years"),
    [
        ("1985", 1985, (1985, 1985)),
        ("1989-12-31", 1985, (1989, 1989)),
        ("1990-01", 1990, (1990, 1990)),
        ("", None, (None, None)),
    ],
)
def test_birth_is_told_as_five_years(born, band, years):
    row = published(make_person(NAME, listed=True, birth_date=born))
    assert row["birth_band_from"] == band
    assert (row["birth_year_from"], row["birth_year_to"]) == years


def test_an_estimate_answers_but_is_no_band():
    person = make_person(NAME, listed=True, birth_year_from=1980, birth_year_to=1984)
    row = published(person)
    assert (row["birth_band_from"], row["birth_year_from"], row["birth_year_to"]) == (
        None,
        1980,
        1984,
    )


def test_published_rows_hold_nothing_else():
    secret = "Тайное"
    person = make_person(
        NAME, listed=True, birth_date="1987-06-09", phone=secret, note=secret, home_address=secret,
        identity_number=secret, occupation=secret, citizenship=secret, description=secret,
    )  # fmt: skip
    make_name(person, "Иванова Анечка")
    detention = make_detention(person=person, note=secret, authority=secret)
    source = make_source(secret, note=secret, contact=secret)
    heard = datetime(2026, 5, 1, 10, 47, 33, tzinfo=UTC)
    make_placement(detention=detention, source=source, note=secret, heard_at=heard)
    row = published(person)
    assert (row["surname"], row["given"], row["patronymic"]) == tuple(NAME.split())
    assert row["other_names"] == ["Иванова Анечка"]
    assert row["last_confirmed_at"] == heard.replace(minute=0, second=0)
    told = {column.name: value for column, value in columns_of_public_views(person)}
    assert {"birth_date", "birth_year_from", "birth_year_to", "note"}.isdisjoint(told)
    assert not [name for name, value in told.items() if secret in str(value)]
    assert not [name for name, value in told.items() if "1987" in str(value)]
    assert not [name for name, value in told.items() if ":47" in str(value)]


def columns_of_public_views(person):
    """Every (column, value) that the views tell of a person."""
    with connections["public"].cursor() as cursor:
        for source in ("person WHERE id = %s", "detention WHERE person_id = %s", "claims_of(%s)"):
            cursor.execute(f"SELECT * FROM {source}", [person.pk])  # noqa: S608
            rows = cursor.fetchall()
            assert rows
            for row in rows:
                yield from zip(cursor.description, row, strict=True)


def test_a_death_is_published_nowhere():
    person = make_person(NAME, listed=True, birth_date="1987")
    detention = make_detention(person=person)
    make_placement(detention=detention)
    make_release(detention=detention, manner="died")
    told = [value for _column, value in columns_of_public_views(person)]
    assert "died" not in told
    assert "released" not in told
    assert visible(person) == "listed"
