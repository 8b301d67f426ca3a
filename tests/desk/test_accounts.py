"""Accounts: for administrators alone."""

from django.urls import reverse

from detainees.models import Account
from tests.desk.forms import errors, fields_of, send

ADD = reverse("admin:detainees_account_add")
NEW = {"username": "night-owl", "new_password": "fifteen red buses", "role": "moderator"}


def address(account):
    return reverse("admin:detainees_account_change", args=[account.pk])


def test_an_account_is_made_with_one_role_and_a_hashed_password(administrator):
    answer = send(administrator, ADD, "account_form", **NEW, language="kk")
    assert answer.status_code == 302, errors(answer)
    account = Account.objects.get(username="night-owl")
    assert [group.name for group in account.groups.all()] == ["moderator"]
    assert account.password.startswith("argon2$")
    assert (account.language, account.is_staff, account.is_superuser) == ("kk", True, False)


def test_weak_passwords_and_taken_pseudonyms_are_refused(administrator):
    answer = send(administrator, ADD, "account_form", **{**NEW, "new_password": "123456789012"})
    assert list(errors(answer)) == ["page-new_password"]
    assert "123456789012" not in answer.text
    answer = send(administrator, ADD, "account_form", **{**NEW, "new_password": ""})
    assert list(errors(answer)) == ["page-new_password"]
    taken = {**NEW, "username": administrator.account.username}
    assert list(errors(send(administrator, ADD, "account_form", **taken))) == ["page-username"]


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


def test_no_switch_makes_a_superuser(administrator, volunteer):
    boxes = {"is_superuser": "on", "is_staff": "on", "user_permissions": "1", "groups": "1"}
    send(administrator, address(volunteer.account), "account_form", **boxes)
    account = Account.objects.get(pk=volunteer.account.pk)
    assert not account.is_superuser
    assert [group.name for group in account.groups.all()] == ["volunteer"]
    assert not account.user_permissions.exists()
