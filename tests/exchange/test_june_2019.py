"""June 2019 as invented cases: the report's counts, and cases that hold together."""

import csv
import importlib.util
import json
from collections import Counter
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from django.core import serializers
from django.db import connections

from detainees.exchange.fixtures import load_fixture
from detainees.exchange.invented.course import OUT_OF_TOWN
from detainees.exchange.invented.june_2019 import ARREST, june_2019
from detainees.exchange.invented.june_2019_shares import (
    ELECTION_DAY,
    EXCLUDED_BUT_ARRESTED,
    RALLIES,
    REDUCED,
    TWO_STATIONS,
    TWO_TERMS,
)
from registry.lib.dates import partial_span

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
# What a claim of each noun tells the time of; what is told comes before it is heard.
TOLD_TIMES = {
    "event": ("at",),
    "placement": ("from_at", "to_at"),
    "trial": ("held_at",),
    "sentence": ("ruled_at", "counted_from"),
    "sentencechange": ("decided_at",),
    "release": ("released_at",),
    "violation": ("at",),
    "enquiry": ("asked_at",),
}
# rally, seized from, to: detained and arrested, as figures.csv rows 25, 26, 30 and 38 to 42 say.
COUNTS = [
    ("almaty", "2019-06-09", "2019-06-09", 203, 71),
    ("nur-sultan", "2019-06-09", "2019-06-09", 461, 379),
    ("aktobe", "2019-06-09", "2019-06-09", 4, 4),
    ("almaty", "2019-06-10", "2019-06-11", 140, 121),
    ("almaty", "2019-06-10", "2019-06-10", 132, 121),
    ("almaty", "2019-06-11", "2019-06-11", 8, 0),
    ("nur-sultan", "2019-06-10", "2019-06-10", 272, 63),
    ("almaty", "2019-06-09", "2019-06-11", 343, 192),
    ("nur-sultan", "2019-06-09", "2019-06-11", 733, 442),
]


@pytest.fixture(scope="module")
def cases():
    return june_2019()


