"""The pages of a person's history at the desk."""

import re
from datetime import UTC

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from detainees.models import Person, PersonName
from tests.desk.conftest import logged_in
from tests.desk.forms import fields_of
from tests.history.record import clock
from tests.makers import (
    make_consent,
    make_detention,
    make_facility,
    make_health,
    make_person,
    make_placement,
    make_rally,
    make_violation,
)


def history(person, **query):
    return reverse("desk:person_history", args=[person.pk], query=query)


def put_back(person, at, **query):
    query["at"] = at.astimezone(UTC).isoformat()
    return reverse("desk:person_put_back", args=[person.pk], query=query)


def text(response):
    """The page as a reader sees it."""
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", response.content.decode()))


@pytest.mark.django_db
def test_a_visitor_is_sent_to_the_login():
    person = make_person("Иванова Анна")
    for address in (history(person), put_back(person, timezone.now())):
        answer = Client().get(address)
        assert (answer.status_code, answer.url.partition("?")[0]) == (302, reverse("desk:login"))


def test_the_story_says_who_changed_what(volunteer):
    person = make_person("Иванова Анна", sex="female")
    page = text(volunteer.get(history(person)))
    assert "Иванова Анна" in page
    assert "registry_desk (a program, not the desk)" in page
    assert "Sex: female" in page
    assert "Put" not in page


def test_an_administrator_reads_no_story(administrator):
    assert administrator.get(history(make_person())).status_code == 403


def test_a_wrong_method_is_refused(moderator):
    assert moderator.post(history(make_person())).status_code == 405


@pytest.mark.parametrize("at", [{}, {"at": "2099"}])
def test_health_violations_and_consents_need_their_permission(volunteer, moderator, at):
    person = make_person()
    make_health(person, note="asthma")
    make_consent(person, given_by_name="Mother of A.")
    make_violation(detention=make_detention(person=person), note="no water")
    guarded = {"asthma", "Mother of A.", "no water"}
    for client, expected in ((volunteer, set()), (moderator, guarded)):
        page = text(client.get(history(person, **at)))
        assert {word for word in guarded if word in page} == expected


def test_the_record_as_it_was(committed):
    client = logged_in("moderator")
    person = make_person("Иванова Анна")
    then = clock()
    PersonName.objects.update(surname="Петрова")
    page = text(client.get(history(person, at=then.astimezone(UTC).isoformat())))
    assert ("Иванова" in page, "Петрова" in page) == (True, False)
    assert "Put this state back" in page
    early = text(client.get(history(person, at="09.06.2019 18:30")))
    assert "9 June 2019" in early
    assert "The person was not written down yet." in early


@pytest.mark.parametrize("at", ["yesterday", "2019-99", "0001-01-01T00:00:00Z", "'"])
def test_an_instant_that_cannot_be_read_is_told(volunteer, at):
    answer = volunteer.get(history(make_person(), at=at))
    assert answer.status_code == 400
    assert "Write a date as" in text(answer)


def test_a_page_has_thirty_acts(committed):
    client = logged_in("volunteer")
    person = make_person()
    for number in range(40):
        Person.objects.update(note=f"note {number}")
    first, second = (text(client.get(history(person, page=page))) for page in (1, 2))
    assert ("note 39" in first, "note 8" in first) == (True, False)
    assert ("note 8" in second, "1 / 2" in first) == (True, True)


@pytest.mark.parametrize("at", [{}, {"at": "2099"}])
def test_the_number_of_queries_does_not_grow(moderator, at):
    detention = make_detention(rally=make_rally())
    counts = []
    for _number in range(2):
        make_placement(detention=detention, facility=make_facility())
        with CaptureQueriesContext(connection) as queries:
            moderator.get(history(detention.person, **at))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 14 + 6 + 7, [query["sql"][:60] for query in queries]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_pages_speak_three_languages(committed, language):
    client = logged_in("moderator", language=language)
    person = make_person("Иванова Анна")
    then = clock()
    Person.objects.update(note="x")
    for address in (history(person), history(person, at="2099"), put_back(person, then)):
        answer = client.get(address)
        assert answer.status_code == 200
        assert f'lang="{language}"' in answer.content.decode()


def test_a_moderator_puts_back_what_the_preview_shows(committed):
    client = logged_in("moderator")
    person = make_person("Иванова Анна")
    then = clock()
    PersonName.objects.update(surname="Петрова")
    Person.objects.update(note="wrong")
    address = put_back(person, then)
    page = client.get(address)
    told = text(page)
    assert "Петрова → Иванова" in told
    assert "Note: wrong → nothing" in told
    answer = client.post(address, fields_of(page, ""))
    assert (answer.status_code, answer.url) == (302, history(person))
    assert (str(person.names.get()), Person.objects.get().note) == ("Иванова Анна", "")
    story = text(client.get(answer.url))
    assert "2 rows were put back." in story
    assert f"{client.account.username} – put back as it was on" in story


def test_only_the_row_asked_for_is_ticked(committed):
    client = logged_in("moderator")
    person = make_person("Иванова Анна")
    name = person.names.get()
    then = clock()
    PersonName.objects.update(surname="Петрова")
    Person.objects.update(note="right")
    page = client.get(put_back(person, then, row=f"personname-{name.pk}"))
    assert page.content.decode().count("checked") == 1
    client.post(put_back(person, then), fields_of(page, ""))
    assert (str(person.names.get()), Person.objects.get().note) == ("Иванова Анна", "right")


def test_a_change_after_the_preview_shows_it_again(committed):
    client = logged_in("moderator")
    person = make_person()
    then = clock()
    Person.objects.update(note="first")
    page = client.get(put_back(person, then))
    Person.objects.update(note="second")
    answer = client.post(put_back(person, then), fields_of(page, ""))
    assert answer.status_code == 409
    assert "The record was changed meanwhile" in text(answer)
    assert "Note: second → nothing" in text(answer)
    assert Person.objects.get().note == "second"


@pytest.mark.parametrize("role", ["volunteer", "analyst", "administrator"])
def test_only_moderators_put_back(committed, role):
    person = make_person()
    then = clock()
    client = logged_in(role)
    assert client.get(put_back(person, then)).status_code == 403
    assert client.post(put_back(person, then), {"row": f"person-{person.pk}"}).status_code == 403


def test_an_unknown_person_or_instant_has_no_page(moderator):
    person = make_person()
    assert moderator.get(reverse("desk:person_history", args=[person.pk + 1])).status_code == 404
    assert moderator.get(reverse("desk:person_put_back", args=[person.pk])).status_code == 400
