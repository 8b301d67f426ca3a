"""The log of exports can be read by those who answer for it, and written by nobody."""

import pytest
from django.test import Client
from django.urls import reverse

from detainees.models import Export
from tests.makers import make_account

LOG = reverse("admin:detainees_export_changelist")


@pytest.fixture
def export(db):
    account = make_account("analyst", username="heron")
    return Export.objects.create(
        exported_by=account,
        exported_by_name=account.username,
        reason="for the UN",
        form="xlsx",
        filters={"level": "listed", "search": True},
        columns=["public_id", "name"],
        rows=17,
        sha256="c0ffee" + 58 * "0",
    )


@pytest.mark.parametrize("role", ["analyst", "administrator"])
def test_log_tells_who_what_and_why(request, role, export):
    text = request.getfixturevalue(role).get(LOG).content.decode()
    for told in ["heron", "for the UN", "17", "level=listed, search", "public_id, name", "c0ffee"]:
        assert told in text


@pytest.mark.parametrize("role", ["volunteer", "moderator"])
def test_others_do_not_read_it(request, role, export):
    assert request.getfixturevalue(role).get(LOG).status_code == 403


def test_visitor_is_sent_to_log_in(export):
    assert Client().get(LOG).status_code == 302


@pytest.mark.parametrize("role", ["analyst", "administrator"])
@pytest.mark.parametrize("way", ["add/", "{pk}/change/", "{pk}/delete/", "{pk}/history/"])
def test_there_is_no_page_to_write_or_change_it(request, role, way, export):
    client = request.getfixturevalue(role)
    address = LOG + way.format(pk=export.pk)
    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404
    assert Export.objects.count() == 1


def test_number_of_queries_does_not_grow_with_the_log(
    analyst, export, django_assert_max_num_queries
):
    again = {"exported_by": export.exported_by, "form": "csv", "rows": 1}
    Export.objects.bulk_create(Export(**again) for _number in range(20))
    with django_assert_max_num_queries(6):
        assert analyst.get(LOG).status_code == 200
