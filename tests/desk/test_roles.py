"""Roles and pages: who may open what at the desk."""

import pytest
from django.urls import reverse

from detainees.desk.registered import records
from tests.makers import (
    make_account,
    make_city,
    make_consent,
    make_detention,
    make_health,
    make_person,
    make_placement,
    make_rally,
    make_source,
    make_violation,
)

READ = {"volunteer", "moderator", "analyst"}
PAGES = {
    "desk:index": {"volunteer", "moderator", "analyst", "administrator"},
    "desk:enter": {"volunteer", "moderator"},
    "desk:answer": {"volunteer", "moderator"},
    "desk:calls": {"volunteer", "moderator"},
    "admin:detainees_call_changelist": {"moderator"},
    "admin:index": {"volunteer", "moderator", "analyst", "administrator"},
    "desk:attention": READ,
    "desk:releases": READ,
    "desk:accept": {"moderator"},
    "desk:consents": {"moderator", "analyst"},
    "admin:password_change": {"volunteer", "moderator", "analyst", "administrator"},
    "admin:detainees_person_changelist": READ,
    "admin:detainees_person_add": {"volunteer", "moderator"},
    "admin:detainees_detention_changelist": READ,
    "admin:detainees_detention_add": {"volunteer", "moderator"},
    "admin:detainees_source_changelist": READ,
    "admin:detainees_source_add": {"volunteer", "moderator"},
    "admin:detainees_rally_changelist": READ,
    "admin:detainees_rally_add": {"moderator"},
    "admin:detainees_figure_changelist": {"moderator", "analyst"},
    "admin:detainees_figure_add": {"moderator"},
    "admin:stations_facility_changelist": READ,
    "admin:stations_facility_add": {"moderator"},
    "admin:stations_city_changelist": READ,
    "admin:stations_city_add": set(),
    "admin:stations_region_changelist": READ,
    "admin:stations_region_add": set(),
    "admin:detainees_account_changelist": {"administrator"},
    "admin:detainees_account_add": set(),
}
ROLES = ["volunteer", "moderator", "analyst", "administrator"]


@pytest.mark.parametrize("way", PAGES)
def test_each_page_opens_for_its_roles_alone(way, request):
    for role in ROLES:
        client = request.getfixturevalue(role)
        answer = client.get(reverse(way))
        assert answer.status_code == (200 if role in PAGES[way] else 403), (way, role)


@pytest.mark.parametrize("way", PAGES)
def test_a_visitor_is_sent_to_the_login_page(way, client, db):
    answer = client.get(reverse(way))
    assert answer.status_code == 302
    assert "/login/" in answer.url


def test_an_account_without_a_role_opens_no_record(client, db):
    client.force_login(make_account(None))
    assert client.get(reverse("desk:index")).status_code == 200
    assert client.get(reverse("admin:detainees_person_changelist")).status_code == 403


def test_every_record_page_opens_for_readers(volunteer, moderator, analyst, administrator):
    placement = make_placement(detention=make_detention(rally=make_rally(), city=make_city()))
    make_violation(detention=placement.detention)
    make_health(placement.detention.person)
    make_consent(placement.detention.person)
    for record in (
        placement.detention.person,
        placement.detention,
        placement.source,
        placement.detention.rally,
        placement.detention.city,
    ):
        kind = f"admin:{record._meta.app_label}_{record._meta.model_name}"
        for page in ("change", "history"):
            address = reverse(f"{kind}_{page}", args=[record.pk])
            for client in (volunteer, moderator, analyst):
                assert client.get(address).status_code == 200, (address, client.account)
            assert administrator.get(address).status_code == 403


def test_the_pages_pass_the_admins_own_checks():
    assert records.check(None) == []


def test_the_admins_search_by_address_does_not_exist(volunteer):
    assert volunteer.get(reverse("admin:autocomplete"), {"term": "a"}).status_code == 404


def test_nobody_may_delete(moderator, administrator):
    person = make_person()
    address = reverse("admin:detainees_person_delete", args=[person.pk])
    assert moderator.get(address).status_code == 403
    assert moderator.post(address, {"post": "yes"}).status_code == 403
    address = reverse("admin:detainees_account_delete", args=[moderator.account.pk])
    assert administrator.post(address, {"post": "yes"}).status_code == 403


def test_health_consents_and_violations_are_shown_with_their_permission_alone(volunteer, moderator):
    detention = make_detention()
    make_violation(detention=detention, note="marker-violation")
    make_health(detention.person, note="marker-health")
    make_consent(detention.person, given_by_name="marker-consent")
    person = reverse("admin:detainees_person_change", args=[detention.person_id])
    page = reverse("admin:detainees_detention_change", args=[detention.pk])
    for address in (person, page):
        for kind in ("", "history"):
            seen = volunteer.get(address.replace("change", kind) if kind else address)
            assert b"marker" not in seen.content
    assert b"marker-health" in moderator.get(person).content
    assert b"marker-consent" in moderator.get(person).content
    assert b"marker-violation" in moderator.get(page).content


def test_an_analyst_changes_nothing(analyst):
    source = make_source("Sister of A.")
    address = reverse("admin:detainees_source_change", args=[source.pk])
    assert b'type="submit" value="Save"' not in analyst.get(address).content
    assert analyst.post(address, {"label": "changed", "kind": "other"}).status_code == 403
    source.refresh_from_db()
    assert source.label == "Sister of A."
