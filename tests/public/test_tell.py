"""Telling us something: nothing typed is lost, nothing sent is lost, and a flood stays outside."""

import hashlib
import re

import pytest
from django.db import connections
from django.test import Client

from detainees.models import FormUse, Release, Submission
from detainees.public import tell as pages
from detainees.public.form_token import OLDEST, make_token, read_token
from detainees.publication.consent_code import hash_of, make_code
from detainees.publication.submissions import Message, submit
from tests.database import empty_tables, owner_cursor
from tests.makers import (
    make_detention,
    make_facility,
    make_name,
    make_person,
    make_placement,
    make_submission,
)
from tests.public.sending import an_old_token, code_in, tell, tokens_in

KINDS = ["question", "information", "correction", "removal", "out"]
ASKED = {"name": "Сейітов Ержан", "text": "Площадь, вечер", "birth_year": "1990"}


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
    """A visitor; nobody has sent anything yet."""
    with owner_cursor() as cursor:
        cursor.execute("DELETE FROM detainees_submission; DELETE FROM form_use")
    return Client()


def sent():
    """The only submission."""
    return Submission.objects.get()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_each_form_is_sent_and_gives_a_code_that_reads_the_answer(client, kind, language):
    answer = tell(client, kind, language=language, **ASKED)
    assert answer.status_code == 200
    assert answer["Cache-Control"].count("no-store") == 1
    assert not answer.cookies
    submission = sent()
    assert (submission.kind, submission.language) == (kind, language)
    assert (submission.name, submission.text) == ("Сейітов Ержан", "Площадь, вечер")
    assert (submission.tray, submission.doubt, submission.person) == ("new", 0, None)
    code = code_in(answer)
    assert bytes(submission.code_hash) == hashlib.sha256(code.replace(" ", "").encode()).digest()
    Submission.objects.update(answer="Мы нашли его")
    reply = client.post(f"/{language}/tell/answer/", {"code": code.replace(" ", "-")})
    assert "Мы нашли его" in reply.text
    assert "no-store" in reply["Cache-Control"]
    assert "Площадь" not in reply.text


def test_the_minute_of_sending_is_not_kept(client):
    tell(client, "question", **ASKED)
    received = sent().received_at
    assert (received.minute, received.second, received.microsecond) == (0, 0, 0)


@pytest.mark.parametrize("typed", ["", "ABC", "я" * 40, "1" * 39, "\x00", "' OR 1=1 --"])
def test_what_can_be_no_code_is_told_so(client, typed):
    answer = client.post("/en/tell/answer/", {"code": typed})
    assert answer.status_code == 200
    assert "errorlist" in answer.text


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("kk", "Қате: Жауапты оқу"),
        ("ru", "Ошибка: Прочитать ответ"),
        ("en", "Error: Read the answer"),
    ],
)
def test_the_title_of_a_form_that_comes_back_begins_with_its_error(client, language, title):
    begun, refused = (
        title_of(ask(f"/{language}/tell/answer/", {"code": "12"}))
        for ask in (client.get, client.post)
    )
    assert refused.startswith(f"{title} – ")
    assert begun == refused.partition(": ")[2]


def title_of(answer):
    """What a browser calls the page."""
    return " ".join(re.search("(?s)<title>(.*)</title>", answer.text)[1].split())


def test_codes_that_were_never_given_and_that_ended_get_one_answer(client):
    ended, never = make_code(), make_code()
    make_submission(code=ended).delete()
    answers = [client.post("/en/tell/answer/", {"code": code}) for code in (ended, never)]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].text == answers[1].text


def test_states_of_a_message_are_told_apart(client):
    code = code_in(tell(client, "question", **ASKED))
    assert "There is no answer yet." in client.post("/en/tell/answer/", {"code": code}).text
    Submission.objects.update(closed_at="2026-01-01T00:00Z")
    assert "A moderator has read" in client.post("/en/tell/answer/", {"code": code}).text


