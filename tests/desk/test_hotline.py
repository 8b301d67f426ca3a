"""The hotline: what a caller may hear, by level and year, in the caller's language; and the log."""

import hashlib
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from detainees.models import Call, Follow
from tests.makers import (
    make_detention,
    make_event,
    make_facility,
    make_person,
    make_placement,
    make_release,
    make_sentence,
)

ANSWER, TOLD = reverse("desk:answer"), reverse("desk:told")


def ask(client, name="Касымов Даурен", year="", language="en"):
    """What the page says when a caller asks: {heading: Spoken} of each match, and of nobody."""
    page = client.post(ANSWER, {"name": name, "birth_year": year, "language": language})
    assert page.status_code == 200
    said = {match.pk: words for match, words in page.context.get("matches", [])}
    return said | {"nobody": page.context["nothing"]}


def held(level, **kwargs):
    """Somebody of that level, serving ten days in a place with a phone."""
    person = make_person("Касымов Даурен", level=level, birth_date="1990", **kwargs)
    detention = make_detention(person=person)
    today = timezone.localdate()
    make_event(detention=detention, at=f"{today - timedelta(days=1)}T18:30")
    make_placement(detention=detention, facility=make_facility(name="ROVD 7", phone="+7 727 00"))
    make_sentence(detention=detention, days=10, ruled_at=str(today))
    return person


@pytest.mark.parametrize(
    ("level", "year", "told"),
    [
        ("findable", "1990", "status"),
        ("findable", "1991", "nothing"),
        ("findable", "", "nothing"),
        ("confidential", "1990", "nothing"),
    ],
)
def test_the_level_and_the_right_year_decide_what_may_be_said(volunteer, level, year, told):
    person = held(level)
    said = ask(volunteer, year=year)
    assert said[person.pk].told == told
    if told == "nothing":
        assert said[person.pk].sentences == said["nobody"].sentences


def test_of_somebody_listed_everybody_may_hear(volunteer):
    person = make_person("Касымов Даурен", listed=True, birth_date="1990")
    make_placement(detention=make_detention(person=person))
    assert ask(volunteer)[person.pk].told == "status"


def test_what_is_said_is_where_since_when_and_until_when(volunteer):
    person = held("findable")
    text = "\n".join(ask(volunteer, "Дәурен Қасымов 1990")[person.pk].sentences)
    for words in ("serving an arrest", "ROVD 7", "+7 727 00", "Release is expected", "earlier"):
        assert words in text
    in_russian = "\n".join(ask(volunteer, year="1990", language="ru")[person.pk].sentences)
    assert "отбывает арест" in in_russian
    in_kazakh = ask(volunteer, year="1990", language="kk")
    assert in_kazakh[person.pk].sentences[0] == "Бұл адам қамақты өтеп жатыр."
    page = volunteer.post(ANSWER, {"name": "Касымов", "birth_year": "1990", "language": "kk"})
    assert 'lang="kk"' in page.content.decode()


def test_nobody_says_that_somebody_died(volunteer):
    person = held("findable")
    make_release(detention=person.detentions.get(), manner="died")
    assert ask(volunteer, year="1990")[person.pk].told == "nothing"


@pytest.mark.parametrize(("year", "told"), [("1990", "status"), ("1971", "nothing")])
def test_what_was_told_is_logged_as_the_registry_knows_it(volunteer, year, told):
    person = held("findable")
    sent = {"name": "Касымов Даурен", "birth_year": year, "language": "ru", "told": "status"}
    assert volunteer.post(TOLD, sent | {"person": person.pk}).status_code == 302
    call = Call.objects.get()
    assert (call.person, call.told) == (person, told)
    assert (call.answered_by, call.answered_by_name) == (
        volunteer.account,
        volunteer.account.username,
    )


def test_one_tap_makes_a_follow_whose_code_is_read_out(volunteer):
    person = held("findable")
    address = reverse("desk:call_follow")
    sent = {"name": "Касымов", "birth_year": "1990", "language": "kk", "person": person.pk}
    page = volunteer.post(address, sent)
    code = "".join(page.context["groups"])
    follow = Follow.objects.get()
    assert bytes(follow.code_hash) == hashlib.sha256(code.encode()).digest()
    assert (follow.person, follow.language, follow.seen["status"]) == (person, "kk", "serving")
    assert "Қырық сан" in page.content.decode()
    assert Call.objects.get().told == "status"
    # Who may hear nothing follows nobody.
    assert volunteer.post(address, sent | {"birth_year": "1991"}).status_code == 302
    assert Follow.objects.get() == follow


def test_a_call_about_nobody_names_nobody(volunteer, moderator):
    said = ask(volunteer, "Никто Такойто", "1990")
    assert list(said) == ["nobody"]
    volunteer.post(TOLD, {"name": "Никто Такойто", "person": "", "language": "ru"})
    call = Call.objects.get()
    assert (call.person, call.told) == (None, "nothing")
    log = reverse("admin:detainees_call_changelist")
    assert call.answered_by_name in moderator.get(log).content.decode()
    assert volunteer.get(log).status_code == 403


def test_the_form_keeps_what_was_typed_and_leads_on_to_quick_entry(volunteer):
    page = volunteer.post(ANSWER, {"name": "Касымов", "birth_year": "19", "language": "ru"})
    assert page.context["form"].errors
    assert 'value="Касымов"' in page.content.decode()
    begun = volunteer.post(
        reverse("desk:enter"), {"_begin": "1", "name": "Касымов", "birth_date": "1990"}
    )
    assert 'value="Касымов"' in begun.content.decode()
    assert not begun.context["form"].errors


def test_only_those_who_answer_calls_open_it(analyst, administrator):
    for client in (analyst, administrator):
        assert client.get(ANSWER).status_code == 403
        assert client.post(ANSWER, {"name": "Касымов"}).status_code == 403
        assert client.post(TOLD, {}).status_code == 403
    assert not Call.objects.exists()


def test_it_asks_as_many_questions_among_many_people(volunteer):
    def asked():
        ask(volunteer)
        with CaptureQueriesContext(connection) as queries:
            ask(volunteer)
        return len(queries)

    held("findable")
    few = asked()
    for _number in range(6):
        held("findable")
    assert asked() == few <= 26
