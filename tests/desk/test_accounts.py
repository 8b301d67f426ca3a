"""Accounts: for administrators alone."""

import pytest
from django.db import ProgrammingError, connection, transaction
from django.urls import reverse

from detainees.models import Account
from tests.desk.forms import errors, fields_of, send

ADD = reverse("admin:detainees_account_add")


def address(account):
    return reverse("admin:detainees_account_change", args=[account.pk])


def test_no_account_is_made_but_by_invitation(administrator):
    assert administrator.get(ADD).status_code == 403
    assert administrator.post(ADD, {"username": "owl", "role": "moderator"}).status_code == 403
    assert Account.objects.count() == 1


def test_a_role_is_changed_and_the_password_stays(administrator, volunteer):
    account = volunteer.account
    before = Account.objects.get(pk=account.pk).password
    answer = send(administrator, address(account), "account_form", role="analyst")
    assert answer.status_code == 302, errors(answer)
    changed = Account.objects.get(pk=account.pk)
    assert [group.name for group in changed.groups.all()] == ["analyst"]
    assert changed.password == before


def test_nobody_changes_their_own_role_or_shuts_themselves_out(administrator):
    fields = fields_of(administrator.get(address(administrator.account)), "account_form")
    assert "is_active" not in fields
    send(administrator, address(administrator.account), "account_form", role="analyst")
    changed = Account.objects.get(pk=administrator.account.pk)
    assert [group.name for group in changed.groups.all()] == ["administrator"]
    assert changed.is_active


def test_the_trail_of_an_account_is_shown_and_cannot_be_altered(administrator, volunteer):
    there = address(volunteer.account)
    send(administrator, there, "account_form", role="moderator")
    send(administrator, there, "account_form", is_active=[])
    page = administrator.get(there.replace("change", "history"))
    assert page.text.count(administrator.account.username) >= 3
    assert "moderator" in page.text
    for table in ("accounthistoryevent", "accountrolehistoryevent"):
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM detainees_{table}")  # noqa: S608
    assert administrator.account.password not in page.text


def test_no_switch_makes_a_superuser(administrator, volunteer):
    boxes = {"is_superuser": "on", "is_staff": "on", "user_permissions": "1", "groups": "1"}
    send(administrator, address(volunteer.account), "account_form", **boxes)
    account = Account.objects.get(pk=volunteer.account.pk)
    assert not account.is_superuser
    assert [group.name for group in account.groups.all()] == ["volunteer"]
    assert not account.user_permissions.exists()
