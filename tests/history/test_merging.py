"""Two records that are one person: merged, and taken apart again."""

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from detainees.history.merging import MergeError, contradictions, merge_people, survivor
from detainees.history.taking_apart import give, take_apart
from detainees.models import Detention, File, Handling, Health, Merge, NotSame, Person, PersonName
from detainees.publication.cache import CachedCustody, CachedPerson
from detainees.publication.publish import differences
from tests.history.merging import state
from tests.history.record import EDITS, Editor
from tests.makers import (
    make_consent,
    make_detention,
    make_entry,
    make_event,
    make_health,
    make_name,
    make_person,
    make_placement,
    make_rally,
    make_release,
    make_source,
    make_submission,
    make_trial,
)

pytestmark = pytest.mark.django_db


def merge(kept, merged, **kwargs):
    """Merge two people and read them anew."""
    done = merge_people(kept.pk, merged.pk, by="m", **kwargs)
    for person in (kept, merged):
        person.refresh_from_db()
    return done


def two_at_a_rally():
    """Two records of one man, seized at one rally, as two sources told."""
    rally = make_rally()
    people = make_person("Касымов Даурен", birth_date="1987"), make_person("Qasymov D.")
    for person in people:
        detention = make_detention(person=person, rally=rally)
        make_event(detention=detention, source=make_source(f"of {person.pk}"))
    return people


def test_names_claims_and_consents_move_and_sources_are_counted_together():
    kept, merged = two_at_a_rally()
    consent = make_consent(merged, scopes=["find"])
    other = make_detention(person=merged, rally=make_rally())
    assert not CachedPerson.objects.exists()

    done = merge(kept, merged)

    assert [str(name) for name in kept.names.all()] == ["Касымов Даурен", "Qasymov D."]
    assert [name.is_main for name in kept.names.all()] == [True, False]
    one, moved = kept.detentions.order_by("pk")
    assert (moved, one.event_claims.count()) == (other, 2)
    assert kept.consents.get() == consent
    assert (merged.merged_into, survivor(merged.pk)) == (kept, kept.pk)
    # Two sources that agree make findable.
    assert CachedPerson.objects.get().person_id == kept.pk
    theirs = CachedCustody.objects.filter(person_id=kept.pk)
    assert dict(theirs.values_list("detention_id", "sources")) == {one.pk: 2, moved.pk: 0}
    assert (done.merged_by_name, done.history.get().pgh_label) == ("m", "insert")
    assert differences() == []


def test_what_only_one_knows_is_written_and_nothing_is_chosen_where_they_contradict():
    kept = make_person(birth_date="1987", note="tall", birth_year_from=1980)
    merged = make_person(
        birth_date="1988", sex="male", looks_minor=True, birth_year_to=1990, birth_year_from=1986
    )
    make_health(kept, is_pregnant="no"), make_health(merged, is_pregnant="yes", note="asthma")
    merge(kept, merged)
    assert (kept.birth_date, kept.sex, kept.note, kept.looks_minor) == (
        "1987",
        "male",
        "tall",
        True,
    )
    assert (kept.birth_year_from, kept.birth_year_to) == (1980, None)
    assert (kept.health.is_pregnant, kept.health.note) == ("no", "asthma")
    assert Health.objects.get(person=merged).is_pregnant == "yes"
    told = {field.name: values for field, *values in contradictions(kept, merged)}
    assert told == {"birth_date": ["1987", "1988"], "birth_year_from": [1980, 1986]}


@pytest.mark.parametrize(
    ("levels", "chosen", "level", "is_decided"),
    [
        (("listed", "findable"), None, "findable", True),
        (("findable", "confidential"), None, "confidential", True),
        (("confidential", "listed"), None, "confidential", False),
        (("findable", "confidential"), "findable", "findable", True),
        (("confidential", "findable"), "findable", "findable", True),
        (("confidential", "confidential"), None, "confidential", False),
    ],
)
def test_the_more_protective_level_is_taken_unless_another_is_chosen(
    levels, chosen, level, is_decided
):
    kept, merged = (
        make_person(level=each, accepted_at=None if each == "confidential" else timezone.now())
        for each in levels
    )
    merge(kept, merged, level=chosen)
    assert (kept.level, bool(kept.accepted_at)) == (level, is_decided)


def test_the_moderator_says_which_detentions_are_one():
    kept, merged = make_person(), make_person()
    ours, theirs = make_detention(person=kept), make_detention(person=merged, role="journalist")
    event = make_event(detention=theirs)
    with pytest.raises(MergeError, match="changed meanwhile"):
        merge(kept, merged, same={theirs.pk: theirs.pk})
    merge(kept, merged, same={theirs.pk: ours.pk})
    event.refresh_from_db()
    ours.refresh_from_db()
    assert (event.detention, ours.role) == (ours, "journalist")
    assert Detention.objects.get(person=merged) == theirs


