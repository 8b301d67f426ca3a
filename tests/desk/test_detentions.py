"""The page of one detention: claims, and who told them."""

import pytest
from django.urls import reverse

from detainees.models import Charge, Detention, Entry, Event, Placement, Release, Sentence, Source
from tests.desk.forms import errors, fields_of, send, send_on, warned
from tests.makers import (
    make_city,
    make_detention,
    make_facility,
    make_person,
    make_placement,
    make_rally,
    make_sentence,
    make_source,
    make_trial,
)


def address(detention):
    return reverse("admin:detainees_detention_change", args=[detention.pk])


def write(client, detention, **boxes):
    """Send the detention's page with some boxes filled in; by default the sister tells it."""
    boxes = {"new_source_kind": "relative", "new_source_label": "Sister of A.", **boxes}
    return send(client, address(detention), "detention_form", **boxes)


def test_rows_take_the_source_instant_and_certainty_of_the_entry(volunteer):
    detention, station = make_detention(), make_facility()
    answer = write(
        volunteer,
        detention,
        entry_heard_at="2019-06-10T03:15",
        entry_certainty="probable",
        event_claims__0__kind="seized",
        event_claims__0__at="09.06.2019 18:30",
        placement_claims__0__facility=str(station.pk),
        placement_claims__0__from_at="9.6.2019 20",
    )
    assert answer.status_code == 302, errors(answer)
    source, entry = Source.objects.get(), Entry.objects.get()
    assert (source.label, source.kind) == ("Sister of A.", "relative")
    event, placement = Event.objects.get(), Placement.objects.get()
    assert event.at == "2019-06-09T18:30"
    assert placement.from_at == "2019-06-09T20"
    for claim in (event, placement):
        assert (claim.source, claim.certainty, claim.entry) == (source, "probable", entry)
        assert claim.heard_at.isoformat() == "2019-06-09T21:15:00+00:00"
    assert entry.entered_by == volunteer.account
    assert entry.entered_by_name == volunteer.account.username


def test_one_row_may_name_another_source(volunteer):
    lawyer = make_source("Lawyer B.", kind="lawyer")
    answer = write(
        volunteer,
        make_detention(),
        event_claims__0__kind="seized",
        sentence_claims__0__kind="administrative_arrest",
        sentence_claims__0__days="10",
        sentence_claims__0__source=f"Lawyer B. · #{lawyer.pk}",
        sentence_claims__0__certainty="confirmed",
    )
    assert answer.status_code == 302, errors(answer)
    assert Event.objects.get().source.label == "Sister of A."
    sentence = Sentence.objects.get()
    assert (sentence.source, sentence.certainty, sentence.days) == (lawyer, "confirmed", 10)


def test_rows_that_nobody_told_are_refused_beside_the_source_and_kept(volunteer):
    answer = write(
        volunteer,
        make_detention(),
        new_source_kind="",
        new_source_label="",
        event_claims__0__kind="seized",
        event_claims__0__at="09.06.2019",
    )
    assert list(errors(answer)) == ["page-entry_source"]
    kept = fields_of(answer, "detention_form")
    assert (kept["event_claims-0-kind"], kept["event_claims-0-at"]) == ("seized", "09.06.2019")
    assert Event.objects.count() == Source.objects.count() == 0


def test_a_known_source_is_found_by_words(volunteer):
    source = make_source("Сестра А.")
    make_source("Адвокат")
    answer = write(
        volunteer,
        make_detention(),
        new_source_kind="",
        new_source_label="",
        entry_source="сестра",
        release_claims__0__manner="released",
    )
    assert answer.status_code == 302, errors(answer)
    assert Release.objects.get().source == source


def test_several_sources_that_match_are_offered_and_nothing_typed_is_lost(volunteer):
    first, second = make_source("Сестра А."), make_source("Сестра Б.")
    detention = make_detention()
    answer = write(
        volunteer,
        detention,
        new_source_kind="",
        new_source_label="",
        entry_source="сестра",
        event_claims__0__kind="seized",
    )
    assert list(errors(answer)) == ["page-entry_source"]
    assert "Several match. Choose one, or write more." in answer.text
    assert f"Сестра А. · #{first.pk}" in answer.text
    answer = send_on(
        volunteer,
        answer,
        address(detention),
        "detention_form",
        **{"entry_source-choice": str(second.pk)},
    )
    assert answer.status_code == 302, errors(answer)
    assert Event.objects.get().source == second


