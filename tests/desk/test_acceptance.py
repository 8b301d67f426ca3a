"""A moderator accepts new records: one, many, undone."""

from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from detainees.desk.acceptance import accept, accepted_in, undo_acceptance
from detainees.models import Person
from detainees.publication.cache import CachedPerson
from tests.desk.forms import errors, fields_of, send
from tests.makers import make_consent, make_detention, make_person

LIST = reverse("admin:detainees_person_changelist")
CHILD = f"{date.today().year - 15}"


def levels(*people):
    """How each stands now, as (level, was it decided)."""
    stored = Person.objects.in_bulk([person.pk for person in people])
    return [(stored[person.pk].level, bool(stored[person.pk].accepted_at)) for person in people]


def tick(client, *people):
    """Tick people in the list and press the button."""
    ticked = {"action": "accept_ticked", "_selected_action": [each.pk for each in people]}
    return client.post(LIST, {**ticked, "index": "0"})


def told(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


@pytest.mark.django_db
def test_accept_makes_findable_whom_it_may_and_says_why_not():
    new, known = make_person(birth_date="1987"), make_person(level="listed")
    kept = make_person(accepted_at=timezone.now())
    merged = make_person(merged_into=new)
    minors = [
        make_person(birth_date=CHILD),
        make_person(looks_minor=True),
        make_person(birth_year_from=int(CHILD), birth_year_to=int(CHILD) + 3),
    ]
    guarded = make_person(birth_date=CHILD)
    make_consent(guarded, given_by="guardian", scopes=["find"])
    everybody = [new, known, kept, merged, *minors, guarded]
    make_detention(person=new)

    done = accept([person.pk for person in everybody])

    assert done.accepted == [new.pk, guarded.pk]
    assert done.minors == [person.pk for person in minors]
    assert (done.merged, done.seen_already) == ([merged.pk], [known.pk])
    assert done.kept_confidential == [kept.pk]
    assert levels(new, guarded) == [("findable", True)] * 2
    assert levels(known, kept, *minors) == [
        ("listed", False), ("confidential", True), *[("confidential", False)] * 3
    ]  # fmt: skip
    assert CachedPerson.objects.filter(person_id=new.pk).exists()
    assert accept([kept.pk], overrule=True).accepted == [kept.pk]


@pytest.mark.django_db
def test_an_act_is_undone_as_a_whole_and_what_was_decided_since_stays():
    people = [make_person(), make_person(), make_person(accepted_at=timezone.now())]
    decided_at = people[2].accepted_at
    done = accept([person.pk for person in people], overrule=True)
    later = accept([make_person().pk])
    Person.objects.filter(pk=people[1].pk).update(level="confidential")
    assert [person.pk for person in accepted_in(done.at)] == [people[0].pk, people[2].pk]
    assert undo_acceptance(done.at) == 2
    assert levels(people[0], people[2]) == [("confidential", False), ("confidential", True)]
    assert Person.objects.get(pk=people[2].pk).accepted_at == decided_at
    assert Person.objects.get(pk=later.accepted[0]).level == "findable"
    assert undo_acceptance(done.at) == 0


def test_a_moderator_accepts_ticked_people_and_undoes_it(moderator):
    adult, child = make_person("Касымов"), make_person(birth_date=CHILD)
    assert b"Accept the ticked people" in moderator.get(LIST, {"accepted": "no"}).content
    answer = tick(moderator, adult, child)
    first, second = told(answer)
    assert first.startswith("1 person is findable now. <a href=")
    assert "under 18" in second
    assert levels(adult, child) == [("findable", True), ("confidential", False)]
    event = adult.history.last()
    assert (event.pgh_context["name"], event.level) == (moderator.account.username, "findable")

    address = reverse(
        "desk:undo_acceptance", query={"at": Person.objects.get(pk=adult.pk).accepted_at}
    )
    assert "Касымов" in moderator.get(address).content.decode()
    assert moderator.post(address).status_code == 302
    assert levels(adult) == [("confidential", False)]
    assert b"nothing to undo" in moderator.get(address).content
    assert moderator.get(reverse("desk:undo_acceptance")).status_code == 404


def test_the_button_on_a_record_saves_what_was_typed_and_accepts(moderator):
    person = make_person(accepted_at=timezone.now())
    address = reverse("admin:detainees_person_change", args=[person.pk])
    answer = send(moderator, address, "person_form", note="typed", _accept="1")
    assert answer.status_code == 302, errors(answer)
    person.refresh_from_db()
    assert (person.note, person.level) == ("typed", "findable")
    page = moderator.get(address)
    assert b"_accept" not in page.content
    assert fields_of(page, "person_form")["level"] == "findable"


def test_nobody_but_a_moderator_accepts(volunteer, analyst, administrator):
    person = make_person()
    address = reverse("admin:detainees_person_change", args=[person.pk])
    send(volunteer, address, "person_form", note="typed", _accept="1")
    for client in (volunteer, analyst, administrator):
        tick(client, person)
        undo = reverse("desk:undo_acceptance", query={"at": timezone.now().isoformat()})
        assert client.post(undo).status_code == 403
    assert b"_accept" not in volunteer.get(address).content
    assert b"accept_ticked" not in volunteer.get(LIST).content
    assert levels(person) == [("confidential", False)]
