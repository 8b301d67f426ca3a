"""The places that are loaded with the registry: real ones as far as known, others invented."""

import json
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.utils import translation

from stations.models import City, CityName, Facility, FacilityName, Region, RegionName

FIXTURE = Path(__file__).resolve().parents[2] / "fixtures" / "stations.json"
ELECTION_DAY = date(2019, 6, 9)
UNKNOWN = {
    "address": "",
    "phone": "",
    "latitude": None,
    "longitude": None,
    "capacity": None,
    "visiting_hours": "",
    "parcel_hours": "",
}
REAL = {
    "Yesil police station": ("police_station", "nur-sultan"),
    "Baikonur police station": ("police_station", "nur-sultan"),
    "Nur-Sultan temporary detention facility": ("temporary_detention", "nur-sultan"),
    "Bostandyk police station": ("police_station", "almaty"),
    "Turksib police station": ("police_station", "almaty"),
    "Almaty special reception centre": ("special_reception", "almaty"),
}


@pytest.fixture
def places(db):
    call_command("loaddata", FIXTURE, verbosity=0)


def hours(zone, day):
    """Return the distance from UTC in hours at noon of ``day`` in ``zone``."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(zone))
    return noon.utcoffset().total_seconds() / 3600


def test_loading_twice_changes_nothing(places):
    counts = [model.objects.count() for model in (Region, City, Facility, FacilityName)]
    call_command("loaddata", FIXTURE, verbosity=0)

    assert [model.objects.count() for model in (Region, City, Facility, FacilityName)] == counts


def test_a_new_place_gets_a_number_after_the_loaded_ones(places):
    highest = max(Facility.objects.values_list("pk", flat=True))

    assert Facility.objects.create(region=Region.objects.first()).pk > highest


def test_the_country_had_seventeen_regions_in_june_2019(places):
    valid = [
        region.code
        for region in Region.objects.exclude(code="demo-region").prefetch_related("names")
        if any(
            name.kind == "official" and name.is_valid_on(ELECTION_DAY)
            for name in region.names.all()
        )
    ]

    assert len(valid) == 17
    assert {code for code in valid if code.endswith("-city")} == {
        "almaty-city",
        "nur-sultan-city",
        "shymkent-city",
    }
    assert set(Region.objects.values_list("code", flat=True)) - set(valid) == {
        "abai-region",
        "jetisu-region",
        "ulytau-region",
        "demo-region",
    }


@pytest.mark.parametrize(
    ("model", "code", "day", "name"),
    [
        (City, "nur-sultan", date(1997, 12, 10), "Akmola"),
        (City, "nur-sultan", date(2019, 3, 22), "Astana"),
        (City, "nur-sultan", ELECTION_DAY, "Nur-Sultan"),
        (City, "nur-sultan", date(2023, 1, 1), "Astana"),
        (City, "almaty", ELECTION_DAY, "Almaty"),
        (City, "uralsk", ELECTION_DAY, "Uralsk"),
        (City, "kostanay", ELECTION_DAY, "Kostanay"),
        (City, "aktobe", ELECTION_DAY, "Aktobe"),
        (Region, "nur-sultan-city", ELECTION_DAY, "city of Nur-Sultan"),
        (Region, "turkistan-region", date(2018, 6, 18), "South Kazakhstan Region"),
        (Region, "turkistan-region", date(2018, 6, 19), "Turkistan Region"),
    ],
)
def test_places_are_called_as_on_that_day(places, model, code, day, name):
    with translation.override("en"):
        assert model.objects.get(code=code).name_on(day) == name


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("uralsk", "Oral"),
        ("kostanay", "Qostanai"),
        ("aktobe", "Aqtobe"),
        ("karaganda", "Qaragandy"),
        ("almaty", "Alma-Ata"),
    ],
)
def test_other_spellings_are_known(places, code, name):
    assert CityName.objects.get(city__code=code, name_en=name).kind == "other"


def test_every_official_name_stands_in_three_languages(places):
    for model, owner in [(Region, RegionName), (City, CityName), (Facility, FacilityName)]:
        official = owner.objects.filter(kind="official")

        assert not official.filter(name_kk="").exists()
        assert not official.filter(name_ru="").exists()
        assert not official.filter(name_en="").exists()
        assert not model.objects.exclude(names__kind="official").exists()


def test_official_names_of_a_place_never_overlap(places):
    for place in [*Region.objects.all(), *City.objects.all(), *Facility.objects.all()]:
        official = [name for name in place.names.all() if name.kind == "official"]
        days = [day for name in official for day in (name.valid_from, name.valid_to) if day]

        for day in [*days, ELECTION_DAY]:
            assert sum(name.is_valid_on(day) for name in official) <= 1, place


def test_every_row_passes_its_own_rules(places):
    for model in (Region, RegionName, City, CityName, Facility, FacilityName):
        for row in model.objects.all():
            row.full_clean()


def test_zones_are_those_of_june_2019_and_of_today(places):
    early = {"aktobe", "atyrau", "aktau", "kyzylorda", "uralsk"}
    zones = dict(City.objects.values_list("code", "time_zone"))

    assert len(zones) == 19
    for code, zone in zones.items():
        assert hours(zone, ELECTION_DAY) == (5 if code in early else 6), code
        assert hours(zone, date(2024, 6, 9)) == 5, code
    for city in City.objects.select_related("region"):
        assert city.time_zone == city.region.time_zone, city.code


def test_the_reports_facilities_are_there_and_nothing_is_made_up_about_them(places):
    real = Facility.objects.filter(is_invented=False).select_related("city")

    with translation.override("en"):
        found = {row.name_on(ELECTION_DAY): (row.kind, row.city.code) for row in real}
    assert found == REAL
    for facility in real:
        assert {field: getattr(facility, field) for field in UNKNOWN} == UNKNOWN
        assert facility.verified_on == date(2019, 6, 19)
        assert facility.verified_by.startswith("Open Dialogue Foundation, report of June 2019")


def test_invented_facilities_show_it_and_were_verified_by_nobody(places):
    invented = Facility.objects.filter(is_invented=True).prefetch_related("names")

    assert len(invented) == 16
    for facility in invented:
        name = facility.names.get()
        assert name.name_en.startswith("Demo ")
        assert name.name_ru.startswith("Демо-")
        assert " демо " in name.name_kk
        assert facility.phone.startswith("+7 (000) 000-00-")
        assert (facility.address, facility.latitude, facility.longitude) == ("", None, None)
        assert (facility.verified_on, facility.verified_by) == (None, "")
    assert len({facility.phone for facility in invented}) == len(invented)


def test_the_regions_that_people_were_taken_to_have_places_for_them(places):
    kinds = Counter(
        Facility.objects.filter(kind__in=["special_reception", "temporary_detention"]).values_list(
            "region__code", flat=True
        )
    )

    assert kinds["akmola-region"] == 3
    assert kinds["karaganda-region"] == 2
    assert kinds["almaty-region"] == 2


def test_the_invented_city_holds_only_invented_facilities(places):
    facilities = Facility.objects.filter(city__code="demo-city")

    assert facilities.filter(is_invented=True).count() == facilities.count() == 4
    assert set(Facility.objects.filter(region__code="demo-region")) == set(facilities)


def test_numbers_are_fixed_and_no_label_is_used_twice():
    rows = json.loads(FIXTURE.read_text(encoding="utf-8"))
    labels = Counter((row["model"], row["pk"]) for row in rows)

    assert max(labels.values()) == 1
    for row in rows:
        owner = row["model"].removeprefix("stations.").removesuffix("name")
        if row["model"].endswith("name"):
            assert row["pk"] // 10 == row["fields"][owner]
