"""Putting an earlier state back."""

import pghistory
import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone
from hypothesis import given, settings

from detainees.history.putting_back import (
    ChangedMeanwhileError,
    Kind,
    PutBackError,
    fingerprint,
    plan,
    put_back,
)
from detainees.history.story import story
from detainees.models import Consent, Detention, Health, Person, PersonName, Release
from detainees.publication.cache import CachedCustody, CachedName, CachedPerson
from tests.history.record import EDITS, Editor, clock, snapshot
from tests.makers import (
    make_charge,
    make_consent,
    make_detention,
    make_event,
    make_health,
    make_name,
    make_person,
    make_release,
    make_trial,
)


def put_all_back(person, instant):
    """Put the whole record back."""
    steps = plan(person.pk, instant)
    return put_back(person.pk, instant, [step.key for step in steps], fingerprint(steps))


def test_a_plan_says_what_would_change(committed):
    person = make_person("Иванова Анна")
    health = make_health(person)
    health_id = health.pk
    then = clock()
    Person.objects.update(note="wrong")
    health.delete()
    added = make_name(person, "Чужое Имя")
    steps = {step.kind: step for step in plan(person.pk, then)}
    assert (steps[Kind.CHANGE].key, steps[Kind.MAKE].key, steps[Kind.TAKE].key) == (
        f"person-{person.pk}",
        f"health-{health_id}",
        f"personname-{added.pk}",
    )
    (difference,) = steps[Kind.CHANGE].differences
    assert (difference.field.name, difference.before, difference.after) == ("note", "wrong", "")
    assert plan(person.pk, clock()) == []


def test_one_row_is_put_back_and_the_rest_stays(committed):
    person = make_person("Иванова Анна")
    name = person.names.get()
    then = clock()
    PersonName.objects.update(surname="Петрова")
    Person.objects.update(note="right")
    with pghistory.context(name="moderator-1"):
        taken = put_back(
            person.pk, then, [f"personname-{name.pk}"], fingerprint(plan(person.pk, then))
        )
    assert [step.key for step in taken] == [f"personname-{name.pk}"]
    assert (str(person.names.get()), Person.objects.get().note) == ("Иванова Анна", "right")
    newest = story(person.pk)[0]
    assert (newest.by, newest.put_back_to) == ("moderator-1", then.isoformat())
    assert [(one.before, one.after) for one in newest.changes[0].differences] == [
        ("Петрова", "Иванова")
    ]


def test_deleted_rows_come_back_with_their_ids(committed):
    detention = make_detention()
    trial = make_trial(detention=detention)
    charge = make_charge(detention=detention, trial=trial)
    before = snapshot(detention.person)
    then = clock()
    ids = (trial.pk, charge.pk)
    charge.delete()
    trial.delete()
    put_all_back(detention.person, then)
    assert snapshot(detention.person) == before
    assert (detention.trial_claims.get().pk, detention.charge_claims.get().pk) == ids
    # The next row gets a number of its own.
    assert make_trial(detention=detention).pk > ids[0]


def test_the_name_shown_first_changes_places_back(committed):
    person = make_person("Первая Анна", "Вторая Анна")
    first, second = person.names.order_by("id")
    then = clock()
    with transaction.atomic():
        PersonName.objects.filter(pk=first.pk).update(is_main=False)
        PersonName.objects.filter(pk=second.pk).update(is_main=True)
    put_all_back(person, then)
    assert list(person.names.order_by("id").values_list("is_main", flat=True)) == [True, False]


def test_a_detention_moved_to_somebody_else_comes_back(committed):
    person, other = make_person("Иванова Анна"), make_person("Другая Анна")
    detention = make_detention(person=person)
    release = make_release(detention=detention)
    then = clock()
    Detention.objects.update(person=other)
    Release.objects.update(note="moved and changed")
    put_all_back(person, then)
    assert (Detention.objects.get().person, Release.objects.get().note) == (person, "")
    assert Release.objects.get() == release


