"""The second factor: nothing of the desk opens without it, and no code opens twice."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from detainees.desk.second_factor import check_code, new_recovery_codes
from detainees.models import Session
from tests.desk.forms import fields_of
from tests.makers import code_of, make_account, make_app, make_person

SECOND, NEW = reverse("desk:second_factor"), reverse("desk:new_factor")
LOGIN, INDEX = reverse("desk:login"), reverse("desk:index")


@pytest.fixture
def half(client, db):
    """A client that has shown the password alone; its account has an app with this secret."""
    client.account = make_account("moderator")
    client.secret = make_app(client.account)
    client.force_login(client.account, half=True)
    return client


def secret_on(page):
    return "".join(page.context["secret"].split())


def test_a_code_of_the_app_opens_the_desk_once_and_none_before_it_does(half):
    assert half.get(INDEX).url == SECOND
    now, before = code_of(half.secret), code_of(half.secret, late=1)
    assert half.post(SECOND, {"code": f"{now[:3]} {now[3:]}"}).url == INDEX
    assert half.get(INDEX).status_code == 200
    for code in (now, before):
        half.force_login(half.account, half=True)
        assert "wrong or was used already" in half.post(SECOND, {"code": code}).text
        assert half.get(INDEX).url == SECOND


def test_a_recovery_code_opens_the_desk_once(half):
    codes = new_recovery_codes(half.account)
    assert len(set(codes)) == 10
    assert half.post(SECOND, {"code": codes[3]}).url == INDEX
    half.force_login(half.account, half=True)
    assert half.post(SECOND, {"code": codes[3]}).status_code == 200
    assert half.get(INDEX).url == SECOND
    assert half.post(SECOND, {"code": codes[4]}).url == INDEX


def test_who_has_the_password_alone_makes_no_second_factor(half):
    for way in (NEW, reverse("desk:new_factor_picture")):
        assert half.get(way).url == SECOND
    assert half.post(NEW, {"code": "123456"}).url == SECOND
    assert half.post(NEW, {"credential": "{}"}).url == SECOND
    assert Authenticator.objects.count() == 1


def test_wrong_codes_have_to_wait_and_then_even_the_right_one(half):
    for _number in range(6):
        assert half.post(SECOND, {"code": "000000"}).status_code == 200
    assert check_code(half.account, code_of(half.secret)) is None
    other = make_account()
    assert check_code(other, "000000") is None
    secret = make_app(other)
    assert check_code(other, code_of(secret)).user == other


def test_the_first_factor_is_made_before_anything_is_seen_and_brings_recovery_codes(client, db):
    account = make_account("volunteer")
    client.force_login(account, half=True)
    person = make_person("Marker Marat")
    there = reverse("admin:detainees_person_change", args=[person.pk])
    assert client.get(there).url == SECOND
    assert client.get(SECOND).url == NEW
    page = client.get(NEW)
    secret = secret_on(page)
    picture = client.get(reverse("desk:new_factor_picture"))
    assert (picture["Content-Type"], picture["Cache-Control"]) == ("image/png", "no-store")
    wrong = client.post(NEW, {"code": "000000"})
    assert secret_on(wrong) == secret
    assert secret not in str(Session.objects.get().get_decoded())
    answer = client.post(NEW, {"code": code_of(secret)})
    codes = answer.context["codes"]
    assert all(code in answer.text for code in codes)
    assert client.get(there).status_code == 200
    assert client.get(NEW).url == reverse("desk:confirm")
    assert secret not in str(list(Authenticator.objects.values_list("data")))
    assert check_code(account, code_of(secret)) is None
    assert check_code(account, codes[0]).type == "recovery_codes"


def test_a_passkey_answer_without_a_question_opens_nothing(half):
    for credential in ("{}", "[]", "nonsense", '{"id": "a", "response": {}}', "null"):
        answer = half.post(SECOND, {"credential": credential})
        assert answer.status_code == 200
        assert "was not recognised" in answer.text
    assert half.get(INDEX).url == SECOND


def test_a_form_sent_after_the_password_alone_is_kept_for_after_the_code(half):
    answer = half.post(reverse("admin:detainees_person_add"), {"description": "a red <jacket>"})
    assert answer.status_code == 403
    assert "a red \\u003Cjacket" in answer.text or "a red &lt;jacket" in answer.text
    assert half.get(INDEX).url == SECOND


def test_a_form_is_kept_while_the_first_factor_is_made(client, db):
    client.force_login(make_account("volunteer"), half=True)
    add = reverse("admin:detainees_person_add")
    page = client.post(add, {"description": "a red jacket", "_continue": "1"})
    kept = {name: page.context["kept"][name] for name in ("kept", "there")}
    wrong = client.post(NEW, {"code": "000000", **kept})
    assert dict(wrong.context["kept"]) == kept
    codes = client.post(NEW, {"code": code_of(secret_on(page)), **kept})
    assert codes.context["codes"]
    again = fields_of(codes, "form-again")
    assert (again["description"], codes.context["there"]) == ("a red jacket", add)


def test_a_session_ends_after_a_night_and_after_half_an_hour_without_a_request(moderator):
    session = moderator.session
    assert moderator.get(INDEX).status_code == 200
    assert 0 < session.get_expiry_age() <= 30 * 60
    session["begun_at"] -= 8 * 60 * 60
    session.save()
    assert moderator.get(INDEX).url.startswith(LOGIN)
    assert not Session.objects.exists()
