"""One's own account: sessions, second factors, the panic link; and accounts that are stopped."""

from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from detainees.desk.invitations import invite
from detainees.desk.second_factor import check_code, new_recovery_codes
from detainees.models import Account, Invitation, Session
from detainees.models.session import name_of
from tests.desk.forms import send
from tests.makers import make_account, make_app

PASSWORD = "a long night at the station"
ACCOUNT, INDEX = reverse("desk:account"), reverse("desk:index")
CONFIRM, PANIC_LINK = reverse("desk:confirm"), reverse("desk:panic_link")


@pytest.fixture
def owner(client, db):
    """A client whose account knows its password and has an app."""
    client.account = make_account("volunteer", password=PASSWORD, language="en")
    make_app(client.account)
    client.force_login(client.account)
    return client


def another_browser(account):
    browser = Client()
    browser.force_login(account)
    return browser


def name_in(browser):
    return name_of(browser.session.session_key)


def test_sessions_are_listed_and_ended_by_their_owner_alone(owner):
    other, third = another_browser(owner.account), another_browser(owner.account)
    stranger = another_browser(make_account())
    page = owner.get(ACCOUNT)
    assert all(name_in(each) in page.text for each in (other, third))
    assert name_in(stranger) not in page.text
    assert not any(each.session_key in page.text for each in Session.objects.all())
    end = reverse("desk:end_session", args=[name_in(other)])
    assert stranger.post(end).status_code == 404
    assert owner.post(end).status_code == 302
    assert other.get(INDEX).status_code == 302
    assert third.get(INDEX).status_code == 200
    owner.post(reverse("desk:end_other_sessions"))
    assert third.get(INDEX).status_code == 302
    assert [each.get(INDEX).status_code for each in (owner, stranger)] == [200, 200]


def test_an_open_phone_is_not_enough_for_a_new_factor_new_codes_or_a_panic_link(owner):
    codes = new_recovery_codes(owner.account)
    for way in ("new_factor", "recovery_codes", "panic_link"):
        for answer in (owner.get(reverse(f"desk:{way}")), owner.post(reverse(f"desk:{way}"))):
            assert answer.url.startswith(CONFIRM), way
    for password in ("x", ""):
        assert owner.post(CONFIRM, {"password": password}).status_code == 200
    answer = owner.post(f"{CONFIRM}?next=panic_link", {"password": PASSWORD})
    assert answer.url == PANIC_LINK
    assert owner.post(f"{CONFIRM}?next=//evil.example", {"password": PASSWORD}).url == ACCOUNT
    fresh = owner.post(reverse("desk:recovery_codes")).context["codes"]
    assert check_code(owner.account, codes[0]) is None
    assert check_code(owner.account, fresh[0]) is not None


def history_of(account):
    """How often the account's history tells that a second step came or went."""
    events = apps.get_model("detainees", "AccountHistoryEvent").objects
    return events.filter(id=account.pk).exclude(factors_changed_at=None).count()


def test_the_last_second_factor_stays(owner):
    app = Authenticator.objects.get()
    remove = reverse("desk:remove_factor", args=[app.pk])
    assert owner.post(remove).url.startswith(CONFIRM)
    owner.post(CONFIRM, {"password": PASSWORD})
    owner.post(remove)
    assert Authenticator.objects.get() == app
    assert history_of(owner.account) == 0
    second = Authenticator.objects.create(
        user=owner.account, type=Authenticator.Type.WEBAUTHN, data={}
    )
    owner.post(reverse("desk:remove_factor", args=[second.pk]))
    assert Authenticator.objects.get(user=owner.account) == app
    assert history_of(owner.account) == 1
    theirs = make_account()
    make_app(theirs)
    other = Authenticator.objects.get(user=theirs)
    assert owner.post(reverse("desk:remove_factor", args=[other.pk])).status_code == 404


def test_the_panic_link_stops_the_account_once_from_any_phone(owner, moderator, administrator):
    owner.post(CONFIRM, {"password": PASSWORD})
    first = owner.post(PANIC_LINK).context["link"]
    link = owner.post(PANIC_LINK).context["link"].partition("testserver")[2]
    assert link.split("/")[-2] not in str(list(Account.objects.values()))
    invite(role="volunteer", made_by=owner.account)
    phone = Client(enforce_csrf_checks=True)
    assert phone.get(first.partition("testserver")[2]).status_code == 404
    assert owner.account.username not in phone.get(link).text
    assert owner.get(INDEX).status_code == 200
    assert phone.post(link).status_code == 200
    assert not phone.cookies
    assert owner.get(INDEX).status_code == 302
    assert phone.post(link).status_code == 404
    account = Account.objects.get(pk=owner.account.pk)
    assert not account.is_active
    assert not Invitation.objects.open().exists()
    for client in (moderator, administrator):
        assert account.username in client.get(INDEX).text
    address = reverse("admin:detainees_account_change", args=[account.pk])
    assert moderator.post(address, {"is_active": "on"}).status_code == 403
    assert send(administrator, address, "account_form", is_active="on").status_code == 302
    account.refresh_from_db()
    assert (account.is_active, account.panicked_at) == (True, None)
    assert not account.has_usable_password()
    assert not Authenticator.objects.filter(user=account).exists()
    assert account.username not in moderator.get(INDEX).text


def test_the_command_stops_an_account_in_any_spelling(owner):
    invite(role="volunteer", account=owner.account)
    printed = StringIO()
    call_command("revoke", owner.account.username.upper(), stdout=printed)
    assert "1 sessions" in printed.getvalue()
    assert owner.get(INDEX).status_code == 302
    assert not Account.objects.get().is_active
    assert not Invitation.objects.open().exists()
    with pytest.raises(CommandError, match="no such account"):
        call_command("revoke", "nobody")


def test_who_is_switched_off_in_the_list_of_accounts_is_out_at_once(owner, administrator):
    address = reverse("admin:detainees_account_change", args=[owner.account.pk])
    send(administrator, address, "account_form", is_active=[])
    assert owner.get(INDEX).status_code == 302
    assert not Session.objects.filter(account=owner.account).exists()
