"""Following somebody: a code, a private page, letters asked for twice, and an end."""

import pytest
from django.conf import settings
from django.core.mail import get_connection
from django.db import connections
from django.test import Client
from django.utils import timezone

from detainees.history.removal import remove_person
from detainees.letters.news import write_letters
from detainees.letters.outbox import send_all
from detainees.models import Follow, Letter, Person, Submission
from detainees.names.keys import find_keys
from detainees.public.form_token import make_token
from detainees.publication.consent_code import make_code
from detainees.publication.sealing import unseal
from tests.database import empty_tables, owner_cursor
from tests.makers import (
    make_detention,
    make_facility,
    make_person,
    make_placement,
    make_release,
    make_sentence,
    make_submission,
)
from tests.public.sending import an_old_token, code_in

NAME = "Сейітов Ержан"
YEAR = "1990"


@pytest.fixture(scope="module")
def committing(reference_tables, django_db_blocker):
    """Commit what this module's tests write; all is emptied at its end."""
    with django_db_blocker.unblock():
        yield
        connections.close_all()
        empty_tables(kept=reference_tables)
        connections.close_all()


@pytest.fixture
def client(committing):
    """A visitor; nobody follows anybody yet, and nothing was asked today."""
    with owner_cursor() as cursor:
        cursor.execute(
            "DELETE FROM detainees_letter; DELETE FROM detainees_follow; DELETE FROM address_use;"
            "DELETE FROM find_use; UPDATE detainees_person SET level = 'confidential'"
        )
    return Client()


def a_person(**kwargs):
    """Somebody who is held at a station."""
    person = make_person(NAME, birth_date=YEAR, **kwargs)
    make_placement(detention=make_detention(person=person), facility=make_facility(name="Old jail"))
    return person


def begin(client, **fields):
    """Follow; return the answer."""
    return client.post("/en/follow/", {"token": an_old_token(), **fields})


def follow_listed(client):
    """Follow a listed person; return (person, code)."""
    person = a_person(listed=True)
    return person, code_in(begin(client, person=person.public_id)).replace(" ", "")


def follow_found(client, **fields):
    """Follow the answer to a name; return (person, code)."""
    person = a_person(level="findable")
    asked = {"name": NAME, "birth_year": YEAR, "place": "1", **fields}
    return person, code_in(begin(client, **asked)).replace(" ", "")


def page(client, code, **fields):
    """The private page, or the answer to one of its forms."""
    address = f"/en/follow/{code}/"
    return client.post(address, fields) if fields else client.get(address)


def move(person, *, when="2030-01-01"):
    """Somebody says that the person is elsewhere."""
    make_placement(
        detention=person.detentions.get(),
        facility=make_facility(name="New jail"),
        from_at=when,
    )


def test_a_listed_person_is_followed_with_what_changed(client):
    person, code = follow_listed(client)
    first = page(client, code)
    assert "Old jail" in first.text
    assert "Nothing has changed" in first.text
    assert "no-store" in first["Cache-Control"]
    assert first["Referrer-Policy"] == "no-referrer"
    assert not first.cookies
    move(person)
    changed = page(client, code)
    assert "<del>Old jail</del>" in changed.text
    assert "New jail" in changed.text
    assert "What has changed" in page(client, code).text
    assert "Nothing has changed" in page(client, code, act="read").text
    assert "Nothing has changed" in page(client, code).text
    assert NAME not in changed.text


def test_the_private_page_tells_how_to_reach_the_place(client):
    person, code = follow_listed(client)
    facility = person.detentions.get().placement_claims.get().facility
    assert f'href="/en/facilities/{facility.pk}/"' in page(client, code).text
    assert "Visiting hours" in page(client, code).text


def test_the_first_step_asks_and_names_a_listed_person_alone(client):
    listed, hidden = a_person(listed=True), make_person("Hidden One")
    assert NAME in client.post("/en/follow/", {"person": listed.public_id}).text
    assert "Hidden" not in client.post("/en/follow/", {"person": hidden.public_id}).text
    assert client.get("/en/follow/").url == "/en/tell/answer/"
    assert not Follow.objects.exists()


def test_a_findable_person_is_followed_and_the_year_is_asked_each_time(client):
    _person, code = follow_found(client)
    locked = page(client, code)
    assert "Old jail" not in locked.text
    assert "Year of birth" in locked.text
    assert "Old jail" not in page(client, code, birth_year="1991").text
    opened = page(client, code, birth_year=YEAR)
    assert "Old jail" in opened.text
    assert NAME not in opened.text
    assert _person.public_id not in opened.text


def test_after_five_wrong_years_no_year_opens_the_page_today(client):
    _person, code = follow_found(client)
    for year in range(1980, 1985):
        page(client, code, birth_year=str(year))
    right, wrong = page(client, code, birth_year=YEAR), page(client, code, birth_year="1979")
    assert "Old jail" not in right.text
    assert right.text.replace(YEAR, "") == wrong.text.replace("1979", "")
    Follow.objects.update(wrong_on="2020-01-01")
    assert "Old jail" in page(client, code, birth_year=YEAR).text


