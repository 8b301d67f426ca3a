"""Sheets to print: who stands on them, until when, and the code on them."""

from io import BytesIO

import pytest
from django.test import Client
from django.utils import timezone
from PIL import Image

from detainees.models import Consent, Person

LISTED = "Нұрланов Е."


@pytest.fixture
def gate(people):
    """The address of the facility's sheet."""
    return f"/en/facilities/{people['facility'].pk}/print/"


def test_the_sheet_at_the_gate_names_who_agreed_by_surname_and_initial(people, gate):
    page = Client().get(gate).text
    assert LISTED in page
    assert "Ерлан" not in page
    assert "Иванова" not in page
    assert "qr.png" in page


def test_a_sheet_says_until_which_hour_it_holds(gate):
    page = Client().get(gate).text
    (until,) = [line for line in page.split("<strong>") if "</strong>. Then" in line]
    hour = (timezone.localtime() + timezone.timedelta(hours=12)).strftime("%H:")
    assert hour in until.partition("<")[0]


def test_a_persons_sheet_needs_a_consent_to_print(people):
    person = people["listed"]
    address = f"/ru/people/{person.public_id}/print/"
    assert "Нұрланов Ерлан Серікұлы" in Client().get(address).text
    assert address in Client().get(f"/ru/people/{person.public_id}/").text
    Consent.objects.filter(person=person, scopes__contains=["print"]).update(
        withdrawn_at=timezone.now()
    )
    try:
        assert Client().get(address).status_code == 404
        assert LISTED not in Client().get(f"/ru/facilities/{people['facility'].pk}/print/").text
        assert address not in Client().get(f"/ru/people/{person.public_id}/").text
    finally:
        Consent.objects.filter(person=person).update(withdrawn_at=None)


def test_a_minor_is_printed_with_a_guardians_consent_alone(people, gate):
    person = people["listed"]
    born = person.birth_date
    Person.objects.filter(pk=person.pk).update(birth_date=f"{timezone.localdate().year - 15}")
    guardian = Consent.objects.filter(person=person, scopes__contains=["list"])
    try:
        guardian.filter(scopes=["find", "list"]).update(given_by="guardian")
        assert Client().get(f"/ru/people/{person.public_id}/").status_code == 200
        assert LISTED not in Client().get(gate).text
        guardian.update(given_by="guardian")
        assert LISTED in Client().get(gate).text
    finally:
        guardian.update(given_by="person")
        Person.objects.filter(pk=person.pk).update(birth_date=born)


def test_the_code_is_a_picture_from_our_own_address(people):
    address = f"/kk/facilities/{people['facility'].pk}/qr.png"
    answer = Client().get(address)
    assert answer["Content-Type"] == "image/png"
    assert Image.open(BytesIO(answer.content)).size[0] > 100
    assert Client().get("/kk/facilities/0/qr.png").status_code == 404


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "localhost:80@evil"])
def test_no_code_leads_to_a_foreign_host(people, host):
    address = f"/kk/facilities/{people['facility'].pk}/qr.png"
    assert (
        Client(raise_request_exception=False).get(address, headers={"host": host}).status_code
        == 400
    )
