"""The page that takes people out: for analysts alone, with a reason, always logged."""

import hashlib
import io
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from detainees.desk.export import ROWS_AT_ONCE
from detainees.models import Detention, Export
from registry.lib.spreadsheet import read_csv
from tests.desk.forms import fields_of
from tests.makers import (
    code_of,
    make_account,
    make_app,
    make_city,
    make_detention,
    make_person,
    make_violation,
)

PAGE = reverse("desk:export")
LIST = reverse("admin:detainees_person_changelist")
GOOD = {"reason": "for the UN", "form": "xlsx"}


@pytest.fixture
def exporter(committed):
    """A client of an analyst; what it writes is committed, as a real request's is."""
    client = Client()
    client.account = make_account("analyst")
    client.force_login(client.account)
    return client


def content(answer):
    """Return the file of an answer."""
    body = b"".join(answer.streaming_content)
    answer.close()
    return body


def test_visitor_is_sent_to_log_in(db):
    answer = Client().get(PAGE)
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("desk:login").removesuffix("login/"))


@pytest.mark.parametrize("role", ["volunteer", "moderator", "administrator"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_other_roles_are_refused(request, role, method):
    answer = getattr(request.getfixturevalue(role), method)(PAGE, GOOD)
    assert answer.status_code == 403
    assert not Export.objects.exists()


def test_wrong_method_is_refused(analyst):
    assert analyst.put(PAGE).status_code == 405


def test_page_shows_rows_filters_and_columns_and_makes_nothing(analyst):
    make_city("almaty", name="Almaty")
    make_person("Secret Name", level="listed")
    make_detention()
    text = analyst.get(f"{PAGE}?level=listed").content.decode()
    assert "1 row: one a detention." in text
    assert "who may see: listed: on the public list" in text
    assert "date of birth" in text
    assert "Secret" not in text
    assert not Export.objects.exists()


def test_list_leads_an_analyst_to_the_page_with_the_same_filters(analyst):
    make_city("almaty", name="Almaty")
    text = unescape(analyst.get(f"{LIST}?level=listed&q=Ержан").content.decode())
    address = text.split(f'href="{PAGE}', 1)[1].split('"', 1)[0]
    assert set(address.removeprefix("?").split("&")) == {
        "level=listed",
        "q=%D0%95%D1%80%D0%B6%D0%B0%D0%BD",
    }


@pytest.mark.parametrize("role", ["volunteer", "moderator"])
def test_list_leads_nobody_else_there(request, role):
    text = request.getfixturevalue(role).get(LIST).content.decode()
    assert PAGE not in text


def test_file_holds_what_the_list_shows_and_its_hash_is_in_the_log(exporter):
    make_person("Listed", level="listed")
    make_person("Hidden")
    answer = exporter.post(f"{PAGE}?level=listed", GOOD)
    assert answer.status_code == 200
    export = Export.objects.get()
    assert answer["Content-Disposition"] == (
        f'attachment; filename="people-{export.exported_at:%Y-%m-%d}-{export.pk}.xlsx"'
    )
    assert answer["Cache-Control"] == "no-store"
    body = content(answer)
    assert export.sha256 == hashlib.sha256(body).hexdigest()
    assert (export.exported_by, export.rows, export.reason) == (exporter.account, 1, "for the UN")
    assert export.filters == {"level": "listed"}
    names = [row[2] for row in load_workbook(io.BytesIO(body))["people"].values]
    assert names == ["name", "Listed"]


def test_csv_is_made_too_and_a_searched_name_is_not_in_the_log(exporter):
    make_person("Сейітов Ержан")
    make_person("Another")
    body = content(exporter.post(f"{PAGE}?q=ержан", {**GOOD, "form": "csv"}))
    assert [row[2] for row in read_csv(io.BytesIO(body))] == ["name", "Сейітов Ержан"]
    export = Export.objects.get()
    assert (export.form, export.filters) == ("csv", {"search": True})


def test_violations_leave_only_when_ticked(exporter):
    make_violation()
    columns = []
    for ticked in ({}, {"VIOLATIONS": "on"}):
        content(exporter.post(PAGE, {**GOOD, **ticked}))
        columns.append(Export.objects.first().columns)
    assert "violations" not in columns[0]
    assert "violations" in columns[1]
    assert "pregnant" not in columns[1]


def test_who_may_not_see_health_is_not_offered_it(exporter):
    group = exporter.account.groups.get()
    health = group.permissions.get(codename="view_health")
    group.permissions.remove(health)
    try:
        assert "HEALTH" not in exporter.get(PAGE).content.decode()
        content(exporter.post(PAGE, {**GOOD, "HEALTH": "on"}))
        assert "pregnant" not in Export.objects.get().columns
    finally:
        group.permissions.add(health)


@pytest.mark.parametrize(
    "wrong", [{"reason": ""}, {"reason": " "}, {"reason": "я" * 301}, {"form": "exe"}]
)
def test_without_a_reason_or_a_form_nothing_is_made_and_nothing_typed_is_lost(analyst, wrong):
    answer = analyst.post(PAGE, {**GOOD, **wrong})
    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode()
    assert wrong.get("reason", "for the UN").strip() in answer.content.decode()
    assert not Export.objects.exists()


def test_late_form_keeps_the_reason_and_leads_back(db):
    answer = Client().post(f"{PAGE}?level=listed", GOOD)
    assert answer.status_code == 403
    assert "for the UN" in answer.content.decode()
    account = make_account("analyst", password="a long password")
    secret = make_app(account)
    login = {"username": account.username, "password": "a long password"}
    client = Client()
    half = client.post(reverse("desk:login_again"), {**fields_of(answer, ""), **login})
    code = {**fields_of(half, "code-form"), "code": code_of(secret)}
    again = client.post(reverse("desk:second_factor"), code)
    assert again.status_code == 200
    assert f'action="{PAGE}?level=listed"' in again.content.decode()


def test_longer_lists_are_left_to_the_command_that_the_page_spells_out(analyst):
    person = make_person("Ержан", level="listed")
    Detention.objects.bulk_create(Detention(person=person) for _ in range(ROWS_AT_ONCE + 1))
    for answer in (
        analyst.get(f"{PAGE}?level=listed&q=Ержан"),
        analyst.post(f"{PAGE}?level=listed&q=Ержан", GOOD),
    ):
        text = unescape(answer.content.decode())
        assert f"{ROWS_AT_ONCE + 1} rows" in text
        assert (
            f"python manage.py export_people --user {analyst.account.username} "
            "--filter level=listed --search --form xlsx --reason ... --output people.xlsx"
        ) in text
        assert "Make the file" not in text
    assert not Export.objects.exists()


def test_number_of_queries_does_not_grow_with_the_people(analyst, django_assert_max_num_queries):
    for _number in range(30):
        make_detention()
    with django_assert_max_num_queries(8):
        analyst.get(PAGE)