@pytest.fixture(scope="module")
def generator():
    spec = importlib.util.spec_from_file_location(
        "generate_june_2019", FIXTURES / "generate_june_2019.py"
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def claims(case, noun):
    return [claim for claim in case.claims if claim.noun == noun]


def seizures(case):
    return [
        claim.fields["at"] for claim in claims(case, "event") if claim.fields["kind"] == "seized"
    ]


def days_of_seizure(case):
    return {at[:10] for at in seizures(case)}


@pytest.mark.parametrize(("city", "first", "last", "detained", "arrested"), COUNTS)
def test_counts_are_those_of_the_report(cases, city, first, last, detained, arrested):
    seized = [
        case
        for case in cases
        if case.rally.city == city and all(first <= day <= last for day in days_of_seizure(case))
    ]
    kinds = Counter(
        kind
        for case in seized
        for kind in {claim.fields["kind"] for claim in claims(case, "sentence")}
    )
    assert (len(seized), kinds[ARREST]) == (detained, arrested)


def test_rallies_have_the_figures_of_the_report():
    with (FIXTURES / "figures.csv").open(encoding="utf-8") as file:
        figures = {int(row["id"]): int(row["value"] or 0) for row in csv.DictReader(file)}
    listed = {rally.code: (rally.detained, rally.arrested) for rally in RALLIES}
    assert listed["almaty-9"] == (figures[25], figures[38])
    assert listed["nur-sultan-9"] == (figures[26], figures[39])
    assert listed["aktobe-9"] == (figures[40], figures[40])
    assert listed["nur-sultan-10"] == (figures[30], figures[42])
    assert listed["almaty-10"] == (figures[6] - figures[25], figures[41])
    assert sum(arrested for _, arrested in listed.values()) == figures[37]
    assert figures[44] == REDUCED


def test_everybody_has_one_full_day_of_seizure(cases):
    assert all(len(days_of_seizure(case)) == 1 for case in cases)
    assert all(len(at) >= 10 for case in cases for at in seizures(case))


def test_nobody_has_two_kinds_of_sentence(cases):
    for case in cases:
        kinds = {claim.fields["kind"] for claim in claims(case, "sentence")}
        assert kinds == (set() if case.outcome == "released" else {case.outcome})


def test_everybody_is_released_in_the_end_and_that_is_confirmed(cases):
    for case in cases:
        last = max(claims(case, "release"), key=lambda claim: claim.heard_at)
        assert (last.certainty, last.fields["manner"]) == ("confirmed", "released")


def test_311_sentences_are_reduced_between_10_and_19_june(cases):
    reduced = [claim for case in cases for claim in claims(case, "sentencechange")]
    days = [claim.fields["decided_at"][:10] for claim in reduced]
    assert (len(reduced), min(days) >= "2019-06-10", max(days) <= "2019-06-19") == (
        REDUCED,
        True,
        True,
    )


def test_release_follows_the_term_as_reduced(cases):
    for case in cases:
        if case.outcome != ARREST:
            continue
        term = claims(case, "sentence")[0].fields["days"]
        reduced = [claim.fields["days"] for claim in claims(case, "sentencechange")]
        assert all(1 <= days < term for days in reduced)
        seized, _ = partial_span(seizures(case)[0][:10])
        _, out = partial_span(claims(case, "release")[-1].fields["released_at"][:10])
        assert out - seized <= timedelta(days=term + 2 if not reduced else term + 1)


def test_nothing_is_heard_before_it_happened(cases):
    for case in cases:
        zone = timezone(timedelta(hours=case.rally.hours_from_utc))
        for claim in case.claims:
            for name in TOLD_TIMES.get(claim.noun, ()):
                if told := claim.fields.get(name):
                    assert partial_span(told)[0].replace(tzinfo=zone) <= claim.heard_at


def test_placements_do_not_end_before_they_begin(cases):
    for case in cases:
        for claim in claims(case, "placement"):
            if end := claim.fields.get("to_at"):
                assert partial_span(claim.fields["from_at"])[0] < partial_span(end)[1]


def test_several_hundred_were_held_for_10_to_17_hours(cases):
    held = [
        case for case in cases if case.rally.starts_on.day == 9 and hours_at_station(case) >= 10
    ]
    assert len(held) >= 300
    assert max(map(hours_at_station, cases)) < 18


def hours_at_station(case):
    """Hours between the ends of the first placement, 0 when either is not known to the hour."""
    first = claims(case, "placement")[0].fields
    ends = (first["from_at"], first.get("to_at", ""))
    if min(map(len, ends)) < 13:
        return 0
    start, end = (datetime.fromisoformat(f"{at[:13]}:{at[14:] or '00'}") for at in ends)
    return (end - start) / timedelta(hours=1)


def test_courts_of_9_june_sat_from_the_evening_to_the_morning(cases):
    night = [
        claim
        for case in cases
        if case.rally.starts_on.day == 9
        for claim in claims(case, "trial")
        if len(claim.fields["held_at"]) >= 13
    ]
    assert all("2019-06-09T19" < claim.fields["held_at"] < "2019-06-10T12" for claim in night)
    minutes = [claim.fields["minutes"] for claim in night if "minutes" in claim.fields]
    assert sum(length <= 5 for length in minutes) > len(minutes) / 2
    without = [claim for claim in night if claim.fields["lawyer_present"] == "no"]
    assert len(without) > len(night) * 0.9


def test_200_were_taken_from_nur_sultan_to_other_regions(cases):
    away = [
        case
        for case in cases
        if case.rally.code == "nur-sultan-9"
        and any(
            (claim.fields.get("facility") or "").startswith(OUT_OF_TOWN)
            for claim in claims(case, "placement")
        )
    ]
    assert len(away) == 200
    assert all(case.outcome == ARREST for case in away)


def test_more_than_10_days_stand_only_where_the_law_knows_them_or_sources_differ(cases):
    over = 0
    for case in cases:
        articles = {
            claim.fields["article"] + claim.fields["part"] for claim in claims(case, "charge")
        }
        terms = {claim.fields.get("days") or 0 for claim in claims(case, "sentence")}
        assert max(terms, default=0) <= 15
        over += articles == {"4881"} and max(terms) > 10
    assert over <= TWO_TERMS


def test_sources_disagree_about_details_only(cases):
    stations = sum(len(stations_named(case)) > 1 for case in cases)
    terms = sum(
        len({claim.fields.get("days") for claim in claims(case, "sentence")}) > 1 for case in cases
    )
    assert (stations, terms) == (TWO_STATIONS, TWO_TERMS)


def stations_named(case):
    return {
        claim.fields["facility"]
        for claim in claims(case, "placement")
        if claim.fields.get("facility") in case.rally.stations
    }


def test_each_case_has_one_to_four_sources(cases):
    assert {len(case.sources) for case in cases} == {1, 2, 3, 4}


def test_who_was_detained(cases):
    roles = Counter(case.role for case in cases)
    minors = [case for case in cases if case.person.age_on(ELECTION_DAY) < 18]
    assert (roles["journalist"], roles["human_rights_defender"]) == (13, 7)
    assert 10 <= len(minors) <= 30
    assert all(case.consent.given_by == "guardian" for case in minors)
    assert all(case.consent.given_by_name for case in minors)
    assert not any(claims(case, "sentence") for case in minors)
    assert sum(case.person.age_on(ELECTION_DAY) > 60 for case in cases) > 20


def test_few_are_arrested_whom_the_law_excludes(cases):
    excluded = [case for case in cases if case.outcome == ARREST and case.health]
    assert len(excluded) == EXCLUDED_BUT_ARRESTED
    ages = {
        sex: max(
            case.person.age_on(ELECTION_DAY)
            for case in cases
            if case.outcome == ARREST and case.person.sex == sex
        )
        for sex in ("female", "male")
    }
    assert ages["female"] <= 58
    assert ages["male"] <= 63


def test_a_trial_or_sentence_that_a_claim_is_about_is_of_its_case(cases):
    for case in cases:
        for claim in case.claims:
            if claim.about is not None:
                noun = "sentence" if claim.noun == "sentencechange" else "trial"
                assert case.claims[claim.about].noun == noun


def test_same_seed_gives_the_same_cases(cases):
    assert june_2019() == cases
    assert june_2019(1)[:5] != cases[:5]


@pytest.mark.parametrize("name", ["june_2019.json", "figures.json"])
def test_fixture_is_what_its_generator_writes(generator, name):
    assert generator.FILES[name]() == (FIXTURES / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["june_2019.json", "figures.json"])
def test_fixture_holds_only_words_and_dates_that_the_models_know(name):
    for row in serializers.deserialize("json", (FIXTURES / name).read_text(encoding="utf-8")):
        relations = [field.name for field in row.object._meta.fields if field.is_relation]
        row.object.clean_fields(exclude=relations)


def test_figures_keep_every_row_of_the_report(generator):
    rows = json.loads((FIXTURES / "figures.json").read_text(encoding="utf-8"))
    assert [row["pk"] for row in rows] == list(range(1, 45))
    assert rows[2]["fields"]["value"] == 677
    assert "value" not in rows[22]["fields"]


def test_loaded_fixtures_give_the_counts_of_the_report(committed, client):
    for name in ("stations", "june_2019", "figures"):
        load_fixture(name)
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE")
    for city, first, last, detained, arrested in COUNTS:
        query = {"city": city, "detained_from": first, "detained_to": last}
        assert client.get("/api/people", query).json()["count"] == detained
        query["sentence"] = ARREST
        assert client.get("/api/people", query).json()["count"] == arrested
    assert client.get("/api/people", {"status": "released"}).json()["count"] == 1080
    assert client.get("/api/people").json()["count"] == 1080