def test_what_cannot_be_merged_is_refused_and_says_why():
    one, two, three = make_person(), make_person(), make_person()
    merge(one, two)
    before = state(one, two, three)
    NotSame.say(three.pk, one.pk, by="m")
    for kept, merged, why in [
        (one.pk, one.pk, "same person"),
        (three.pk, two.pk, f"#{two.pk} was merged already, into #{one.pk}"),
        (two.pk, three.pk, f"#{two.pk} was merged already"),
        (two.pk, one.pk, "was merged already"),
        (one.pk, 10**9, "is gone"),
        (one.pk, three.pk, "not the same"),
    ]:
        with pytest.raises(MergeError, match=why):
            merge_people(kept, merged, by="m")
    with pytest.raises(MergeError, match="levels"):
        merge_people(three.pk, make_person().pk, by="m", level="listed")
    assert state(one, two, three) == before
    assert Merge.objects.count() == 1


@settings(
    max_examples=8,
)
@given(
    edits=st.tuples(EDITS, EDITS),
    levels=st.tuples(*[st.sampled_from(Person.Level.values)] * 2),
    years=st.tuples(*[st.sampled_from(["", "1987", "1988"])] * 2),
    at_one_rally=st.booleans(),
)
def test_taken_apart_it_is_exactly_as_before(db, edits, levels, years, at_one_rally):
    rally, editors = make_rally(), []
    for edit, level, year in zip(edits, levels, years, strict=True):
        person = make_person(f"Касымов {level}", level=level, birth_date=year)
        if level == "listed":
            make_consent(person)
        editor = Editor(person)
        if at_one_rally:
            Detention.objects.filter(pk=editor.detention.pk).update(rally=rally)
        for each in edit:
            editor.edit(*each)
        editors.append(editor)
    people = [editor.person for editor in editors]
    before = state(*people)
    faults = differences()  # the editor writes names behind Django's back
    done = merge_people(*(person.pk for person in people), by="m")
    assert [fault for fault in differences() if fault[0] != "names"] == []
    assert not CachedPerson.objects.filter(person_id=people[1].pk).exists()
    assert take_apart(done.pk, by="m").left == []
    assert state(*people) == before
    assert differences() == faults
    assert Merge.objects.get(pk=done.pk).later == {}


def test_what_came_later_stays_is_told_and_can_be_given():
    kept, merged = two_at_a_rally()
    ours = kept.detentions.get()
    gone = make_detention(person=merged, rally=make_rally())
    done = merge(kept, merged)
    on_ours = make_placement(detention=ours)
    on_gone = make_release(detention=gone)
    name = make_name(kept, "Касым Д.")
    Person.objects.filter(pk=kept.pk).update(sex="male")

    apart = take_apart(done.pk, by="m2")

    assert apart.left == []
    for row in (on_ours, on_gone, gone):
        row.refresh_from_db()
    assert gone.person == merged
    assert (on_ours.detention, on_gone.detention.person) == (ours, kept)
    assert on_gone.detention.rally == gone.rally
    assert apart.merge.later == {
        "placement": [on_ours.pk], "release": [on_gone.pk], "personname": [name.pk]
    }  # fmt: skip
    assert Person.objects.get(pk=kept.pk).sex == "male"
    assert differences() == []

    assert give(done.pk, {"release": [on_gone.pk], "personname": [name.pk], "trial": [1]}) == 2
    on_gone.refresh_from_db()
    assert on_gone.detention == gone
    assert {str(each) for each in merged.names.all()} == {"Qasymov D.", "Касым Д."}
    assert give(done.pk, {"release": [on_gone.pk]}) == 0
    assert differences() == []


def test_what_was_changed_since_stays_and_is_told():
    kept, merged = make_person(level="listed"), make_person(level="findable", phone="1")
    make_consent(kept)
    done = merge(kept, merged)
    assert (kept.level, kept.phone) == ("findable", "1")
    Person.objects.filter(pk=kept.pk).update(level="confidential", phone="2")
    assert take_apart(done.pk, by="m").left == [
        ["person", kept.pk, "phone"], ["person", kept.pk, "level"]
    ]  # fmt: skip
    kept.refresh_from_db()
    assert (kept.level, kept.phone, kept.names.get().is_main) == ("confidential", "2", True)