def test_a_picked_match_survives_another_error(volunteer):
    make_source("Сестра А.")
    picked = make_source("Сестра Б.")
    detention = make_detention()
    boxes = {
        "new_source_kind": "",
        "new_source_label": "",
        "entry_source": "сестра",
        "event_claims__0__kind": "seized",
        "event_claims__0__at": "nonsense",
    }
    answer = write(volunteer, detention, **boxes)
    answer = send_on(
        volunteer,
        answer,
        address(detention),
        "detention_form",
        **{"entry_source-choice": str(picked.pk)},
    )
    assert list(errors(answer)) == ["event_claims-0-at"]
    answer = send_on(
        volunteer, answer, address(detention), "detention_form", event_claims__0__at="2019"
    )
    assert answer.status_code == 302, errors(answer)
    assert Event.objects.get().source == picked


def test_unknown_words_for_a_source_are_kept(volunteer):
    answer = write(
        volunteer,
        make_detention(),
        entry_source="nobody of this name",
        event_claims__0__kind="seized",
    )
    assert list(errors(answer)) == ["page-entry_source"]
    assert fields_of(answer, "detention_form")["entry_source"] == "nobody of this name"


def test_a_charge_and_a_sentence_may_lead_to_the_trial_that_is_added_with_them(volunteer):
    answer = write(
        volunteer,
        make_detention(),
        trial_claims__0__held_at="10.06.2019 02:00",
        trial_claims__0__judge="Judge",
        charge_claims__0__article="488",
        charge_claims__0__trial="new",
        sentence_claims__0__kind="fine",
        sentence_claims__0__trial="new",
        sentencechange_claims__0__kind="reduced",
        sentencechange_claims__0__sentence="new",
    )
    assert answer.status_code == 302, errors(answer)
    detention = Detention.objects.get()
    trial, sentence = detention.trial_claims.get(), detention.sentence_claims.get()
    assert Charge.objects.get().trial == sentence.trial == trial
    assert detention.sentencechange_claims.get().sentence == sentence


def test_a_link_to_a_new_row_that_is_not_there_is_refused(volunteer):
    answer = write(
        volunteer, make_detention(), charge_claims__0__article="488", charge_claims__0__trial="new"
    )
    assert list(errors(answer)) == ["charge_claims-0-trial"]


def test_a_charge_may_lead_to_a_standing_trial_of_the_same_detention_only(volunteer):
    trial, other = make_trial(), make_trial()
    boxes = {"charge_claims__0__article": "488", "charge_claims__0__trial": str(other.pk)}
    answer = write(volunteer, trial.detention, **boxes)
    assert list(errors(answer)) == ["charge_claims-0-trial"]
    answer = write(
        volunteer, trial.detention, **{**boxes, "charge_claims__0__trial": str(trial.pk)}
    )
    assert answer.status_code == 302, errors(answer)
    assert Charge.objects.get().trial == trial


def test_a_changed_claim_keeps_its_entry_and_source(volunteer):
    placement = make_placement(from_at="2019-06-09")
    answer = write(
        volunteer,
        placement.detention,
        new_source_kind="",
        new_source_label="",
        placement_claims__0__from_at="10.06.2019",
    )
    assert answer.status_code == 302, errors(answer)
    changed = Placement.objects.get()
    assert changed.from_at == "2019-06-10"
    assert (changed.entry, changed.source) == (placement.entry, placement.source)


def test_an_untouched_page_writes_nothing(volunteer):
    placement = make_placement(from_at="2019-06-09T18:30")
    make_sentence(detention=placement.detention, days=10)
    before = placement.history.count()
    answer = write(volunteer, placement.detention, new_source_kind="", new_source_label="")
    assert answer.status_code == 302, errors(answer)
    assert placement.history.count() == before
    assert placement.detention.history.count() == 1


def test_the_history_names_who_wrote(volunteer):
    detention = make_detention()
    write(volunteer, detention, event_claims__0__kind="seized")
    event = Event.objects.get().history.get()
    assert event.pgh_context["name"] == volunteer.account.username
    page = volunteer.get(reverse("admin:detainees_detention_history", args=[detention.pk]))
    assert volunteer.account.username in page.content.decode()


IMPOSSIBLE = [
    {
        "event_claims-0-at": "31.02.2019",
        "event_claims-0-heard_at": "9999-12-31T23:59",
        "event_claims-0-source": "#99999999999999999999",
        "sentence_claims-0-days": "91",
        "placement_claims-0-to_at": "08.06.2019",
        "charge_claims-0-article": "4" * 10_000,
        "entry_heard_at": "0001-01-01T00:00",
    },
    {
        "event_claims-0-at": "yesterday",
        "event_claims-0-facility": "999999",
        "sentence_claims-0-days": "-1",
        "sentence_claims-0-amount_mci": "0",
        "trial_claims-0-judge": "я" * 10_000,
        "trial_claims-0-minutes": "99999999999",
        "rally": "99999",
        "entry_heard_at": "never",
    },
    {
        "event_claims-0-at": "1.1.1850",
        "event_claims-0-kind": "flown",
        "event_claims-0-facility": "abc",
        "sentence_claims-0-days": "9" * 400,
        "sentence_claims-0-amount_mci": "NaN",
        "sentence_claims-0-trial": "1; drop",
        "role": "king",
    },
]


