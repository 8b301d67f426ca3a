"""Messages of visitors at the desk: for moderators alone, honest ones first, nothing lost."""

import pytest
from django.urls import reverse

from detainees.models import Follow, Submission
from detainees.names.keys import stored_keys
from tests.makers import make_person, make_submission

LIST = reverse("desk:submissions")


def page(submission):
    return reverse("desk:submission", args=[submission.pk])


@pytest.mark.parametrize("role", ["volunteer", "analyst", "administrator"])
def test_other_roles_neither_read_nor_answer(request, role):
    client = request.getfixturevalue(role)
    submission = make_submission(text="from a mother")
    for answer in (
        client.get(LIST),
        client.get(page(submission)),
        client.post(page(submission), {"act": "close"}),
    ):
        assert answer.status_code == 403
        assert "mother" not in answer.text
    submission.refresh_from_db()
    assert submission.closed_at is None


def test_visitor_is_sent_to_log_in(client, db):
    for address in (LIST, page(make_submission())):
        assert client.get(address).status_code == 302
        assert client.post(address, {"act": "close"}).status_code in (302, 403)


def test_wrong_method_is_refused(moderator):
    assert moderator.post(LIST).status_code == 405
    assert moderator.put(page(make_submission())).status_code == 405


def test_trays_hold_what_they_should_in_the_right_order(moderator):
    make_submission(text="plain")
    make_submission("removal", text="urgent")
    make_submission(text="known", is_known=True)
    make_submission(text="doubtful", doubt=1)
    make_submission(text="flood", tray="quarantine", doubt=3)
    make_submission(text="done", closed_at="2026-01-01T00:00Z")
    text = moderator.get(LIST).text
    places = [text.index(word) for word in ("known", "urgent", "plain", "doubtful<")]
    assert places == sorted(places)
    assert "flood" not in text
    assert "done" not in text
    assert "flood" in moderator.get(f"{LIST}?tray=quarantine").text
    assert "done" in moderator.get(f"{LIST}?tray=closed").text
    assert "known" in moderator.get(f"{LIST}?tray=\x00&page=x").text


def test_number_of_queries_does_not_grow(moderator, django_assert_max_num_queries):
    for number in range(30):
        make_submission(text=str(number), person=make_person())
    with django_assert_max_num_queries(12):
        assert moderator.get(LIST).text.count("desk/submissions/") >= 25


def test_a_message_is_shown_as_text_and_answered(moderator):
    submission = make_submission("information", name="Серік", text="<b>saw</b> it")
    answer = moderator.get(page(submission))
    assert "&lt;b&gt;saw&lt;/b&gt; it" in answer.text
    assert answer["Cache-Control"] == "no-store"
    moderator.post(page(submission), {"act": "answer", "answer": "Рахмет"})
    submission.refresh_from_db()
    assert (submission.answer, submission.handled_by) == ("Рахмет", moderator.account)
    assert submission.answered_at is not None
    assert "Рахмет" in moderator.get(page(submission)).text


def test_an_answer_that_is_too_long_is_not_lost(moderator):
    submission = make_submission()
    answer = moderator.post(page(submission), {"act": "answer", "answer": "ж" * 5001})
    assert "ж" * 5001 in answer.text
    submission.refresh_from_db()
    assert submission.answer == ""


def test_a_message_is_closed_and_opened_again(moderator):
    submission = make_submission()
    moderator.post(page(submission), {"act": "close"})
    assert Submission.objects.open().count() == 0
    moderator.post(page(submission), {"act": "open"})
    assert Submission.objects.open().count() == 1


def test_people_of_a_like_name_are_offered_and_one_is_chosen(moderator):
    person = make_person("Сейітов Ержан")
    make_person("Другой Человек")
    assert stored_keys("Сейітов", "Ержан")
    submission = make_submission(name="Ержан Сеитов")
    text = moderator.get(page(submission)).text
    assert "Сейітов Ержан" in text
    assert "Другой" not in text
    moderator.post(page(submission), {"act": "person", "person": str(person.pk)})
    submission.refresh_from_db()
    assert submission.person == person


def test_whoever_asked_follows_the_person_that_a_moderator_names(moderator):
    first, second = make_person(), make_person()
    submission = make_submission(code="asked", wants_news=True)
    for person in (first, second):
        moderator.post(page(submission), {"act": "person", "person": str(person.pk)})
        follow = Follow.objects.get()
        assert (follow.person, follow.language) == (person, "ru")
        assert bytes(follow.code_hash) == bytes(submission.code_hash)
    silent = make_submission(wants_news=False)
    moderator.post(page(silent), {"act": "person", "person": str(first.pk)})
    assert Follow.objects.count() == 1


@pytest.mark.parametrize("typed", ["", "0", "nobody", "99999999999", "\x00", "１"])
def test_a_number_of_nobody_is_told(moderator, typed):
    submission = make_submission()
    answer = moderator.post(page(submission), {"act": "person", "person": typed})
    assert "errorlist" in answer.text
    submission.refresh_from_db()
    assert submission.person is None


def test_whoever_was_merged_stands_for_the_one_who_is_left(moderator):
    left = make_person("Left One")
    merged = make_person("Merged One", merged_into=left)
    submission = make_submission()
    moderator.post(page(submission), {"act": "person", "person": merged.public_id})
    submission.refresh_from_db()
    assert submission.person == left