def test_nothing_is_put_back_when_somebody_wrote_meanwhile(committed):
    person = make_person()
    then = clock()
    Person.objects.update(note="first")
    seen = fingerprint(plan(person.pk, then))
    Person.objects.update(note="second")
    with pytest.raises(ChangedMeanwhileError):
        put_back(person.pk, then, [f"person-{person.pk}"], seen)
    assert Person.objects.get().note == "second"


def test_a_person_is_not_put_back_to_before_the_first_word(committed):
    then = clock()
    person = make_person()
    with pytest.raises(PutBackError):
        plan(person.pk, then)


def test_a_withdrawn_consent_stays_withdrawn(committed):
    person = make_person()
    consent = make_consent(person)
    then = clock()
    withdrawn_at = timezone.now()
    Consent.objects.update(withdrawn_at=withdrawn_at, given_by_name="x")
    put_all_back(person, then)
    consent.refresh_from_db()
    assert (consent.withdrawn_at, consent.given_by_name) == (withdrawn_at, "")


def test_listed_is_not_put_back_without_a_consent_that_holds(committed):
    person = make_person(listed=True)
    then = clock()
    Person.objects.update(level="confidential")
    Consent.objects.update(withdrawn_at=timezone.now())
    with pytest.raises(PutBackError, match="consent"):
        put_all_back(person, then)
    assert Person.objects.get().level == "confidential"
    Consent.objects.update(withdrawn_at=None)
    put_all_back(person, then)
    assert Person.objects.get().level == "listed"


def test_what_the_rules_refuse_changes_nothing(committed):
    person = make_person("Первая Анна")
    name = person.names.get()
    then = clock()
    PersonName.objects.update(is_main=False)
    make_name(person, "Вторая Анна", is_main=True)
    seen = fingerprint(plan(person.pk, then))
    with pytest.raises(PutBackError, match="rules"):
        put_back(person.pk, then, [f"personname-{name.pk}"], seen)
    assert PersonName.objects.get(is_main=True).surname == "Вторая"


def test_a_row_on_which_others_hang_is_not_taken_away_alone(committed):
    detention = make_detention()
    then = clock()
    trial = make_trial(detention=detention)
    make_charge(detention=detention, trial=trial)
    seen = fingerprint(plan(detention.person_id, then))
    with pytest.raises(PutBackError, match="hang"):
        put_back(detention.person_id, then, [f"trial-{trial.pk}"], seen)
    assert detention.trial_claims.exists()


def test_putting_back_can_be_put_back(committed):
    person = make_person("Иванова Анна")
    then = clock()
    make_health(person, note="asthma")
    make_event(detention=make_detention(person=person))
    later, full = clock(), snapshot(person)
    put_all_back(person, then)
    assert not Health.objects.exists()
    put_all_back(person, later)
    assert snapshot(person) == full


@settings(max_examples=12)
@given(before=EDITS, after=EDITS)
def test_put_back_gives_exactly_the_record_and_publication_of_before(committed, before, after):
    person = make_person(level="findable")
    editor = Editor(person)
    edit_all(editor, before)
    then, record, seen = clock(), snapshot(person), published(person)
    edit_all(editor, after)
    put_all_back(person, then)
    assert (snapshot(person), published(person)) == (record, seen)
    assert plan(person.pk, then) == []


def published(person):
    """What the world may see of a person, without the rows' own numbers."""
    rows = [
        row
        for cache in (CachedPerson, CachedCustody, CachedName)
        for row in cache.objects.filter(person_id=person.pk).values()
    ]
    return sorted(
        repr({name: value for name, value in row.items() if name not in ("id", "published_in")})
        for row in rows
    )


def edit_all(editor, edits):
    """Do the edits that the record's rules allow."""
    for edit in edits:
        try:
            with transaction.atomic():
                editor.edit(*edit)
        except (ProtectedError, IntegrityError):
            continue