def test_a_wrong_year_or_an_unknown_name_follows_nobody(client):
    a_person(level="findable")
    for fields in ({"birth_year": "1991"}, {"name": "Никто Такой"}, {"place": "2"}, {"place": "x"}):
        asked = {"name": NAME, "birth_year": YEAR, "place": "1", **fields}
        answer = begin(client, **asked)
        if fields == {"place": "x"}:
            assert code_in(answer)
        else:
            assert "nothing to follow" in answer.text
    assert Follow.objects.count() == 1


def test_following_by_name_counts_as_asking(client):
    """Otherwise a follow would be a way round the bound of the findable path."""
    a_person(level="findable")
    for year in range(1960, 1970):
        begin(client, name=NAME, birth_year=str(year), place="1")
    assert "nothing to follow" in begin(client, name=NAME, birth_year=YEAR, place="1").text
    assert find_keys(NAME)


def test_the_code_is_the_same_in_another_language_and_no_step_is_taken_by_the_switch(client):
    person = a_person(listed=True)
    asked = client.post("/en/follow/", {"person": person.public_id, "token": make_token()})
    assert 'action="/kk/follow/"' in asked.text
    assert asked.text.count('name="token"') == 1
    begun = begin(client, person=person.public_id, token=(token := an_old_token()))
    assert begun.text.count(f'name="token" value="{token}"') == len(settings.LANGUAGES)
    again = client.post("/kk/follow/", {"person": person.public_id, "token": token})
    assert code_in(again) == code_in(begun)


def test_who_fills_what_nobody_sees_follows_nobody(client):
    person = a_person(listed=True)
    fields = {"person": person.public_id, "token": an_old_token()}
    assert 'name="token"' in begin(client, **fields, trap="x").text
    assert not Follow.objects.exists()
    assert code_in(begin(client, **fields))
    assert Follow.objects.count() == 1


def test_a_form_follows_once(client):
    person = a_person(listed=True)
    token = an_old_token()
    codes = {code_in(begin(client, token=token, person=person.public_id)) for _time in range(2)}
    assert len(codes) == 1
    other = a_person(listed=True)
    assert "sent already" in begin(client, token=token, person=other.public_id).text
    assert "very quick" in begin(client, token=make_token(), person=person.public_id).text
    assert Follow.objects.count() == 1


def test_unknown_ended_and_impossible_codes_get_one_answer(client):
    _person, ended = follow_listed(client)
    assert "Deleted" in page(client, ended, act="end").text
    answers = [page(client, code) for code in (ended, make_code(), "1")]
    answers += [page(client, make_code(), act=act) for act in ("end", "read", "mail")]
    shapes = {answer.text.replace(answer.wsgi_request.path[4:], "") for answer in answers}
    assert len(shapes) == 1
    answers += [page(client, code) for code in ("%00", "я" * 40, "' OR 1=1")]
    assert {answer.status_code for answer in answers} == {404}
    assert not Follow.objects.exists()


@pytest.mark.parametrize("step", ["confirm", "end"])
@pytest.mark.parametrize("code", ["%00", "1", "%F0%9F%99%82", "0" * 5_000])
def test_behind_an_impossible_link_of_a_letter_is_nothing(client, step, code):
    address = f"/en/follow/{step}/{code}/"
    assert {client.get(address).status_code, client.post(address).status_code} == {404}


def test_who_becomes_confidential_looks_like_a_wrong_year(client):
    person, code = follow_listed(client)
    Person.objects.filter(pk=person.pk).update(level="confidential")
    hidden = page(client, code, birth_year=YEAR)
    assert "Old jail" not in hidden.text
    assert "With this year there is nothing to show" in hidden.text
    assert person.public_id not in hidden.text
    Person.objects.filter(pk=person.pk).update(level="findable")
    assert "Old jail" not in page(client, code).text
    assert "Old jail" in page(client, code, birth_year=YEAR).text


def test_who_is_merged_is_shown_as_the_one_who_is_left(client):
    person, code = follow_listed(client)
    left = a_person(listed=True)
    move(left)
    Person.objects.filter(pk=person.pk).update(merged_into=left)
    assert "New jail" in page(client, code).text


def test_a_release_is_shown_first_due_then_done(client):
    person, code = follow_listed(client)
    make_sentence(detention=person.detentions.get(), days=5, counted_from=f"{timezone.localdate()}")
    assert "When release is due" in page(client, code).text
    make_release(detention=person.detentions.get())
    assert "status-released" in page(client, code).text


ADDRESS = "Aigerim@example.org"


def ask_for_letters(client, code, **fields):
    """Give an address."""
    return page(client, code, act="mail", address=ADDRESS, pace="instant", **fields)


def letter_told(settings):
    """What the sender can open of the only follow."""
    return unseal(Follow.objects.get().sealed, settings.DESK_SECRET_KEY)


