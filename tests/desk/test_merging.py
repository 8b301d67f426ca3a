"""Comparing two people at the desk, merging them, taking the merge apart."""

import re

from django.urls import reverse

from detainees.desk.duplicate_queue import waiting
from detainees.models import DuplicateCandidate, Merge, NotSame, Person
from tests.desk.forms import errors, fields_of, send_on
from tests.makers import (
    make_consent,
    make_detention,
    make_event,
    make_health,
    make_name,
    make_person,
    make_placement,
    make_rally,
    make_source,
)


def pair():
    """Two records that look alike."""
    rally = make_rally()
    left = make_person("Касымов Даурен", birth_date="1987", sex="male", level="findable")
    right = make_person("Qasymov D.", birth_date="1988")
    for person in (left, right):
        make_event(detention=make_detention(person=person, rally=rally), source=make_source())
    return left, right


def at(way, *people, **query):
    return reverse(f"desk:{way}", args=[getattr(one, "pk", one) for one in people], query=query)


def text(response):
    """The page as a reader sees it."""
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", response.content.decode()))


def merge(client, kept, merged, **posted):
    """Merge two people through the page; return the Merge."""
    answer = client.post(at("merge", kept, merged), posted)
    done = Merge.objects.first()
    assert (answer.status_code, answer.url) == (302, at("merged", done))
    return done


def test_two_people_stand_side_by_side(moderator):
    left, right = pair()
    make_consent(left), make_health(right, note="asthma")
    page = text(moderator.get(at("compare", left, right)))
    for told in ("Касымов", "Qasymov", "1987", "1988", "asthma", "Sister of A.", "seized", "find"):
        assert told in page
    assert "Date of birth they contradict" in page
    assert f"keep #{left.pk}" in page
    assert f"keep #{right.pk}" in page
    assert moderator.get(at("compare", left, left)).status_code == 404
    assert moderator.get(at("compare", left, 10**9)).status_code == 404


def test_not_the_same_is_remembered_and_taken_back(moderator):
    left, right = pair()
    likely = DuplicateCandidate.objects.create(
        first=left, second=right, score=0.9, reasons=[["city_same", []]]
    )
    assert "same city" in text(moderator.get(at("compare", left, right)))
    answer = moderator.post(at("not_same", right, left))
    assert list(waiting()) == []
    assert answer.url == at("compare", right, left)
    assert NotSame.objects.get().said_by_name == moderator.account.username
    page = text(moderator.get(at("compare", left, right)))
    assert "they are not the same" in page
    assert "keep #" not in page
    answer = moderator.post(at("merge", left, right))
    assert (answer.status_code, Merge.objects.count()) == (409, 0)
    assert "Take that back first" in text(answer)
    moderator.post(at("not_same", left, right), {"undo": "1"})
    assert not NotSame.objects.exists()
    assert list(waiting()) == [likely]
    assert "keep #" in text(moderator.get(at("compare", left, right)))


def test_a_merge_is_asked_done_and_taken_apart(moderator):
    left, right = pair()
    ours, theirs = left.detentions.get(), right.detentions.get()
    page = moderator.get(at("merge", left, right))
    fields = fields_of(page, "merge")
    assert fields[f"detention-{theirs.pk}"] == str(ours.pk)
    # Nobody has decided about the new record: it does not hide the other one by itself.
    assert fields["level"] == "findable"
    assert "Where the two contradict" in text(page)

    done = merge(moderator, left, right, **fields)
    assert done.merged_by_name == moderator.account.username
    assert ours.event_claims.count() == 2
    assert Person.objects.get(pk=left.pk).level == "findable"
    assert f"merged #{right.pk} into #{left.pk}" in text(moderator.get(at("merged", done)))
    assert "Касымов Даурен" in text(moderator.get(at("merges")))
    answer = moderator.get(at("compare", left, right))
    assert answer.url == reverse("admin:detainees_person_change", args=[left.pk])

    later = make_placement(detention=ours, note="told later")
    assert "told later" in text(moderator.get(at("take_apart", done)))
    assert moderator.post(at("take_apart", done)).url == at("merged", done)
    page = moderator.get(at("merged", done))
    assert "told later" in text(page)
    assert text(moderator.post(at("take_apart", done))).count("taken apart already") == 1
    answer = moderator.post(at("give_later", done), {"row": [f"placement-{later.pk}", "x"]})
    assert answer.url == at("merged", done)
    later.refresh_from_db()
    assert later.detention == theirs


def test_without_a_choice_the_more_protective_level_is_taken_and_detentions_stay(moderator):
    left, right = pair()
    merge(moderator, left, right)
    left.refresh_from_db()
    assert (left.level, left.detentions.count()) == ("confidential", 2)


def test_old_links_lead_to_the_record_that_stays(moderator, volunteer):
    left, right = pair()
    theirs = right.detentions.get()
    merge(moderator, left, right, **{f"detention-{theirs.pk}": left.detentions.get().pk})
    kept = reverse("admin:detainees_person_change", args=[left.pk])
    for client in (moderator, volunteer):
        for old in (
            reverse("admin:detainees_person_change", args=[right.pk]),
            reverse("admin:detainees_detention_change", args=[theirs.pk]),
        ):
            assert client.get(old).url == kept
    for old in (f"#{right.pk}", right.public_id):
        found = volunteer.get(reverse("admin:detainees_person_changelist"), {"q": old})
        assert [person.pk for person in found.context["cl"].result_list] == [left.pk]
    assert volunteer.get(at("person_history", right)).status_code == 200
    assert reverse("admin:detainees_detention_change", args=[theirs.pk]) not in (
        volunteer.get(reverse("admin:detainees_detention_changelist")).content.decode()
    )


def test_who_sends_a_form_of_a_merged_record_loses_nothing(moderator, volunteer):
    left, right = pair()
    person = reverse("admin:detainees_person_change", args=[right.pk])
    detention = reverse("admin:detainees_detention_change", args=[right.detentions.get().pk])
    pages = {
        (person, "person_form", "note"): volunteer.get(person),
        (detention, "detention_form", "authority"): volunteer.get(detention),
    }
    merge(moderator, left, right, **fields_of(moderator.get(at("merge", left, right)), "merge"))
    for (address, form, field), page in pages.items():
        answer = send_on(volunteer, page, address, form, **{field: "typed"})
        assert answer.status_code == 200
        assert any(f"into #{left.pk} meanwhile" in each for each in errors(answer)["page-__all__"])
        assert fields_of(answer, form)[field] == "typed"
    right.refresh_from_db()
    assert right.note == ""


def test_nobody_but_a_moderator_compares_and_merges(volunteer, analyst, administrator, client):
    left, right = pair()
    done = Merge.objects.create(kept=left, merged=right)
    for way in [
        at("compare", left, right), at("merge", left, right), at("not_same", left, right),
        at("merges"), at("merged", done), at("take_apart", done), at("give_later", done),
    ]:  # fmt: skip
        for other in (volunteer, analyst, administrator):
            assert other.get(way).status_code in (403, 405), way
            assert other.post(way).status_code in (403, 405), way
        assert client.get(way).status_code == 302
    right.refresh_from_db()
    assert right.merged_into is None
    assert Merge.objects.get().taken_apart_at is None
    assert not NotSame.objects.exists()


def test_the_comparison_asks_as_many_questions_for_many_rows(
    moderator, django_assert_max_num_queries
):
    left, right = pair()
    for number in range(5):
        make_name(left, f"Касымов {number}")
        make_event(detention=left.detentions.get())
    moderator.get(at("compare", left, right))
    with django_assert_max_num_queries(50):
        moderator.get(at("compare", left, right))
