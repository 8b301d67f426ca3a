"""The board of what needs attention: its cache, its reasons, and what people do about them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from detainees.models import Event, Handling, Placement, Submission
from detainees.publication.cache import CachedConcern
from detainees.publication.counters import AskedPerson
from tests.desk.test_queries import queries
from tests.makers import (
    make_account,
    make_charge,
    make_detention,
    make_event,
    make_facility,
    make_health,
    make_person,
    make_placement,
    make_release,
    make_sentence,
    make_source,
    make_trial,
    make_violation,
)

BOARD = reverse("desk:attention")
DAYS = timedelta(days=1)


def day(days):
    """A stored date so many days from today."""
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def ago(days):
    """An instant a little more than so many days ago."""
    return timezone.now() - timedelta(days=days, minutes=1)


def held(name="Серикова Айгуль", **person):
    """Somebody seized two hours ago and seen at a station just now: nothing to worry about yet."""
    now = timezone.localtime()
    detention = make_detention(person=make_person(name, birth_date="1990", **person))
    make_event(detention=detention, at=f"{now - timedelta(hours=2):%Y-%m-%dT%H:%M}")
    make_placement(detention=detention, facility=make_facility())
    return detention


def cached():
    """The concerns that the cache shows now, and those that the database computes: each sorted."""
    columns = "SELECT detention_id, reason, detail, since FROM "
    with connection.cursor() as cursor:
        cursor.execute(
            columns + "attention_cache WHERE now() > begins_at AND now() <= ends_at "
            "AND reason <> 'consent_due' ORDER BY 1, 2, 3"
        )
        kept = cursor.fetchall()
        cursor.execute(columns + "attention(now()) ORDER BY 1, 2, 3")
        return kept, cursor.fetchall()


def reasons(detention):
    """{reason: detail} of what needs attention now."""
    return {reason: detail for key, reason, detail, _ in cached()[0] if key == detention.pk}


def concern(detention, reason, detail="", **query):
    """The address of one concern."""
    address = reverse("desk:concern", args=[detention.pk, reason])
    return f"{address}?detail={detail}" + "".join(f"&{key}={value}" for key, value in query.items())


def test_the_cache_holds_what_the_database_computes(db):
    detention = held(sex="female")
    assert reasons(detention) == {}
    health = make_health(detention.person, is_pregnant="yes")
    sentence = make_sentence(detention=detention, days=15, ruled_at=day(0))
    violation = make_violation(detention=detention)
    charge = make_charge(detention=detention, article="488", part="1")
    found = reasons(detention)
    assert found["excluded"] == "ARR-EXCL-PREGNANT"
    assert "needs_lawyer" in found
    kept, computed = cached()
    assert kept == computed
    health.is_pregnant = "no"
    health.save()
    assert "excluded" not in reasons(detention)
    make_trial(detention=detention, lawyer_present="yes", heard_at=timezone.now() + DAYS)
    assert "needs_lawyer" not in reasons(detention)
    type(violation).objects.update(heard_at=timezone.now() + 2 * DAYS)
    assert "needs_lawyer" in reasons(detention)
    violation.delete()
    assert "needs_lawyer" not in reasons(detention)
    make_sentence(detention=detention, days=5, ruled_at=day(0), source=make_source("Lawyer"))
    assert reasons(detention)["contradiction"] == "sentences_differ"
    sentence.delete()
    charge.delete()
    detention.person.birth_date = day(-15 * 365)
    detention.person.save()
    assert reasons(detention)["minor"] == "yes"
    kept, computed = cached()
    assert kept == computed
    make_release(detention=detention, released_at=day(0))
    assert reasons(detention) == {}
    assert cached()[1] == []


def test_silence_and_release_due_come_with_the_clock(db):
    detention = held()
    Placement.objects.update(heard_at=ago(2))
    Event.objects.update(heard_at=ago(2))
    assert reasons(detention)["silence"] == "48"
    make_sentence(detention=detention, days=3, ruled_at=day(-9), counted_from=day(-9))
    assert {"release_due", "over_limit"} <= set(reasons(detention))


def test_the_most_urgent_stands_first_with_name_place_and_status(moderator):
    late = held("Поздний Олег")
    Placement.objects.filter(detention=late).update(heard_at=ago(2))
    young = held("Юная Дана")
    young.person.birth_date = day(-15 * 365)
    young.person.save()
    page = moderator.get(BOARD).content.decode()
    assert page.index("Юная Дана") < page.index("Поздний Олег")
    assert "Station 1" in page
    assert reverse("admin:detainees_detention_change", args=[young.pk]) in page
    narrowed = moderator.get(BOARD, {"reason": "silence"}).content.decode()
    assert "Поздний Олег" in narrowed
    assert "Юная Дана" not in narrowed
    facility = Placement.objects.get(detention=young).facility_id
    narrowed = moderator.get(BOARD, {"facility": facility}).content.decode()
    assert "Поздний Олег" not in narrowed
    assert "Юная Дана" in narrowed


def test_health_is_shown_to_those_alone_who_may_see_it(moderator, volunteer):
    detention = held(sex="female")
    make_health(detention.person, is_pregnant="yes")
    make_sentence(detention=detention, days=15, ruled_at=day(0))
    address = concern(detention, "excluded", "ARR-EXCL-PREGNANT")
    shown = moderator.get(BOARD, {"reason": "excluded"}).content.decode()
    assert "pregnant" in shown
    assert "may not be arrested" in moderator.get(address).content.decode()
    for query in ({}, {"reason": "excluded"}):
        shown = volunteer.get(BOARD, query).content.decode()
        assert "arrested" not in shown
        assert "pregnant" not in shown
    assert volunteer.get(address).status_code == 404


def test_who_takes_a_case_has_it_until_it_is_given_back_or_handed_over(volunteer, moderator):
    detention = held(looks_minor=True)
    detention.person.birth_date = ""
    detention.person.save()
    address = concern(detention, "minor", "maybe", back="reason%3Dminor")
    answer = volunteer.post(address, {"act": "take"})
    assert answer.url == f"{BOARD}?reason=minor"
    handling = Handling.objects.get()
    assert handling.taken_by == volunteer.account
    assert "may be a minor" in volunteer.get(BOARD, {"whose": "mine"}).content.decode()
    assert "may be a minor" not in moderator.get(BOARD, {"whose": "free"}).content.decode()
    moderator.post(address, {"act": "take"})
    moderator.post(address, {"act": "give_back"})
    handling.refresh_from_db()
    assert handling.taken_by == volunteer.account
    moderator.post(address, {"act": "hand_over", "to": moderator.account.username})
    handling.refresh_from_db()
    assert handling.taken_by == moderator.account
    moderator.post(address, {"act": "give_back"})
    volunteer.post(address, {"act": "take"})
    handling.refresh_from_db()
    assert handling.taken_by_name == volunteer.account.username
    Handling.objects.update(taken_until=timezone.now())
    assert "may be a minor" in moderator.get(BOARD, {"whose": "free"}).content.decode()


def test_a_closed_case_comes_back_when_the_reason_changes(volunteer):
    detention = held()
    Placement.objects.update(heard_at=ago(1))
    Event.objects.update(heard_at=ago(1))
    address = concern(detention, "silence", "24")
    answer = volunteer.post(address, {"act": "close", "note": ""})
    assert answer.status_code == 400
    volunteer.post(address, {"act": "close", "note": "Called the station."})
    assert Handling.objects.get().note == "Called the station."
    assert "24 hours" not in volunteer.get(BOARD).content.decode()
    assert volunteer.get(address).status_code == 404
    assert volunteer.post(address, {"act": "take"}).status_code == 302
    Placement.objects.update(heard_at=ago(2))
    assert "48 hours" in volunteer.get(BOARD).content.decode()
    Placement.objects.update(heard_at=ago(1) - timedelta(hours=1))
    assert "24 hours" in volunteer.get(BOARD).content.decode()


def test_an_analyst_looks_and_does_nothing(analyst):
    detention = held()
    Placement.objects.update(heard_at=ago(3))
    assert "72 hours" in analyst.get(BOARD).content.decode()
    address = concern(detention, "silence", "72")
    assert analyst.get(address).status_code == 403
    assert analyst.post(address, {"act": "take"}).status_code == 403
    assert not Handling.objects.exists()


def test_a_volunteer_leafs_through_ten_names_a_page(volunteer, moderator):
    for number in range(12):
        held(f"Номер {number}")
    Placement.objects.update(heard_at=ago(2))
    Event.objects.update(heard_at=ago(2))
    assert CachedConcern.objects.filter(reason="silence", detail="48").count() == 12
    query = {"reason": "silence"}
    assert len(volunteer.get(BOARD, query).context["rows"]) == 10
    assert len(volunteer.get(BOARD, {**query, "page": 2}).context["rows"]) == 2
    assert len(moderator.get(BOARD, query).context["rows"]) == 12
    assert volunteer.get(BOARD, {"page": "99", "city": "x"}).status_code == 200


@pytest.mark.parametrize("way", ["desk:attention", "desk:releases"])
def test_boards_ask_as_many_questions_for_many_people(moderator, way):
    def late():
        detention = held()
        make_sentence(detention=detention, days=3, ruled_at=day(-3), counted_from=day(-3))

    late()
    few = queries(moderator, reverse(way))
    for _number in range(8):
        late()
    assert queries(moderator, reverse(way)) == few <= 13


def test_the_navigation_counts_up_to_a_hundred(volunteer, administrator, monkeypatch):
    page = volunteer.get(reverse("desk:index")).content.decode()
    assert f'href="{BOARD}"' in page
    assert 'class="number"' not in page
    held()
    Placement.objects.update(heard_at=ago(2))
    assert '<span class="number">1</span>' in volunteer.get(BOARD).content.decode()
    monkeypatch.setattr("detainees.desk.navigation.MOST", 1)
    assert '<span class="number">0+</span>' in volunteer.get(BOARD).content.decode()
    assert BOARD not in administrator.get(reverse("desk:index")).content.decode()


def test_an_account_may_be_chosen_for_handing_over_only_if_it_may_act(volunteer):
    make_account("analyst", username="reader")
    make_account("moderator", username="gone", is_active=False)
    detention = held(looks_minor=True)
    detention.person.birth_date = ""
    detention.person.save()
    address = concern(detention, "minor", "maybe")
    for name in ("reader", "gone", "nobody"):
        assert volunteer.post(address, {"act": "hand_over", "to": name}).status_code == 400


def test_whom_somebody_asked_for_stands_there_until_there_is_an_answer(moderator):
    detention = held()
    question = Submission.objects.create(
        kind="question",
        person=detention.person,
        language="ru",
        likeness="x",
        code_hash=b"x",
        received_at=ago(0),
    )
    assert reasons(detention) == {"asked_for": ""}
    assert "the family asks" in moderator.get(BOARD).content.decode()
    make_charge(detention=detention)
    make_placement(detention=detention, facility=make_facility())
    assert "asked_for" in reasons(detention)
    question.answered_at = timezone.now()
    question.save()
    assert "asked_for" not in reasons(detention)
    question.answered_at = None
    question.save()
    other = held("Другая Дана")
    question.person = other.person
    question.save()
    assert "asked_for" not in reasons(detention)
    assert "asked_for" in reasons(other)
    question.delete()
    assert "asked_for" not in reasons(other)


def test_visitors_who_ask_for_somebody_without_a_year_of_birth_are_told_of(at_the_desk):
    detention = held()
    detention.person.birth_date = ""
    detention.person.level = "findable"
    detention.person.save()
    AskedPerson.objects.using("owner").create(
        person_id=detention.person_id, times=2, last_asked_on=timezone.localdate()
    )
    assert reasons(detention) == {"asked_for": "year"}
    assert "no year of birth is known" in at_the_desk.get(BOARD).content.decode()
    page = reverse("admin:detainees_person_change", args=[detention.person_id])
    assert "Visitors asked for this person 2 times" in at_the_desk.get(page).content.decode()
    detention.person.birth_date = "1990"
    detention.person.save()
    assert reasons(detention) == {}
    assert "Visitors asked" not in at_the_desk.get(page).content.decode()
