"""Calling out: the board, turns that two cannot take, answers as one entry, taking them back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from detainees.desk.call_board import board, take_turn
from detainees.models import CallTurn, Enquiry, Entry
from tests.desk.conftest import logged_in
from tests.desk.forms import fields_of
from tests.makers import (
    make_account,
    make_detention,
    make_enquiry,
    make_facility,
    make_person,
    make_placement,
    make_release,
    make_source,
)

BOARD = reverse("desk:calls")


def hold(facility, *names, **kwargs):
    """People who are believed to be in a facility; their detentions."""
    found = []
    for name in names:
        person = make_person(name, **{"level": "findable", **kwargs})
        found.append(make_placement(detention=make_detention(person=person), facility=facility))
    return [placement.detention for placement in found]


def answers(client, facility, **boxes):
    """Open the page of one call, send its form with some answers."""
    address = reverse("desk:calling", args=[facility.pk])
    sent = fields_of(client.get(address), "answers") | boxes
    return client.post(address, {name: value for name, value in sent.items() if value != ""})


def test_the_board_shows_who_is_to_be_asked_next_and_what_was_said(volunteer):
    asked, fresh, empty = (make_facility(name=name) for name in ("Asked", "Fresh", "Empty"))
    one, other = hold(asked, "Первый Один", "Второй Два")
    entry = make_enquiry(detention=one, facility=asked, reply="held").entry
    make_enquiry(detention=other, facility=asked, reply="refused", entry=entry)
    long_ago = timezone.now() - timedelta(days=3)
    make_enquiry(detention=one, facility=asked, reply="no_answer", heard_at=long_ago)
    hold(fresh, "Третий Три")
    make_release(detention=hold(empty, "Вышел Давно")[0], released_at="2020")
    with translation.override("en"):
        lines = board()
    assert [str(line.facility.named) for line in lines] == ["Fresh", "Asked"]
    assert [line.people for line in lines] == [1, 2]
    assert sorted(lines[1].replies) == [("held here", 1), ("refused to say", 1)]
    page = volunteer.get(BOARD).content.decode()
    assert "Nobody has asked yet" in page
    assert "Первый" not in page


def test_two_volunteers_cannot_take_the_same_call(volunteer, moderator):
    station = make_facility()
    hold(station, "Первый Один")
    take = reverse("desk:call_take", args=[station.pk])
    there = reverse("desk:calling", args=[station.pk])
    assert volunteer.post(take).url == there
    assert moderator.post(take).url == BOARD
    assert volunteer.account.username in moderator.get(BOARD).content.decode()
    assert CallTurn.objects.get().account == volunteer.account
    # It ends by itself, and whoever gives it up leaves it to others.
    CallTurn.objects.update(taken_at=timezone.now() - CallTurn.LASTS)
    assert moderator.post(take).url == there
    moderator.post(reverse("desk:call_leave", args=[station.pk]))
    assert not CallTurn.objects.exists()


@pytest.mark.usefixtures("committed")
def test_of_two_taps_at_once_one_gets_the_turn():
    station = make_facility()
    accounts = [make_account() for _number in range(2)]
    together = Barrier(2)

    def tap(account):
        try:
            together.wait(timeout=20)
            return take_turn(station, account).account_id
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        holders = list(threads.map(tap, accounts))
    assert holders[0] == holders[1] == CallTurn.objects.get().account_id


def test_an_answer_is_an_enquiry_for_everybody_it_names(volunteer):
    station = make_facility(name="ROVD 7")
    first, second, third = hold(station, "Первый Один", "Второй Два", "Третий Три")
    volunteer.post(reverse("desk:call_take", args=[station.pk]))
    answer = answers(
        volunteer,
        station,
        note="officer Serik, in a hurry",
        **{f"reply-{first.pk}": "held", f"reply-{second.pk}": "not_held"},
    )
    entry = Entry.objects.latest("pk")
    assert answer.url == reverse("desk:call_answer", args=[entry.pk])
    claims = list(Enquiry.objects.order_by("detention_id"))
    assert [(claim.detention, claim.reply) for claim in claims] == [
        (first, "held"),
        (second, "not_held"),
    ]
    assert {claim.entry for claim in claims} == {entry}
    assert {claim.note for claim in claims} == {"officer Serik, in a hurry"}
    assert claims[0].source.kind == "official"
    assert claims[0].asked_at[:10] == timezone.localdate().isoformat()
    assert entry.entered_by == volunteer.account
    assert not third.enquiry_claims.exists()
    assert not CallTurn.objects.exists()
    # Asked again, the facility is the same source.
    answers(volunteer, station, for_all="refused")
    assert Enquiry.objects.values("source").distinct().count() == 1
    assert Enquiry.objects.filter(reply="refused").count() == 2  # the second is no longer there


def test_nothing_said_is_nothing_saved_and_nothing_lost(volunteer):
    station = make_facility()
    hold(station, "Первый Один")
    answer = answers(volunteer, station, note="two words")
    assert answer.status_code == 200
    assert "two words" in answer.content.decode()
    assert not Enquiry.objects.exists()


def test_a_volunteer_sees_ten_names_a_call_and_secret_ones_are_marked(volunteer, moderator):
    station = make_facility()
    asked = hold(station, "Первый Один")[0]
    make_enquiry(detention=asked, facility=station, reply="held")
    hold(station, *[f"Новый Номер{number}" for number in range(10)])
    hold(station, "Тайный Человек", level="confidential")
    address = reverse("desk:calling", args=[station.pk])
    page = volunteer.get(address)
    assert len(page.context["form"].people) == 10
    assert "Первый" not in page.content.decode()  # asked about last
    assert "do not say this name</span>" not in page.content.decode()
    everybody = moderator.get(address)
    assert len(everybody.context["form"].people) == 12
    assert everybody.content.decode().count("do not say this name</span>") == 1
    # A forged list brings no more than ten either.
    keys = [one.detention for one in everybody.context["form"].people]
    forged = volunteer.post(address, {"person": keys, "for_all": "refused"})
    assert forged.status_code == 302
    assert Enquiry.objects.filter(reply="refused").count() == 10


@pytest.mark.usefixtures("committed")
def test_an_answer_is_taken_back_by_its_author_within_the_hour():
    volunteer = logged_in("volunteer")
    station = make_facility()
    detention = hold(station, "Первый Один")[0]
    other = make_source("somebody else")
    box = {f"reply-{detention.pk}": "not_held"}

    def written():
        answers(volunteer, station, **box)
        return reverse("desk:call_answer", args=[Entry.objects.latest("pk").pk])

    address = written()
    kept = make_placement(detention=detention, facility=station, source=other)
    assert volunteer.post(address).url == BOARD
    assert not Enquiry.objects.exists()
    assert detention.placement_claims.filter(pk=kept.pk).exists()
    assert "taken back" in volunteer.get(address).content.decode()
    assert logged_in("volunteer").get(address).status_code == 404

    address = written()
    Entry.objects.update(entered_at=timezone.now() - timedelta(hours=2))
    assert volunteer.post(address).status_code == 403
    assert Enquiry.objects.exists()
    assert logged_in("moderator").post(address).url == BOARD
    assert not Enquiry.objects.exists()


def test_only_those_who_call_open_it(analyst, administrator):
    station = make_facility()
    hold(station, "Первый Один")
    entry = make_enquiry(facility=station).entry
    for client in (analyst, administrator):
        assert client.get(BOARD).status_code == 403
        for way, key in (
            ("calling", station.pk),
            ("call_take", station.pk),
            ("call_leave", station.pk),
            ("call_answer", entry.pk),
        ):
            assert client.post(reverse(f"desk:{way}", args=[key])).status_code == 403, way
    assert Enquiry.objects.count() == 1


def test_it_asks_as_many_questions_for_many_places_and_people(volunteer):
    def asked(address):
        volunteer.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert volunteer.get(address).status_code == 200
        return len(queries)

    def fill(people):
        for number in range(people):
            place = make_facility()
            make_enquiry(detention=hold(place, f"Кто {number}")[0], facility=place)
            hold(station, f"Здесь {number}")

    station = make_facility()
    fill(1)
    call = reverse("desk:calling", args=[station.pk])
    few = asked(BOARD), asked(call)
    fill(7)
    assert (asked(BOARD), asked(call)) == few
    assert max(few) <= 18