@pytest.mark.parametrize(
    "token",
    ["", "x", "\x00", make_token()[:-1], make_token(made_at=0)],
    ids=["none", "x", "nul", "cut", "old"],
)
def test_a_form_that_is_too_old_or_not_ours_comes_back_with_all_that_was_typed(client, token):
    answer = tell(client, "question", token=token, **ASKED)
    assert "Площадь, вечер" in answer.text
    assert "open for a long time" in answer.text
    assert not Submission.objects.exists()
    (fresh,) = tokens_in(answer)
    assert read_token(fresh)


def test_a_program_that_sends_at_once_is_asked_again_and_loses_nothing(client):
    token = make_token()
    answer = tell(client, "information", token=token, **ASKED)
    assert "very quick" in answer.text
    assert tokens_in(answer) == [token]
    assert not Submission.objects.exists()


def test_the_same_form_again_is_no_second_message_and_shows_the_same_code(client):
    token = an_old_token()
    first, again = (tell(client, "question", token=token, **ASKED) for _time in range(2))
    assert code_in(first) == code_in(again)
    assert Submission.objects.count() == 1


def test_a_replayed_form_with_another_text_is_refused_kindly_over_restarts(client):
    token = an_old_token()
    tell(client, "question", token=token, **ASKED)
    connections["public"].close()
    answer = tell(client, "question", token=token, **{**ASKED, "text": "Другой текст"})
    assert "was sent already" in answer.text
    assert "Другой текст" in answer.text
    assert Submission.objects.count() == 1
    assert tokens_in(answer) != [token]
    elsewhere = tell(client, "removal", token=token, **ASKED)
    assert "was sent already" in elsewhere.text


def test_used_forms_are_forgotten_when_they_could_no_longer_be_sent(client):
    assert OLDEST < 24 * 60 * 60
    with owner_cursor() as cursor:
        cursor.execute("INSERT INTO form_use VALUES ('old', now() - interval '25 hours')")
    tell(client, "question", **ASKED)
    assert FormUse.objects.using("owner").count() == 1


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\x00b\x07c", "abc"),
        ("\u202egnorw", "gnorw"),
        ("line 1\r\nline 2", "line 1\nline 2"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("😀 'quoted' \\ %s {{ x }}", "😀 'quoted' \\ %s {{ x }}"),
        ("\u200f" + "я" * 5000, "я" * 5000),
    ],
)
def test_whatever_is_pasted_is_taken_as_far_as_it_can_be_read(client, text, kept):
    code_in(tell(client, "information", text=text))
    assert sent().text == kept


def test_a_text_that_is_too_long_comes_back_whole(client):
    text = "длинный " * 1_250
    answer = tell(client, "information", text=text)
    assert "too long by 4999 letters" in answer.text
    assert text.strip() in answer.text
    assert not Submission.objects.exists()
    assert "<script>" not in tell(client, "information", text="<script>" * 1_000).text


@pytest.mark.parametrize("kind", ["question", "information", "correction", "removal", "out"])
def test_an_empty_form_says_what_is_missing(client, kind):
    answer = tell(client, kind)
    assert answer.status_code == 200
    assert "errorlist" in answer.text
    assert not Submission.objects.exists()


@pytest.mark.parametrize("year", ["87", "1899", "3000", "около"])
def test_a_year_that_is_none_is_told(client, year):
    assert "four digits" in tell(client, "question", **{**ASKED, "birth_year": year}).text


def test_a_listed_person_page_leads_to_a_form_about_that_person(client):
    person = make_person("Listed One", listed=True)
    first = client.post("/en/tell/correction/", {"person": person.public_id})
    assert "Listed One" in first.text
    assert "errorlist" not in first.text
    code_in(tell(client, "correction", person=person.public_id, text="wrong"))
    assert sent().person == person
    assert sent().is_known


