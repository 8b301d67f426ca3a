"""The ways in and out of the desk."""

import json
from html import unescape

from django.test import Client
from django.urls import reverse

from detainees.models import Account, Person, Session
from tests.desk.forms import fields_of, send_on
from tests.makers import code_of, make_account, make_app, make_person, make_source

LOGIN, LOGOUT = reverse("desk:login"), reverse("admin:logout")
SECOND = reverse("desk:second_factor")
PASSWORD = "a long night at the station"


def log_in(client, account, password=PASSWORD, **more):
    """The first half of a login."""
    fields = {"username": account.username, "password": password, **more}
    return client.post(LOGIN, fields, headers={"accept-language": "en"})


def log_in_wholly(client, account, secret, **more):
    """Both halves of a login."""
    answer = log_in(client, account, **more)
    assert answer.url == SECOND
    return client.post(SECOND, {"code": code_of(secret)})


def test_pseudonym_and_password_open_the_desk_in_the_language_of_the_account(client, db):
    account = make_account("volunteer", password=PASSWORD, language="ru")
    client.get(LOGIN)
    answer = log_in_wholly(client, account, make_app(account))
    assert (answer.status_code, answer.url) == (302, reverse("desk:index"))
    assert '<html lang="ru"' in client.get(answer.url, headers={"accept-language": "en"}).text


def test_the_session_key_changes_at_each_half_of_a_login(client, db):
    account = make_account("volunteer", password=PASSWORD)
    secret = make_app(account)
    session = client.session
    session["before"] = 1
    session.save()
    client.cookies["sessionid"] = before = session.session_key
    log_in(client, account)
    half = client.session.session_key
    client.post(SECOND, {"code": code_of(secret)})
    assert len({before, half, client.session.session_key, None}) == 4
    assert [each.account for each in Session.objects.all()] == [account]


def test_login_goes_where_it_was_asked_to_and_nowhere_else(client, db):
    account = make_account("volunteer", password=PASSWORD)
    secret = make_app(account)
    there = reverse("admin:detainees_person_changelist")
    assert log_in_wholly(client, account, secret, next=there).url == there
    client.logout()
    log_in(client, account, next="https://evil.example/")
    assert client.post(SECOND, {"code": code_of(secret, late=-1)}).url == reverse("desk:index")


def test_every_mistake_gets_one_answer(client, db):
    account = make_account("volunteer", password=PASSWORD)
    gone = make_account("volunteer", password=PASSWORD, is_active=False)
    outside = make_account("volunteer", password=PASSWORD, is_staff=False)
    nobody = Account(username="nobody")
    for who, password in ((account, "x"), (gone, PASSWORD), (outside, PASSWORD), (nobody, "x")):
        answer = log_in(client, who, password)
        assert answer.status_code == 200
        assert "The pseudonym or the password is wrong." in unescape(answer.text)


