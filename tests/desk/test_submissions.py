"""Messages of visitors at the desk: for moderators alone, honest ones first, nothing lost."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from detainees.history.tracked import RECORD
from detainees.models import Follow, Person, Release, Source, Submission
from detainees.names.keys import stored_keys
from detainees.publication.cache import CachedPerson
from tests.makers import (
    make_event,
    make_facility,
    make_person,
    make_placement,
    make_sentence,
    make_submission,
)

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


def entry(submission):
    return reverse("desk:submission_entry", args=[submission.pk])


def shown(answer):
    """{what: (now, then)} of the comparison on a page."""
    return {str(what): (now, then) for what, now, then in answer.context["rows"]}


def told(**kwargs):
    """A form about somebody, as a browser sends it."""
    return {"told_by": "relative", "reliability": "usually", "certainty": "probable", **kwargs}


def write(client, submission, form):
    """Look at what would change, then write it."""
    compared = client.post(entry(submission), form)
    sent = {**form, "seen": compared.context["seen"], "_write": "1"}
    return compared, client.post(entry(submission), sent)


def test_what_a_message_tells_is_compared_written_and_taken_back(at_the_desk):
    stay = make_placement(facility=make_facility(name="Station 7"))
    person = stay.detention.person
    make_event(detention=stay.detention)
    make_sentence(detention=stay.detention, days=10)
    Person.objects.filter(pk=person.pk).update(level="findable")
    before = record_of_all(), published()
    submission = make_submission("out", text="I am home", person=person)
    form = told(is_out="on", released_at="11.06.2019", birth_date="1990", note="I am home")
    compared, saved = write(at_the_desk, submission, form)
    told_now = shown(compared)
    assert told_now["Born"] == ("", "1990")
    assert told_now["How the person stands"][1] == "released"
    assert told_now["How the person stands"][0] != "released"
    assert told_now["Where"][0] == "Station 7"
    assert told_now["New claim"] == ("", "Release: released 11 June 2019 (likely); I am home")
    assert saved.url == page(submission)
    release = Release.objects.get()
    assert (release.detention, release.released_at) == (stay.detention, "2019-06-11")
    assert submission.received_at < release.heard_at <= timezone.now()
    assert release.source.label == f"message #{submission.pk}"
    assert (release.source.reliability, release.certainty) == ("usually", "probable")
    assert release.entry.entered_by == at_the_desk.account
    submission.refresh_from_db()
    assert (submission.outcome, submission.entry) == ("accepted", release.entry)
    assert write_again(at_the_desk, submission, form).url == page(submission)
    assert Release.objects.count() == 1
    at_the_desk.post(page(submission), {"act": "take_back"})
    assert (record_of_all(), published()) == before
    submission.refresh_from_db()
    assert (submission.outcome, submission.entry, submission.person) == ("", None, person)


def test_who_reads_for_an_hour_what_would_change_is_not_asked_again(at_the_desk):
    """A message counts as heard now, and now has moved on when somebody says yes."""
    yesterday = timezone.now() - timedelta(days=1)
    stay = make_placement(facility=make_facility(name="Station 7"), heard_at=yesterday)
    submission = make_submission("out", text="I am home", person=stay.detention.person)
    form = told(is_out="on", released_at="11.06.2019")
    compared = at_the_desk.post(entry(submission), form)
    earlier = submission.received_at - timedelta(hours=5)
    Submission.objects.filter(pk=submission.pk).update(received_at=earlier)
    sent = {**form, "seen": compared.context["seen"], "_write": "1"}
    assert at_the_desk.post(entry(submission), sent).url == page(submission)
    assert Release.objects.get().heard_at == earlier + timedelta(hours=1)


def write_again(client, submission, form):
    return client.post(entry(submission), {**form, "_write": "1", "seen": "x"})


def record_of_all():
    """All that the record holds, but who wrote."""
    return [list(model.objects.order_by("pk").values()) for model in (*RECORD, Source)]


def published():
    """What the world may see."""
    columns = [each.name for each in CachedPerson._meta.fields if each.name != "published_in"]
    return list(CachedPerson.objects.order_by("pk").values(*columns))


def test_a_message_about_somebody_unknown_makes_a_person_who_goes_again(at_the_desk):
    station = make_facility()
    known = make_person("Сериков Ержан")
    submission = make_submission(name="Ержан Сериков", code="asked", wants_news=True)
    form = told(name="Ержан Сериков", facility=station.pk)
    asked = at_the_desk.post(entry(submission), form)
    assert "rows" not in asked.context
    assert [each.pk for each in asked.context["candidates"]] == [known.pk]
    new = {**form, "same_as": "new", "shown": known.pk}
    compared, _saved = write(at_the_desk, submission, new)
    assert shown(compared)["Who may see"][0] == ""
    person = Person.objects.exclude(pk=known.pk).get()
    assert (person.level, person.detentions.get().placement_claims.get().facility) == (
        "confidential",
        station,
    )
    assert Follow.objects.get().person == person
    at_the_desk.post(page(submission), {"act": "take_back"})
    assert list(Person.objects.all()) == [known]
    assert not Source.objects.exists()
    compared, _saved = write(at_the_desk, submission, {**form, "same_as": str(known.pk)})
    assert known.detentions.get().placement_claims.get().facility == station
    assert shown(compared)["Where"] == ("", str(station))


def test_nothing_is_taken_back_once_somebody_wrote_there(at_the_desk):
    submission = make_submission("information", name="Новый Человек")
    write(at_the_desk, submission, told(name="Новый Человек"))
    person = Person.objects.get()
    make_event(detention=person.detentions.get())
    answer = at_the_desk.post(page(submission), {"act": "take_back"}, follow=True)
    assert "Somebody wrote to this record since" in answer.text
    assert person.detentions.get().event_claims.count() == 2


def test_what_was_not_seen_is_not_written(moderator):
    submission = make_submission("information", person=make_person())
    form = told(birth_date="1990")
    seen = moderator.post(entry(submission), form).context["seen"]
    later = moderator.post(
        entry(submission), {**form, "birth_date": "1991", "seen": seen, "_write": "1"}
    )
    assert shown(later)["Born"] == ("", "1991")
    assert not Source.objects.exists()


def test_the_person_of_a_removal_request_is_hidden_at_once(moderator):
    person = make_person(level="findable")
    submission = make_submission("removal", person=person)
    moderator.post(page(submission), {"act": "hide"})
    person.refresh_from_db()
    assert (person.level, person.accepted_at is not None) == ("confidential", True)


def test_a_flood_is_refused_at_once_and_opened_again(moderator):
    for number in range(40):
        make_submission(text=str(number), likeness="flood", tray="quarantine", doubt=3)
    meant = make_submission(text="my son", likeness="meant", tray="quarantine")
    tray = f"{LIST}?tray=quarantine"
    listed = moderator.get(tray)
    assert listed.text.count('name="ticked"') == 2
    assert "40 messages with these letters" in listed.text
    first = Submission.objects.filter(likeness="flood").first()
    moderator.post(tray, {"act": "refuse", "ticked": [first.pk]})
    assert Submission.objects.open().get() == meant
    assert set(Submission.objects.exclude(pk=meant.pk).values_list("outcome", flat=True)) == {
        "refused"
    }
    moderator.post(tray, {"act": "keep", "ticked": [meant.pk, "x", "9" * 30]})
    meant.refresh_from_db()
    assert meant.tray == "new"
    (at, count), *_others = moderator.get(f"{LIST}?tray=closed").context["closings"]
    assert count == 40
    moderator.post(f"{LIST}?tray=closed", {"act": "open", "closed_at": at.isoformat()})
    assert Submission.objects.open().count() == 41


def test_a_message_is_refused_with_an_answer_or_without(moderator):
    submission = make_submission("correction")
    moderator.post(page(submission), {"act": "refuse"})
    submission.refresh_from_db()
    assert (submission.outcome, submission.closed_at is not None) == ("refused", True)
    moderator.post(page(submission), {"act": "open"})
    submission.refresh_from_db()
    assert (submission.outcome, submission.closed_at) == ("", None)