def test_a_name_that_was_shown_first_meanwhile_goes_back_and_another_is_shown():
    kept, merged = make_person("Касымов"), make_person("Qasymov")
    done = merge(kept, merged)
    theirs = PersonName.objects.get(surname="Qasymov")
    kept.names.update(is_main=False)
    PersonName.objects.filter(pk=theirs.pk).update(is_main=True)
    assert take_apart(done.pk, by="m").left == []
    assert [(str(each.names.get()), each.names.get().is_main) for each in (kept, merged)] == [
        ("Касымов", True), ("Qasymov", True)
    ]  # fmt: skip


def test_merges_that_stand_on_each_other_are_taken_apart_in_turn():
    one, two, three, four = (make_person() for _ in range(4))
    before = state(one, two, three, four)
    theirs = make_detention(person=two)
    make_event(detention=make_detention(person=three))
    before = state(one, two, three, four)
    first = merge(one, two)
    second = merge(one, three, same={three.detentions.get().pk: theirs.pk})
    third = merge(four, one)
    assert survivor(two.pk) == four.pk
    for blocked in (first, second):
        with pytest.raises(MergeError, match="itself was merged later"):
            take_apart(blocked.pk, by="m")
    take_apart(third.pk, by="m")
    with pytest.raises(MergeError, match=f"#{three.pk} was merged later"):
        take_apart(first.pk, by="m")
    for each in (second, first):
        assert take_apart(each.pk, by="m").left == []
    assert state(one, two, three, four) == before
    with pytest.raises(MergeError, match="taken apart already"):
        take_apart(first.pk, by="m")


def test_of_two_merges_into_one_person_each_is_taken_apart_alone():
    one, two, three = (make_person(f"Касымов {each}") for each in "абв")
    before = state(two)
    first, second = merge(one, two), merge(one, three)
    assert take_apart(first.pk, by="m").merge.later == {}
    assert state(two) == before
    assert {str(name) for name in one.names.all()} == {"Касымов а", "Касымов в"}
    assert take_apart(second.pk, by="m").left == []
    assert str(one.names.get()) == "Касымов а"


def test_messages_and_what_was_done_go_over_and_come_back():
    kept, merged = two_at_a_rally()
    ours, theirs = kept.detentions.get(), merged.detentions.get()
    message = make_submission(person=merged)
    Handling.objects.create(detention=ours, reason="silence", detail="24")
    both = Handling.objects.create(detention=theirs, reason="silence", detail="24")
    alone = Handling.objects.create(detention=theirs, reason="minor")
    done = merge(kept, merged)
    for row in (message, both, alone):
        row.refresh_from_db()
    assert message.person == kept
    assert (both.detention, alone.detention) == (theirs, ours)
    assert take_apart(done.pk, by="m").left == []
    for row in (message, alone):
        row.refresh_from_db()
    assert (message.person, alone.detention) == (merged, theirs)


def test_the_links_between_claims_survive():
    kept, merged = two_at_a_rally()
    trial = make_trial(detention=merged.detentions.get())
    done = merge(kept, merged)
    trial.refresh_from_db()
    assert trial.detention.person == kept
    take_apart(done.pk, by="m")
    trial.refresh_from_db()
    assert trial.detention.person == merged


def test_not_the_same_is_one_fact_whoever_stands_first():
    one, two = make_person(), make_person()
    said = NotSame.say(two.pk, one.pk, by="m")
    assert NotSame.say(one.pk, two.pk, by="n") == said
    assert (said.first, said.second, said.said_by_name) == (one, two, "m")
    assert NotSame.objects.about(two.pk, one.pk).get() == said
    said.delete()
    assert list(said.history.model.objects.values_list("pgh_label", flat=True)) == [
        "insert", "delete"
    ]  # fmt: skip


def make_file(detention, sha256):
    """A photo of a ruling."""
    return File.objects.create(
        detention=detention, source=make_source(), entry=make_entry(), media_type="image/png",
        size=1, sha256=sha256, original=b"x",
    )  # fmt: skip


def test_files_go_with_the_claims_unless_they_are_there_already():
    kept, merged = two_at_a_rally()
    ours, theirs = kept.detentions.get(), merged.detentions.get()
    make_file(ours, "same")
    same, ruling = make_file(theirs, "same"), make_file(theirs, "ruling")
    done = merge(kept, merged)
    later = make_file(ours, "later")
    where = dict(File.objects.values_list("pk", "detention"))
    assert (where[same.pk], where[ruling.pk]) == (theirs.pk, ours.pk)

    assert take_apart(done.pk, by="m").left == []
    where = dict(File.objects.values_list("pk", "detention"))
    assert (where[ruling.pk], where[later.pk]) == (theirs.pk, ours.pk)
    assert Merge.objects.get().later == {"file": [later.pk]}
    assert give(done.pk, {"file": [later.pk]}) == 1
    assert File.objects.get(pk=later.pk).detention == theirs