def test_nobody_learns_of_an_unlisted_person_by_id(client):
    person = make_person("Hidden One")
    ids = [person.public_id, "0" * 12, "\x00", "'"]
    pages = {client.post("/en/tell/removal/", {"person": one}).text for one in ids}
    shapes = {page.replace(tokens(page), "") for page in pages}
    assert len(shapes) == 1
    assert "Hidden" not in shapes.pop()
    tell(client, "removal", person=person.public_id, **ASKED)
    assert sent().person is None


def tokens(page):
    """The token of a page, by which two pages differ."""
    return page.split('name="token" value="')[1].split('"')[0]


def test_a_name_that_the_record_knows_is_marked(client):
    make_name(make_person("Other One"), "Сеитов Ержан")
    tell(client, "question", **ASKED)
    assert sent().is_known


def test_a_filled_trap_leads_to_quarantine_and_is_not_refused(client):
    code_in(tell(client, "question", trap="http://spam", **ASKED))
    assert (sent().tray, sent().doubt) == ("quarantine", 3)


def test_a_flood_leaves_the_form_usable_and_honest_messages_first(client):
    """A thousand messages, two in three with the same text, and then a family's own."""
    make_person("Сейітов Ержан")
    for number in range(1_000):
        letters = make_code().translate(str.maketrans("0123456789", "абвгдежзик"))
        spam = "buy" if number % 3 else letters
        message = Message("question", "ru", name=f"Spam {number}", text=spam, noticed=number % 2)
        assert submit(str(number).encode(), make_code(), message)[0] == "taken"
    assert client.get("/ru/tell/question/").status_code == 200
    code = code_in(tell(client, "question", **ASKED))
    assert Submission.objects.count() == 1_001
    assert Submission.objects.filter(tray="new").count() == 60
    honest = Submission.objects.get(name="Сейітов Ержан")
    assert honest.tray == "quarantine"
    quarantine = Submission.objects.open().filter(tray="quarantine").honest_first()
    assert quarantine.first() == honest
    removal = tell(client, "removal", name="Алия Серикова")
    assert "one working day" in removal.text
    assert Submission.objects.get(kind="removal").tray == "new"
    honest.answer = "found"
    honest.save()
    assert "found" in client.post("/en/tell/answer/", {"code": code}).text


def test_messages_that_look_alike_do_not_use_up_the_hour_for_others(client):
    for number in range(100):
        submit(str(number).encode(), make_code(), Message("question", "ru", name=f"Spam {number}"))
    assert Submission.objects.filter(tray="new").count() == 10


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_killed_database_session_loses_nothing_that_was_acknowledged(client, monkeypatch, moment):
    """The visitor's text comes back, and sending it again makes one message of it."""
    attempts = []

    def submit_and_be_killed(*arguments):
        attempts.append(moment)
        if len(attempts) == 1 and moment == "after":
            submit(*arguments)
        if len(attempts) == 1:
            kill_public_session()
        return submit(*arguments)

    monkeypatch.setattr(pages, "submit", submit_and_be_killed)
    token = an_old_token()
    answer = tell(client, "question", token=token, **ASKED)
    assert answer.status_code == 503
    assert "Площадь, вечер" in answer.text
    assert tokens_in(answer) == [token]
    connections["public"].close()  # as the server does after each request
    code = code_in(tell(client, "question", token=token, **ASKED))
    assert Submission.objects.count() == 1
    assert "no answer yet" in client.post("/en/tell/answer/", {"code": code}).text


def kill_public_session():
    """End the public login's session from outside, as a restart of the database does."""
    connections["public"].ensure_connection()
    pid = connections["public"].connection.info.backend_pid
    other = connections["public"].copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
    other.close()


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(client, method):
    for address in ("tell/", "tell/question/", "tell/answer/"):
        assert getattr(client, method)(f"/ru/{address}").status_code == 405


