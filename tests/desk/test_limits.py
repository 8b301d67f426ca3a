"""How much a volunteer may read, and a moderator's yes."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from detainees.desk import limits
from detainees.models import Allowance, PageRead
from tests.desk.forms import fields_of, send
from tests.makers import make_detention, make_person, make_rally, make_source

LIMIT = reverse("desk:limit")


@pytest.fixture
def address(db):
    person = make_person("Marker Marat")
    return reverse("admin:detainees_person_change", args=[person.pk])


def have_read(client, pages, *, ago=timedelta()):
    at = timezone.now() - ago
    PageRead.objects.bulk_create(
        PageRead(account=client.account, read_at=at) for _number in range(pages)
    )


def test_sixty_pages_an_hour_three_hundred_a_day_then_a_moderators_yes(
    volunteer, moderator, address
):
    have_read(volunteer, limits.PAGES_AN_HOUR - 1)
    assert volunteer.get(address).status_code == 200
    refused = volunteer.get(address)
    assert refused.status_code == 403
    assert "Marker" not in refused.text
    assert volunteer.get(reverse("admin:detainees_person_changelist")).status_code == 200
    PageRead.objects.update(read_at=timezone.now() - timedelta(minutes=61))
    assert volunteer.get(address).status_code == 200
    have_read(volunteer, limits.PAGES_A_DAY, ago=timedelta(hours=3))
    assert volunteer.get(address).status_code == 403

    for _twice in range(2):
        assert volunteer.post(LIMIT).url == LIMIT
    wish = Allowance.objects.get()
    assert volunteer.get(address).status_code == 403
    grant = reverse("desk:grant_allowance", args=[wish.pk])
    assert volunteer.post(grant).status_code == 403
    assert volunteer.account.username in moderator.get(reverse("desk:allowances")).text
    assert moderator.post(grant).status_code == 302
    assert moderator.post(grant).status_code == 404
    assert volunteer.get(address).status_code == 200
    have_read(volunteer, limits.PAGES_AN_HOUR)
    assert volunteer.get(address).status_code == 403


def test_moderators_and_analysts_read_on(moderator, analyst, address):
    for client in (moderator, analyst):
        have_read(client, limits.PAGES_A_DAY)
        assert client.get(address).status_code == 200
    assert PageRead.objects.count() == 2 * limits.PAGES_A_DAY
    assert limits.rows_for(moderator.account) is None


def test_a_page_that_saving_leads_to_is_not_counted_and_no_other_way_around(volunteer, address):
    make_rally()
    add = reverse("admin:detainees_person_add")
    answer = send(volunteer, add, "person_form", **{"names-0-surname": "Сейітов"})
    assert answer.status_code == 302
    assert volunteer.get(answer.url).status_code == 200
    assert not PageRead.objects.exists()
    volunteer.post(reverse("admin:language"), {"language": "en", "next": address})
    assert volunteer.get(address).status_code == 200
    assert PageRead.objects.count() == 1


def test_a_form_beyond_the_limit_is_kept_in_the_page(volunteer, address):
    fields = fields_of(volunteer.get(address), "person_form")
    have_read(volunteer, limits.PAGES_AN_HOUR)
    answer = volunteer.post(address, {**fields, "description": "a red jacket"})
    assert answer.status_code == 403
    assert "Marker" in str(fields)
    kept = fields_of(answer, "form-again")
    assert kept["description"] == "a red jacket"
    PageRead.objects.all().delete()
    assert volunteer.post(address, kept).status_code == 302


def test_what_was_read_is_not_kept_and_a_day_later_nothing_is(volunteer, address):
    assert {field.name for field in PageRead._meta.fields} == {"id", "account", "read_at"}
    have_read(volunteer, 5, ago=timedelta(hours=25))
    detention = make_detention()
    volunteer.get(reverse("admin:detainees_detention_change", args=[detention.pk]))
    assert PageRead.objects.count() == 1
    assert limits.rows_for(volunteer.account) == 10


def test_boards_that_name_people_are_counted_and_lists_of_sources_are_short(volunteer, moderator):
    for _each in range(12):
        make_source("Sister of M.")
    sources = reverse("admin:detainees_source_changelist")
    shown = [client.get(sources).text.count("Sister of M.") for client in (volunteer, moderator)]
    assert shown == [10, 12]
    boards = [reverse("desk:attention"), reverse("desk:releases")]
    for number in range(limits.PAGES_AN_HOUR):
        assert volunteer.get(boards[number % 2]).status_code == 200
    assert [volunteer.get(board).status_code for board in boards] == [403, 403]
    assert volunteer.get(reverse("desk:enter")).status_code == 200
