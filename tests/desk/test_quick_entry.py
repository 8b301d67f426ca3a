"""Quick entry: what a caller says becomes a person, a detention and claims with their source."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from detainees.desk.entry_form import EntryForm
from detainees.desk.entry_rows import write_entry
from detainees.history.merging import merge_people
from detainees.models import Detention, Entry, Event, Person, Placement, Source
from tests.desk.forms import fields_of
from tests.makers import (
    make_detention,
    make_event,
    make_facility,
    make_person,
    make_placement,
    make_rally,
    make_release,
    make_source,
)

ENTER = reverse("desk:enter")
TOLD = {"told_by": "relative", "source_label": "Sister of D."}


def enter(client, **boxes):
    """Open the page, fill in some boxes, save; return the answer."""
    return again(client, client.get(ENTER), **boxes)


def again(client, page, *, button="_save", **boxes):
    """Send the form of an open page with some boxes changed."""
    sent = {**fields_of(page, "entry"), button: "1", **boxes}
    return client.post(ENTER, {name: value for name, value in sent.items() if value != ""})


def errors(answer):
    return dict(answer.context["form"].errors)


def test_a_new_person_is_written_down_with_the_claims_and_who_told_them(volunteer):
    station = make_facility()
    answer = enter(
        volunteer,
        name="Дәурен Серікұлы Қасымов 1990",
        facility=station.pk,
        seized_at="09.06.2019 18:30",
        **TOLD,
    )
    assert answer.status_code == 302
    person = Person.objects.get()
    name = person.names.get()
    assert (name.surname, name.given, name.patronymic) == ("Қасымов", "Дәурен", "Серікұлы")
    assert (name.kind, name.script, name.is_main) == ("heard", "kk", True)
    assert (person.level, person.birth_date) == ("confidential", "1990")
    detention, source, entry = person.detentions.get(), Source.objects.get(), Entry.objects.get()
    seized, held = Event.objects.get(), Placement.objects.get()
    assert (seized.kind, seized.at) == ("seized", "2019-06-09T18:30")
    assert (held.facility, held.from_at) == (station, "")
    for claim in (seized, held):
        assert (claim.detention, claim.source, claim.entry) == (detention, source, entry)
    assert (source.kind, source.label) == ("relative", "Sister of D.")
    assert entry.entered_by == volunteer.account
    assert "Қасымов" in volunteer.get(ENTER).content.decode()
    assert "Қасымов" not in volunteer.get(ENTER).content.decode()


def test_somebody_known_is_shown_first_and_gets_the_claim(volunteer):
    person = make_person("Касымов Даурен", birth_date="1990")
    detention = make_event(detention=make_detention(person=person)).detention
    station = make_facility()
    said = {"name": "қасымов дәурен", "facility": station.pk, "seized_at": "9.6.2019", **TOLD}
    asked = enter(volunteer, **said)
    assert asked.status_code == 200
    assert "same_as" in errors(asked)
    assert fields_of(asked, "entry")["seized_at"] == "9.6.2019"
    assert Person.objects.count() == 1

    assert again(volunteer, asked, same_as=person.pk).status_code == 302
    assert Person.objects.get().names.count() == 1
    assert Placement.objects.get().detention == detention
    assert detention.event_claims.count() == 2


def test_the_author_may_say_that_it_is_somebody_new(volunteer):
    known = make_person("Касымов Даурен")
    asked = enter(volunteer, name="Касымов Даурен", **TOLD)
    assert again(volunteer, asked, same_as="new").status_code == 302
    assert Person.objects.count() == 2
    # Who was never shown cannot have been ruled out.
    answer = enter(volunteer, name="Касымов Даурен", same_as="new", shown=known.pk, **TOLD)
    assert "same_as" in errors(answer)


def test_a_known_person_gains_what_nobody_knew(volunteer):
    person = make_person("Касымов Даурен")
    make_detention(person=person)
    boxes = {"name": "Qasymov Dauren 1990", "sex": "male", "add_spelling": "on", **TOLD}
    assert enter(volunteer, same_as=person.pk, **boxes).status_code == 302
    person.refresh_from_db()
    assert (person.birth_date, person.sex) == ("1990", "male")
    assert [str(name) for name in person.names.all()] == ["Касымов Даурен", "Qasymov Dauren"]
    assert Event.objects.get().at == ""

    answer = enter(volunteer, same_as=person.pk, name="Касымов", birth_date="1971", **TOLD)
    assert answer.context["form"].fields["birth_date"].warnings
    assert again(volunteer, answer, save_anyway="on").status_code == 302
    person.refresh_from_db()
    assert person.birth_date == "1990"


@pytest.mark.parametrize(
    ("released_at", "seized_at", "detentions"),
    [("", "2019-06-20", 1), ("2019-06-14", "2019-06-20", 2), ("", "2019-09-20", 2)],
)
def test_a_new_seizure_after_a_release_or_a_month_is_a_new_detention(
    volunteer, released_at, seized_at, detentions
):
    person = make_person("Касымов Даурен")
    detention = make_event(detention=make_detention(person=person), at="2019-06-09").detention
    if released_at:
        make_release(detention=detention, released_at=released_at)
    answer = enter(volunteer, name="Касымов", same_as=person.pk, seized_at=seized_at, **TOLD)
    if answer.status_code == 200:
        answer = again(volunteer, answer, save_anyway="on")
    assert answer.status_code == 302
    assert person.detentions.count() == detentions


def test_somebody_without_a_name_is_described(volunteer):
    answer = enter(volunteer, **TOLD)
    assert set(errors(answer)) == {"name"}
    assert again(volunteer, answer, description="woman, red jacket, bus 4").status_code == 302
    person = Person.objects.get()
    assert person.description == "woman, red jacket, bus 4"
    assert not person.names.exists()


def test_somebody_without_a_name_is_identified_later(volunteer):
    person = Person.objects.create(description="woman, red jacket, bus 4")
    detention = make_detention(person=person)
    shown = reverse("admin:detainees_person_change", args=[person.pk])
    address = reverse("desk:identify", args=[person.pk])
    assert address in volunteer.get(shown).content.decode()
    known = make_person("Касымова Айгүл")
    page = volunteer.get(address)
    assert "red jacket" in page.content.decode()
    sent = {**fields_of(page, "entry"), "name": "Айгуль Касымова 1989", **TOLD}
    page = volunteer.post(address, sent)
    assert set(errors(page)) == {"same_as"}
    # Who is known already is not written down twice: the two are to be merged.
    again = volunteer.post(address, {**fields_of(page, "entry"), "same_as": known.pk})
    assert f"#{known.pk}" in again.content.decode()
    assert not person.names.exists()
    assert volunteer.post(address, {**fields_of(page, "entry"), "same_as": "new"}).url == shown
    person.refresh_from_db()
    assert (str(person.names.get()), person.birth_date) == ("Касымова Айгуль", "1989")
    event = detention.event_claims.get()
    assert (event.kind, event.source.label) == ("identified", "Sister of D.")
    assert address not in volunteer.get(shown).content.decode()


def test_nothing_typed_is_lost_on_a_mistake(volunteer):
    boxes = {
        "name": "Касымов Даурен",
        "surname": "Касымов",
        "given": "Дәурен",
        "birth_date": "19xx",
        "seized_at": "31.06.2019",
        "source_label": "Sister of D.",
        "description": "scar",
        "note": "two lines\r\nof words",
    }
    answer = enter(volunteer, **boxes)
    assert set(errors(answer)) == {"birth_date", "seized_at", "told_by", "__all__"}
    shown = fields_of(answer, "entry")
    assert {name: shown[name] for name in boxes} == boxes
    assert '<details class="more" open>' in answer.content.decode()
    assert not Person.objects.exists()


def test_what_is_unlikely_is_saved_only_when_confirmed(volunteer):
    answer = enter(volunteer, name="Касымов Даурен", seized_at="2098", **TOLD)
    assert answer.context["form"].fields["seized_at"].warnings
    assert not Person.objects.exists()
    assert again(volunteer, answer, save_anyway="on").status_code == 302
    assert Event.objects.get().at == "2098"


def test_places_and_sources_are_offered_again(volunteer):
    station, rally = make_facility(), make_rally()
    places = {"facility": station.pk, "city": rally.city_id, "rally": rally.pk}
    boxes = {"name": "Первый Один", **places, **TOLD}
    answer = again(volunteer, volunteer.get(ENTER), button="_same_source", **boxes)
    assert answer.status_code == 302
    assert Detention.objects.get().rally == rally
    source = Source.objects.get()
    page = volunteer.get(ENTER)
    shown = fields_of(page, "entry")
    assert {name: int(shown[name]) for name in places} == places
    assert shown["told_by"] == f"source-{source.pk}"
    again(volunteer, page, name="Второй Два", rally="", city="")
    assert Placement.objects.filter(source=source).count() == 2
    # After a plain "save" the next caller is not taken for this one.
    assert fields_of(volunteer.get(ENTER), "entry").get("told_by") is None
    again(volunteer, volunteer.get(ENTER), name="Третий Три", **TOLD, rally="", city="")
    assert Source.objects.count() == 1


def test_a_source_that_spoke_of_the_person_before_is_the_same_one(volunteer):
    person = make_person("Касымов Даурен")
    source = make_source("sister of D.")
    make_placement(detention=make_detention(person=person), source=source)
    make_source("Sister of D.")
    assert enter(volunteer, name="Касымов", same_as=person.pk, **TOLD).status_code == 302
    assert Event.objects.get().source == source


def test_who_may_be_the_same_comes_as_a_piece_while_typing(volunteer):
    person = make_person("Касымов Даурен", "Qasymov Dauren", birth_date="1990-04-23")
    make_placement(detention=make_detention(person=person), facility=make_facility(name="ROVD 7"))
    piece = volunteer.post(reverse("desk:enter_same"), {"name": "Дәурен Қасым"}).content.decode()
    assert f'name="same_as"\n               value="{person.pk}"' in piece
    for words in ("Касымов Даурен", "Qasymov Dauren", "1990", "held", "ROVD 7"):
        assert words in piece
    assert "<html" not in piece
    half = volunteer.post(reverse("desk:enter_same"), {"name": "касым дау"}).content.decode()
    assert f'value="{person.pk}"' in half
    assert "04" not in piece.replace(str(person.pk), "")
    assert (
        "same_as" not in volunteer.post(reverse("desk:enter_same"), {"name": "Ли"}).content.decode()
    )


def test_only_those_who_enter_open_any_of_it(analyst, administrator, client):
    for way in ("enter", "enter_same", "enter_draft", "enter_draft_delete"):
        address = reverse(f"desk:{way}")
        for each in (analyst, administrator):
            assert each.post(address, {"name": "Касымов"}).status_code == 403, way
        assert client.post(address).status_code in (302, 403)
    assert not Person.objects.exists()
    address = reverse("desk:identify", args=[make_person().pk])
    assert {each.post(address).status_code for each in (analyst, administrator)} == {403}


def test_it_asks_as_many_questions_among_many_people(moderator):
    def asked(action):
        action()
        with CaptureQueriesContext(connection) as queries:
            action()
        return len(queries)

    def look():
        moderator.post(reverse("desk:enter_same"), {"name": "Касымов Даурен"})

    def fill(people):
        for number in range(people):
            person = make_person(f"Касымов Даурен {number}", f"Qasymov Dauren {number}")
            make_placement(detention=make_detention(person=person), facility=make_facility())

    fill(1)
    moderator.get(ENTER)
    few = asked(look), asked(lambda: moderator.get(ENTER))
    fill(12)
    assert (asked(look), asked(lambda: moderator.get(ENTER))) == few
    assert max(few) <= 24


def test_what_is_entered_while_two_are_merged_goes_to_who_is_left(db):
    kept, gone = make_person("Касымов Даурен"), make_person("Касымов Даурен Серикович")
    stays = make_detention(person=kept)
    form = EntryForm({"name": "Касымов", "same_as": str(gone.pk), **TOLD})
    assert form.is_valid(), form.errors
    merge_people(kept.pk, gone.pk, by="m")
    written = write_entry(form, None)
    assert (written.person, written.detention) == (kept, stays)
    assert stays.event_claims.get().source.label == TOLD["source_label"]
