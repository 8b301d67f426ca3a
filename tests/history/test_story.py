"""The story of a person's record: who changed what, grouped by act."""

import pghistory
import pytest
from django.apps import apps
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from detainees.history.past import histories
from detainees.history.removal import PAIRS
from detainees.history.story import story
from detainees.history.tracked import BESIDE, RECORD
from detainees.history.words import labels_of, tell
from detainees.models import Consent, Detention, Health, Person, PersonName, Source
from tests.makers import (
    make_consent,
    make_detention,
    make_entry,
    make_event,
    make_facility,
    make_health,
    make_name,
    make_person,
    make_placement,
    make_rally,
    make_sentence_change,
    make_source,
    make_violation,
)


def told(change, language="en"):
    """{name: (before, after)} of a Change in words."""
    with translation.override(language):
        labels = labels_of(change.differences)
        return {name: (before, after) for name, before, after in tell(change.differences, labels)}


def test_every_table_that_hangs_on_a_person_is_in_the_record():
    hanging = {
        model
        for _events, model in histories(apps)
        for field in model._meta.fields
        if field.related_model in (Person, Detention)
    }
    assert hanging == {*RECORD, *BESIDE, *PAIRS}


def test_one_act_groups_what_one_request_wrote(committed):
    with pghistory.context(account=1, name="aigul-7"):
        with transaction.atomic():
            person = make_person("Иванова Анна", sex="female")
        make_health(person, is_pregnant="yes")
    with pghistory.context(account=2, name="berik-2"):
        Person.objects.update(level="findable", birth_date="1987-02")
    newest, oldest = story(person.pk)
    assert [(newest.by, newest.is_account), (oldest.by, oldest.is_account)] == [
        ("berik-2", True),
        ("aigul-7", True),
    ]
    assert newest.at > oldest.at
    assert [(change.model, change.kind) for change in oldest.changes] == [
        (Person, "insert"),
        (PersonName, "insert"),
        (Health, "insert"),
    ]
    (change,) = newest.changes
    assert told(change) == {
        "Who may see": (
            "confidential: stays at the desk",
            "findable: by name and year of birth only",
        ),
        "Date of birth": ("", "February 1987"),
    }
    assert told(oldest.changes[0]) == {
        "Who may see": ("", "confidential: stays at the desk"),
        "Sex": ("", "female"),
    }
    assert told(oldest.changes[2]) == {"Pregnant": ("", "yes")}


def test_another_program_is_named_by_its_login(committed):
    person = make_person()
    with connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE public.detainees_person SET note = 'from psql'")
        cursor.execute("DELETE FROM public.detainees_personname")
    deleted, updated, *_made = story(person.pk)
    assert (updated.by, updated.is_account) == ("registry_owner", False)
    assert told(updated.changes[0]) == {"Note": ("", "from psql")}
    assert deleted.changes[0].kind == "delete"
    assert told(deleted.changes[0])["Surname"] == ("Testov", "")


def test_a_moved_row_is_told_to_both_people(committed):
    first, second = make_person("Старый Пётр"), make_person("Другой Пётр")
    name = make_name(first, "Пётр", is_main=False)
    name.person = second
    name.save()
    for person in (first, second):
        newest = story(person.pk)[0]
        assert told(newest.changes[0]) == {"Person": (f"#{first.pk}", f"#{second.pk}")}


def test_claims_are_told_in_words_with_sources_and_places(committed):
    detention = make_detention(rally=make_rally(), role="journalist")
    facility, source = make_facility(name="РОВД 3"), make_source("тётя Б.")
    make_placement(
        detention=detention, facility=facility, from_at="2019-06-09T19", source=source, note="bus"
    )
    make_sentence_change(detention=detention, days=0)
    acts = story(detention.person_id)
    changes = {change.model.__name__: change for act in acts for change in act.changes}
    placement = told(changes["Placement"], "ru")
    assert placement["Место содержания"] == ("", "РОВД 3")
    assert any(after.startswith("тётя Б. (") for _before, after in placement.values())
    assert "9 июня 2019, около 19:00" in [after for _before, after in placement.values()]
    assert told(changes["SentenceChange"])["Days now"] == ("", "0")
    assert told(changes["Detention"])["Rally"][1].endswith("June 2019")


def test_only_the_asked_tables_are_told(committed):
    detention = make_detention()
    make_violation(detention=detention)
    make_health(detention.person)
    make_event(detention=detention)
    seen = [model for model in RECORD if model.__name__ in ("Person", "Event")]
    acts = story(detention.person_id, seen)
    assert {change.model.__name__ for act in acts for change in act.changes} == {"Person", "Event"}


def test_a_consent_is_told_with_its_scopes(committed):
    person = make_person()
    consent = make_consent(person)
    Consent.objects.filter(pk=consent.pk).update(scopes=["find"])
    assert told(story(person.pk)[0].changes[0]) == {
        "To what": (
            "find: answer to name and year, list: public list and page",
            "find: answer to name and year",
        )
    }


@pytest.mark.django_db
def test_a_story_takes_one_query_a_table_and_a_page_at_most_six_more():
    detention = make_detention(rally=make_rally())
    for _number in range(3):
        make_placement(detention=detention, facility=make_facility(), entry=make_entry())
    with CaptureQueriesContext(connection) as queries:
        acts = story(detention.person_id)
    assert len(queries) == len(RECORD)
    with CaptureQueriesContext(connection) as queries:
        labels = labels_of(
            [one for act in acts for change in act.changes for one in change.differences]
        )
    assert len(queries) <= 6
    assert {model for model, _pk in labels} >= {Source}
