"""The invented night: forty people in every trouble, dated from now, and no count of June 2019."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from detainees.exchange.fixtures import load_fixture
from detainees.exchange.invented.night import NIGHT_IDS, invented_night
from detainees.exchange.making import MODELS
from detainees.models import Detention, Entry, Health, Person, PersonName, Placement, Rally, Source
from registry.lib.dates import partial_span
from tests.exchange.test_making import TOLD_TIMES

HOURS = 5


@pytest.fixture
def night(db):
    load_fixture("stations")
    call_command("load_night", verbosity=0)


def night_at(hour, minute=0):
    now = datetime(2026, 6, 9, hour, minute, tzinfo=UTC) - timedelta(hours=HOURS)
    return now, list(invented_night(now, hours_from_utc=HOURS))


def last_heard(case):
    return max(claim.heard_at for claim in case.claims)


def nouns(case, noun):
    return [claim.fields for claim in case.claims if claim.noun == noun]


def test_forty_people_stand_at_all_levels(night):
    levels = Counter(Person.objects.values_list("level", flat=True))
    assert sum(levels.values()) == 40
    assert min(levels["listed"], levels["findable"], levels["confidential"]) >= 6
    listed = Person.objects.listed()
    assert listed.exclude(consents__scopes__contains=["list"]).count() == 0
    on_paper = listed.filter(consents__scopes__contains=["print"]).count()
    assert 0 < on_paper < listed.count()
    assert set(Person.objects.values_list("is_invented", flat=True)) == {True}
    assert all("вымышлено" in label for label in Source.objects.values_list("label", flat=True))


def test_the_night_has_a_rally_of_its_own_in_inventown(night):
    rally = Rally.objects.get()
    assert (rally.city.code, rally.is_invented) == ("demo-city", True)
    assert "вымышлено" in rally.place
    assert Detention.objects.filter(rally=rally).count() == 40
    held_in = Placement.objects.exclude(facility=None).values_list("facility__is_invented")
    assert set(held_in) == {(True,)}


def test_every_row_is_valid(night):
    for model in (*MODELS, Entry, Rally):
        for row in model.objects.all():
            row.full_clean()


def test_a_second_run_does_nothing(night, capsys):
    before = [model.objects.count() for model in (*MODELS, Entry, Rally)]
    call_command("load_night")
    assert "already" in capsys.readouterr().err
    assert [model.objects.count() for model in (*MODELS, Entry, Rally)] == before
    assert Person.objects.filter(public_id__in=NIGHT_IDS).count() == 40


def test_without_places_it_says_what_to_load(db):
    with pytest.raises(CommandError, match="loaddata stations"):
        call_command("load_night")


def test_names_stand_in_three_scripts_and_some_are_unknown(night):
    scripts = Counter(PersonName.objects.filter(is_main=True).values_list("script", flat=True))
    assert min(scripts["kk"], scripts["ru"], scripts["la"]) >= 3
    nameless = Person.objects.filter(names=None)
    assert nameless.count() == 3
    assert set(nameless.values_list("level", flat=True)) == {"confidential"}
    assert all("вымышлено" in person.description for person in nameless)
    assert nameless.filter(looks_minor=True).count() == 1


def test_two_are_likely_one_person(night):
    alike = PersonName.objects.filter(surname__istartswith="Пример", is_main=True)
    assert sorted(str(name) for name in alike) == [
        "Примергалиев Даурен",
        "Примерғалиев Дәурен Маратұлы",
    ]
    years = {name.person.birth_year for name in alike}
    assert len(years) == 1


def test_a_minor_is_listed_only_with_a_guardians_consent(night):
    today = timezone.localdate()
    minors = [
        person
        for person in Person.objects.exclude(birth_date="")
        if person.birth_year > today.year - 17
    ]
    givers = {
        (person.level, *person.consents.values_list("given_by", flat=True)) for person in minors
    }
    assert givers == {("listed", "guardian"), ("confidential",)}


def test_somebody_pregnant_is_arrested(night):
    person = Health.objects.get(is_pregnant="yes").person
    kinds = person.detentions.get().sentence_claims.values_list("kind", flat=True)
    assert list(kinds) == ["administrative_arrest"]


@pytest.mark.parametrize(("hour", "minute"), [(0, 0), (3, 30), (12, 0), (20, 30), (23, 59)])
def test_at_any_hour_of_loading_nothing_lies_ahead(hour, minute):
    now, cases = night_at(hour, minute)
    assert len(cases) == 40
    for case in cases:
        for claim in case.claims:
            assert claim.heard_at <= now
            clock = claim.heard_at.replace(tzinfo=None)
            for name in TOLD_TIMES.get(claim.noun, ()):
                if told := claim.fields.get(name):
                    assert partial_span(told)[0] <= clock


@pytest.mark.parametrize("hour", [0, 23])
def test_troubles_of_the_night(hour):
    now, cases = night_at(hour)
    days = [{claim.get("days") for claim in nouns(case, "sentence")} for case in cases]
    assert days.count({10, 15}) == 2
    open_places = [
        {claim["facility"] for claim in nouns(case, "placement") if "to_at" not in claim}
        for case in cases
    ]
    assert sum(len(places) > 1 for places in open_places) == 2
    overdue = [case for case in cases if is_overdue(case, now) and not nouns(case, "release")]
    assert len(overdue) >= 3
    silence = [(now - last_heard(case)) / timedelta(hours=1) for case in cases]
    for low, high in ((24, 48), (48, 72), (72, 100)):
        assert any(low <= hours < high for hours in silence)
    assert [claim["manner"] for case in cases for claim in nouns(case, "release")].count(
        "freed"
    ) == 1
    assert sum({"hospital"} <= places for places in open_places) == 2
    assert sum(None in places for places in open_places) == 3
    refused = [
        case
        for case in cases
        if {"station"} & {claim["facility"] for claim in nouns(case, "placement")}
        and "not_held" in {claim["reply"] for claim in nouns(case, "enquiry")}
    ]
    assert len(refused) >= 2


def is_overdue(case, now):
    for sentence in nouns(case, "sentence"):
        if sentence.get("days") and sentence.get("counted_from"):
            due = datetime.fromisoformat(sentence["counted_from"]) + timedelta(
                days=sentence["days"]
            )
            return due < now.replace(tzinfo=None) + timedelta(hours=HOURS)
    return False


def test_june_2019_counts_as_before(committed, client):
    load_fixture("stations")
    load_fixture("june_2019")
    call_command("load_night", verbosity=0)
    for query, count in [
        ("city=almaty", 343),
        ("city=nur-sultan", 733),
        ("city=aktobe", 4),
        ("detained_from=2019-06-09&detained_to=2019-06-11", 1080),
        ("city=almaty&detained_from=2019-06-09&detained_to=2019-06-09", 203),
    ]:
        assert client.get(f"/api/people?{query}").json()["count"] == count
    listed = Person.objects.listed().filter(public_id__in=NIGHT_IDS).count()
    assert client.get("/api/people?city=demo-city").json()["count"] == listed