def test_letters_are_asked_for_confirmed_sent_and_ended(client, settings, mailoutbox):
    person, code = follow_listed(client)
    # Seen without opening anything: who does not know of it never says yes.
    assert "We have sent you a letter" in ask_for_letters(client, code).text.split("<details")[0]
    told = letter_told(settings)
    assert told["address"] == "Aigerim@example.org"
    assert ADDRESS.lower() not in str(bytes(Follow.objects.get().sealed)).lower()
    send(mailoutbox)
    (asked,) = mailoutbox
    confirm = f"/en/follow/confirm/{told['mail_code']}/"
    assert confirm in asked.body
    assert code not in asked.body

    move(person)
    assert write_letters() == 0
    assert client.get(confirm).status_code == 200
    assert Follow.objects.get().confirmed_at is None
    assert "From now on" in client.post(confirm).text
    assert write_letters() == 0
    move(person, when="2031-01-01")
    assert write_letters() == 1
    send(mailoutbox)
    news = mailoutbox[-1]
    assert f"/en/follow/{code}/" in news.body
    assert "jail" not in news.body

    end = (
        news.extra_headers["List-Unsubscribe"].strip("<>").removeprefix("https://registry.example")
    )
    assert client.get(end).status_code == 200
    assert Follow.objects.get().sealed is not None
    assert client.post(end, {"List-Unsubscribe": "One-Click"}).status_code == 200
    kept = Follow.objects.get()
    assert (kept.sealed, kept.mail_hash, kept.confirmed_at) == (None, None, None)
    assert client.post(end).status_code == 404
    assert client.post(confirm).status_code == 404
    assert page(client, code).status_code == 200


def send(mailoutbox):
    """Send what waits into pytest-django's outbox."""
    return send_all(get_connection())


def test_the_web_visitor_cannot_confirm_an_address_of_somebody_else(client):
    _person, code = follow_listed(client)
    ask_for_letters(client, code)
    assert client.post(f"/en/follow/confirm/{code}/").status_code == 404
    assert Follow.objects.get().confirmed_at is None


def test_a_late_yes_does_not_count(client, settings):
    _person, code = follow_listed(client)
    ask_for_letters(client, code)
    told = letter_told(settings)
    Follow.objects.update(asked_at="2020-01-01T00:00Z")
    assert client.post(f"/en/follow/confirm/{told['mail_code']}/").status_code == 404


def test_nobody_is_flooded_with_letters_through_us(client):
    _person, code = follow_listed(client)
    for _time in range(3):
        assert "We have sent you a letter" in ask_for_letters(client, code).text
    refused = page(client, code, act="mail", address=ADDRESS.upper(), pace="daily")
    assert "No more letters can be asked for today" in refused.text
    assert Letter.objects.filter(sent_at=None).count() == 1
    assert (
        "We have sent"
        in page(client, code, act="mail", address="other@example.org", pace="daily").text
    )


@pytest.mark.parametrize(
    "address",
    ["", "nobody", "a@b\nBcc: c@example.org", "a@example.org,b@example.org", "\x00@x.org"],
)
def test_what_is_no_address_is_told_and_nothing_is_sent(client, address):
    _person, code = follow_listed(client)
    answer = page(client, code, act="mail", address=address, pace="instant")
    assert "errorlist" in answer.text
    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    ("language", "title", "told"),
    [
        ("kk", "Қате: Сіздің бетіңіз", "Тым ұзақ: 1 таңба артық."),
        ("ru", "Ошибка: Ваша страница", "Слишком длинно: лишний 1 знак."),
        ("en", "Error: Your page", "This is too long by 1 letter."),
    ],
)
def test_an_address_that_is_too_long_comes_back_whole_in_the_readers_language(
    client, language, title, told
):
    _person, code = follow_listed(client)
    long = "a" * (201 - len("@example.org")) + "@example.org"
    asked = {"act": "mail", "pace": "instant"}
    refused = client.post(f"/{language}/follow/{code}/", {**asked, "address": long}).text
    assert " ".join(refused.split("<title>")[1].split()).startswith(title)
    assert refused.count("errorlist") == 1
    assert told in refused
    assert f'value="{long}"' in refused
    assert not Letter.objects.exists()
    client.post(f"/{language}/follow/{code}/", {**asked, "address": long[1:]})
    assert Letter.objects.count() == 1


def test_without_the_desks_key_no_letters_are_offered(client, settings):
    settings.DESK_KEY = ""
    _person, code = follow_listed(client)
    assert "Letters by e-mail" not in page(client, code).text


def test_a_found_persons_letters_need_the_year_once(client):
    _person, code = follow_found(client)
    ask_for_letters(client, code, birth_year=YEAR)
    assert Follow.objects.get().sealed is not None


def test_the_code_typed_under_tell_us_leads_to_the_page(client):
    _person, code = follow_listed(client)
    answer = client.post("/en/tell/answer/", {"code": code})
    assert f"/en/follow/{code}/" in answer.text


def test_a_removed_person_takes_follows_and_messages_along(client):
    person, code = follow_listed(client)
    ask_for_letters(client, code)
    make_submission(person=person, text="about him")
    remove_person(person, reason="asked", using="owner")
    assert page(client, code).status_code == 404
    assert not Follow.objects.exists()
    assert not Letter.objects.exists()
    assert not Submission.objects.filter(text="about him").exists()