def test_logging_out_is_a_post_and_makes_the_browser_forget(volunteer):
    assert volunteer.get(LOGOUT).status_code == 405
    answer = volunteer.post(LOGOUT)
    assert (answer.status_code, answer.url) == (302, LOGIN)
    assert answer["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert volunteer.get(reverse("desk:index")).status_code == 302


def test_an_account_that_is_switched_off_is_out_at_once(volunteer):
    Account.objects.filter(pk=volunteer.account.pk).update(is_active=False)
    assert volunteer.get(reverse("desk:index")).status_code == 302


def test_desk_pages_are_not_kept_by_browsers(volunteer, client):
    person = make_person()
    for page in (
        LOGIN,
        reverse("desk:index"),
        reverse("admin:detainees_person_change", args=[person.pk]),
    ):
        assert volunteer.get(page)["Cache-Control"] == "no-store"


def test_a_form_sent_after_the_session_ended_is_kept_through_a_new_login(client, db):
    account = make_account("volunteer", password=PASSWORD)
    secret = make_app(account)
    client.force_login(account)
    there = reverse("admin:detainees_person_add")
    page = client.get(there)
    client.cookies.pop("sessionid")
    answer = send_on(client, page, there, "person_form", description="a\r\nred <jacket> & “bag”")
    assert answer.status_code == 403
    assert Person.objects.count() == 0
    kept = fields_of(answer, "")
    wrong = client.post(
        reverse("desk:login_again"), {**kept, "username": account.username, "password": "x"}
    )
    assert wrong.status_code == 403
    kept = fields_of(wrong, "")
    answer = client.post(
        reverse("desk:login_again"), {**kept, "username": account.username, "password": PASSWORD}
    )
    answer = client.post(SECOND, {**fields_of(answer, "code-form"), "code": "000000"})
    assert Person.objects.count() == 0
    answer = client.post(SECOND, {**fields_of(answer, "code-form"), "code": code_of(secret)})
    assert answer.status_code == 200
    answer = client.post(there, fields_of(answer, "form-again"))
    assert answer.status_code == 302
    assert Person.objects.get().description.split() == "a red <jacket> & “bag”".split()


def test_a_kept_form_goes_to_the_desk_alone(client, db):
    account = make_account("volunteer", password=PASSWORD)
    who = {"username": account.username, "password": PASSWORD}
    kept = json.dumps([["a", "b"]])
    for there in ("https://evil.example/", "/ru/people/", "//evil.example", "/desk/nothing/"):
        answer = client.post(reverse("desk:login_again"), {**who, "kept": kept, "there": there})
        assert answer.status_code == 400, there
    bad = {**who, "kept": "nonsense", "there": reverse("admin:index")}
    assert client.post(reverse("desk:login_again"), bad).status_code == 400


def test_the_language_is_the_accounts_and_changes_by_post(volunteer):
    there = reverse("admin:detainees_person_changelist")
    answer = volunteer.post(reverse("admin:language"), {"language": "kk", "next": there})
    assert answer.url == there
    assert Account.objects.get(pk=volunteer.account.pk).language == "kk"
    assert '<html lang="kk"' in volunteer.get(there).text
    answer = volunteer.post(
        reverse("admin:language"), {"language": "xx", "next": "https://evil.example/"}
    )
    assert answer.url == reverse("desk:index")
    assert Account.objects.get(pk=volunteer.account.pk).language == "kk"


def test_a_password_is_changed_and_the_session_stays(client, db):
    account = make_account("volunteer", password=PASSWORD)
    client.force_login(account)
    fields = {"old_password": PASSWORD, "new_password1": "short", "new_password2": "short"}
    answer = client.post(reverse("admin:password_change"), fields)
    assert answer.status_code == 200
    fresh = "another very long night"
    fields |= {"new_password1": fresh, "new_password2": fresh}
    assert client.post(reverse("admin:password_change"), fields).status_code == 302
    assert client.get(reverse("desk:index")).status_code == 200
    assert Account.objects.get().check_password(fresh)


def test_forms_without_a_token_are_refused(db):
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_account("volunteer"))
    there = reverse("admin:detainees_person_add")
    for headers in ({}, {"origin": "https://evil.example"}):
        answer = client.post(there, {"description": "marker"}, headers=headers)
        assert answer.status_code == 403
        assert "marker" not in answer.text
    assert Person.objects.count() == 0


def test_a_form_of_an_old_page_is_kept_after_a_login_beside_it(db):
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_account("volunteer"))
    there = reverse("admin:detainees_person_add")
    page = client.get(there)
    ours = {"origin": "http://testserver"}
    sent = {**fields_of(page, "person_form"), "description": "typed"}
    client.cookies["csrftoken"] = "a" * 32
    answer = client.post(there, sent, headers=ours)
    assert answer.status_code == 403
    kept = fields_of(answer, "form-again")
    assert kept["description"] == "typed"
    assert client.post(there, kept, headers=ours).status_code == 302
    assert Person.objects.get().description == "typed"


def test_a_form_with_a_password_is_never_kept(db):
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_account("volunteer"))
    fields = {"old_password": "marker", "new_password1": "marker"}
    for headers in ({}, {"origin": "http://testserver"}):
        answer = client.post(reverse("admin:password_change"), fields, headers=headers)
        assert answer.status_code == 403
        assert "marker" not in answer.text


def test_choices_are_answered_by_post_to_those_who_may_see_them(volunteer, administrator, client):
    source = make_source("Сестра А.")
    for number in range(12):
        make_source(f"Адвокат {number}")
    there = reverse("admin:choices")
    answer = volunteer.post(there, {"kind": "source", "words": "сестра"})
    assert [each["token"] for each in answer.json()["results"]] == [f"Сестра А. · #{source.pk}"]
    assert answer["Cache-Control"] == "no-store"
    assert len(volunteer.post(there, {"kind": "source", "words": "адв"}).json()["results"]) == 10
    assert volunteer.post(there, {"kind": "source", "words": "\x00"}).json() == {"results": []}
    assert volunteer.post(there, {"kind": "account", "words": "a"}).status_code == 404
    assert volunteer.get(there).status_code == 405
    assert administrator.post(there, {"kind": "source", "words": "a"}).status_code == 403
    assert client.post(there, {"kind": "source", "words": "сестра"}).status_code == 403