@pytest.mark.parametrize("boxes", IMPOSSIBLE)
def test_what_no_source_can_mean_is_refused_beside_its_field_and_kept(volunteer, boxes):
    sound = {
        "event_claims-0-kind": "seized",
        "sentence_claims-0-kind": "fine",
        "charge_claims-0-article": "488",
        "placement_claims-0-from_at": "10.06.2019",
    }
    answer = write(volunteer, make_detention(), **{**sound, **boxes})
    assert answer.status_code == 200
    found = {name.removeprefix("page-") for name in errors(answer)}
    assert found >= set(boxes)
    kept = fields_of(answer, "detention_form")
    choices = ("facility", "kind", "trial", "rally", "role")
    typed = {name: value for name, value in boxes.items() if not name.endswith(choices)}
    shown = {name: kept[name] for name in typed if kept[name] or "heard_at" not in name}
    assert shown.items() <= typed.items()
    assert Event.objects.count() == Sentence.objects.count() == 0


def test_what_is_unlikely_is_warned_about_and_saved_over(volunteer):
    detention = make_detention()
    answer = write(
        volunteer,
        detention,
        event_claims__0__kind="seized",
        event_claims__0__at="09.06.2019",
        sentence_claims__0__kind="administrative_arrest",
        sentence_claims__0__days="45",
        release_claims__0__manner="released",
        release_claims__0__released_at="08.06.2019",
        trial_claims__0__held_at="2090",
    )
    assert answer.status_code == 200
    assert list(warned(answer)) == [
        "trial_claims-0-held_at",
        "sentence_claims-0-days",
        "release_claims-0-released_at",
    ]
    assert Source.objects.count() == 0
    again = send_on(volunteer, answer, address(detention), "detention_form")
    assert again.status_code == 200, "without the tick it is not saved"
    answer = send_on(volunteer, again, address(detention), "detention_form", save_anyway="on")
    assert answer.status_code == 302, errors(answer)
    assert Source.objects.count() == 1
    assert Sentence.objects.get().days == 45


def test_a_warning_that_was_not_seen_is_shown_even_with_the_tick(volunteer):
    detention = make_detention()
    boxes = {"sentence_claims__0__kind": "fine", "sentence_claims__0__days": "5"}
    answer = write(volunteer, detention, **boxes)
    answer = send_on(
        volunteer,
        answer,
        address(detention),
        "detention_form",
        save_anyway="on",
        trial_claims__0__held_at="2090",
    )
    assert list(warned(answer)) == ["trial_claims-0-held_at", "sentence_claims-0-days"]
    assert Sentence.objects.count() == 0


def test_contradictions_between_rows_are_warned_about(volunteer):
    stay = make_placement(
        facility=make_facility(name="One"), from_at="2019-06-09T18:00", to_at="2019-06-10T10:00"
    )
    make_sentence(detention=stay.detention, days=10)
    other = make_facility(name="Two")
    answer = write(
        volunteer,
        stay.detention,
        placement_claims__1__facility=str(other.pk),
        placement_claims__1__from_at="09.06.2019 20:00",
        sentence_claims__1__kind="administrative_arrest",
        sentence_claims__1__days="15",
    )
    assert list(warned(answer)) == ["placement_claims-1-facility", "sentence_claims-1-kind"]


def test_stored_oddities_do_not_hold_back_another_change(volunteer):
    sentence = make_sentence(days=45)
    answer = write(volunteer, sentence.detention, event_claims__0__kind="seized")
    assert answer.status_code == 302, errors(answer)


def test_rally_and_another_city_are_warned_about(volunteer):
    rally, city = make_rally(), make_city()
    answer = write(volunteer, make_detention(), rally=str(rally.pk), city=str(city.pk))
    assert list(warned(answer)) == ["city"]


def test_a_second_detention_starts_from_the_person(volunteer):
    person = make_person("Әлиева Айгүл")
    rally = make_rally()
    there = f"{reverse('admin:detainees_detention_add')}?person={person.pk}"
    answer = send(volunteer, there, "detention_form", rally=str(rally.pk))
    detention = Detention.objects.get()
    assert (detention.person, detention.rally) == (person, rally)
    assert answer.url == address(detention)
    assert volunteer.get(reverse("admin:detainees_detention_add") + "?person=x").status_code == 200