@pytest.mark.parametrize("tick", [{}, {"wants_news": "on"}])
def test_another_language_keeps_what_was_typed_and_sends_nothing(client, tick):
    token, text = an_old_token(), "слово\n" * 2_000
    typed = {"token": token, "name": "Ержан <b>", "birth_year": "19", "text": text, **tick}
    page = client.post("/kk/tell/question/", {**typed, "tongue": "kk"})
    assert 'value="Ержан &lt;b&gt;"' in page.text
    assert 'value="19"' in page.text
    assert text in page.text
    assert tokens_in(page) == [token]
    assert ("checked" in page.text) is bool(tick)
    assert "errorlist" not in page.text
    assert not Submission.objects.exists()
    code = client.post("/kk/tell/answer/", {"code": "12 34", "tongue": "kk"})
    assert 'value="12 34"' in code.text


def test_the_enter_key_of_a_form_sends_it(client):
    """The first button of a form is pressed, and the language switch stands above it."""
    page = client.get("/en/tell/question/").text
    buttons = re.findall(r"<button[^>]*>", page)
    assert 'form="tell"' in buttons[0]
    assert "formaction" not in buttons[0]
    assert sum("formaction" in button for button in buttons) == 3


def test_the_code_is_shown_again_in_another_language(client):
    fields = {"token": an_old_token(), **ASKED}
    first = tell(client, "question", **fields)
    assert first.text.count(f'value="{fields["token"]}"') == 3
    assert code_in(tell(client, "question", language="kk", **fields)) == code_in(first)
    assert Submission.objects.count() == 1


def test_a_name_that_was_not_found_need_not_be_typed_again(client):
    page = client.post(
        "/en/tell/question/", {"name": "Ержан <b>", "birth_year": "1990", "city": "x"}
    )
    assert 'value="Ержан &lt;b&gt;"' in page.text
    assert 'value="1990"' in page.text
    assert not Submission.objects.exists()


@pytest.fixture
def consenting(client):
    """A listed person who is held, and the code that was given with the consent."""
    person = make_person("Listed One", listed=True)
    detention = make_detention(person=person)
    make_placement(detention=detention, facility=make_facility())
    code = make_code()
    person.consents.update(code_hash=hash_of(code))
    return person, code


def test_a_removal_request_with_the_consents_code_hides_at_once_and_keeps_history(
    client, consenting
):
    person, code = consenting
    address = f"/en/people/{person.public_id}/"
    assert client.get(address).status_code == 200
    answer = tell(client, "removal", code=" ".join(code))
    assert "The person is hidden" in answer.text
    assert client.get(address).status_code == 404
    person.refresh_from_db()
    assert (person.level, person.history.filter(level="listed").exists()) == ("confidential", True)
    assert person.accepted_at is not None
    assert (sent().person, sent().effect, sent().is_vouched) == (person, "hidden", True)


def test_a_removal_request_without_it_hides_nobody(client, consenting):
    person, _code = consenting
    tell(client, "removal", person=person.public_id)
    tell(client, "removal", name="Listed One", code=make_code())
    person.refresh_from_db()
    assert person.level == "listed"
    assert client.get(f"/en/people/{person.public_id}/").status_code == 200


def test_i_am_out_with_the_consents_code_is_a_release_claim_once(client, consenting):
    person, code = consenting
    for text in ("today", "again"):
        assert "you are out" in tell(client, "out", code=code, text=text).text
    release = Release.objects.get(detention__person=person)
    assert (release.source.kind, release.entry.channel) == ("detainee", "visitor")
    assert Submission.objects.filter(effect="released", person=person).count() == 2
    assert "Is out, as we were told" in client.get(f"/en/people/{person.public_id}/").text


def test_i_am_out_with_another_code_is_only_a_message(client, consenting):
    person, _code = consenting
    asked = code_in(tell(client, "question", **ASKED))
    tell(client, "out", name="Listed One", code=asked)
    assert not Release.objects.filter(detention__person=person).exists()
    assert Submission.objects.get(kind="out").effect == ""


def test_a_slip_in_the_code_is_told(client, consenting):
    _person, code = consenting
    answer = tell(client, "removal", code=code[:-1])
    assert "40 digits" in answer.text
    assert not Submission.objects.exists()
