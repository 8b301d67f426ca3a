"""Invitations: a link makes one account, once, for three days."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse

from detainees.desk.invitations import invite
from detainees.desk.pseudonyms import refuse_telling_name
from detainees.models import Account, Invitation, Session
from tests.desk.forms import fields_of
from tests.makers import make_account, make_app

INVITATIONS = reverse("desk:invitations")
PASSWORD = "four words and a bus"


def join(client, token, **changes):
    address = reverse("desk:invitation", args=[token])
    fields = {"username": "aspen7", "password": PASSWORD, "repeated": PASSWORD, **changes}
    return client.post(address, fields, headers={"accept-language": "en"})


def token_in(answer):
    return answer.context["link"].rstrip("/").rpartition("/")[2]


def test_an_administrator_invites_and_a_moderator_joins(administrator, client):
    form = {"role": "moderator", "language": "kk", "suggestion": "Night-Owl"}
    answer = administrator.post(INVITATIONS, form)
    token = token_in(answer)
    row = Invitation.objects.get()
    assert token not in str(vars(row))
    assert token not in administrator.get(INVITATIONS).text
    page = client.get(reverse("desk:invitation", args=[token]))
    assert fields_of(page, "join-form")["username"] == "night-owl"
    answer = join(client, token, username="Қар-Барысы")
    assert answer.url == reverse("desk:new_factor")
    account = Account.objects.get(username="қар-барысы")
    assert [group.name for group in account.groups.all()] == ["moderator"]
    assert (account.language, account.check_password(PASSWORD)) == ("kk", True)
    assert client.get(reverse("desk:index")).url == reverse("desk:second_factor")
    assert join(client, token, username="second-one").status_code == 404
    assert Account.objects.filter(username="second-one").count() == 0


def test_what_would_tell_who_it_is_is_refused_and_nothing_typed_is_lost(client, db):
    make_account(username="aspen7")
    token = invite(role="volunteer")
    for wrong in (
        {"username": "aigul@example.kz"},
        {"username": "Aspen7"},
        {"username": "seitova.aigul"},
        {"password": "short", "repeated": "short"},
        {"username": "aspen8", "repeated": "something else"},
    ):
        answer = join(client, token, **wrong)
        assert answer.status_code == 200
        assert "errorlist" in answer.text
        assert PASSWORD not in answer.text
    assert Account.objects.count() == 1


@pytest.mark.parametrize(
    "name",
    ["a@b.kz", "+77011234567", "кенжебаев_т", "айгүл-сейітқызы", "petrova", "оwl-night", "owl.kz"],
)
def test_a_telling_pseudonym(name):
    with pytest.raises(ValidationError):
        refuse_telling_name(name)


@pytest.mark.parametrize("name", ["night-owl", "тополь7", "түнгі-үкі", "сова", "red_bus_4"])
def test_a_good_pseudonym(name):
    refuse_telling_name(name)


def test_a_link_ends_with_time_and_when_it_is_taken_back(administrator, client):
    late, back = invite(role="volunteer"), invite(role="volunteer")
    first, second = Invitation.objects.order_by("pk")
    Invitation.objects.filter(pk=first.pk).update(
        expires_at=first.expires_at - timedelta(hours=72, seconds=1)
    )
    administrator.post(reverse("desk:cancel_invitation", args=[second.pk]))
    for token in (late, back, "nothing"):
        assert client.get(reverse("desk:invitation", args=[token])).status_code == 404
        assert join(client, token).status_code == 404
    assert Account.objects.count() == 1


def test_a_lost_phone_brings_a_new_password_and_a_new_second_factor(administrator, client):
    account = make_account("volunteer", username="owl", password="the old password")
    make_app(account)
    client.force_login(account)
    token = token_in(administrator.post(reverse("desk:renew_account", args=[account.pk])))
    assert client.get(reverse("desk:index")).status_code == 200
    assert join(client, token, username="ignored").url == reverse("desk:new_factor")
    account.refresh_from_db()
    assert (account.username, account.check_password(PASSWORD)) == ("owl", True)
    assert not account.authenticator_set.exists()
    assert Session.objects.filter(account=account).count() == 1
    own = reverse("desk:renew_account", args=[administrator.account.pk])
    assert administrator.post(own).status_code == 403


def test_the_command_invites_the_first_administrator(client, db):
    printed = StringIO()
    call_command("invite", "administrator", stdout=printed)
    assert join(client, printed.getvalue().strip().split("/")[-2]).status_code == 302
    assert [group.name for group in Account.objects.get().groups.all()] == ["administrator"]
