"""Places and what they were called on a day."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from stations.models import (
    City,
    CityName,
    Facility,
    FacilityName,
    Region,
    RegionName,
    validate_time_zone,
)

ELECTION_DAY = date(2019, 6, 9)


def make_region(code="akmola-region", **kwargs):
    return Region.objects.create(code=code, **kwargs)


def make_city(code="almaty", **kwargs):
    region = kwargs.pop("region", None) or make_region(f"{code}-region")
    return City.objects.create(code=code, region=region, **kwargs)


def make_facility(**kwargs):
    region = kwargs.pop("region", None) or make_region()
    return Facility.objects.create(region=region, **kwargs)


@pytest.fixture
def capital(db):
    """The city that was Astana, Nur-Sultan, and Astana again."""
    city = make_city("nur-sultan")
    for first, last, kk, ru, en in [
        ("1998-05-06", "2019-03-22", "Астана", "Астана", "Astana"),
        ("2019-03-23", "2022-09-16", "Нұр-Сұлтан", "Нур-Султан", "Nur-Sultan"),
        ("2022-09-17", None, "Астана", "Астана", "Astana"),
    ]:
        city.names.create(name_kk=kk, name_ru=ru, name_en=en, valid_from=first, valid_to=last)
    return city


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2019, 3, 22), "Astana"),
        (date(2019, 3, 23), "Nur-Sultan"),
        (ELECTION_DAY, "Nur-Sultan"),
        (date(2022, 9, 16), "Nur-Sultan"),
        (date(2022, 9, 17), "Astana"),
        (date(2023, 1, 1), "Astana"),
    ],
)
def test_a_place_is_called_as_on_that_day(capital, day, name):
    with translation.override("en"):
        assert City.objects.get().name_on(day) == name


def test_today_is_meant_where_no_day_is_given(capital):
    with translation.override("ru"):
        assert str(City.objects.get()) == "Астана"


@pytest.mark.parametrize(
    ("language", "name"), [("kk", "Нұр-Сұлтан"), ("ru", "Нур-Султан"), ("en", "Nur-Sultan")]
)
def test_a_name_stands_in_the_active_language(capital, language, name):
    with translation.override(language):
        assert capital.name_on(ELECTION_DAY) == name


@pytest.mark.parametrize(
    ("names", "language", "shown"),
    [
        ({"name_ru": "Есильский отдел"}, "kk", "Есильский отдел"),
        ({"name_kk": "Есіл бөлімі"}, "ru", "Есіл бөлімі"),
        ({"name_kk": "Есіл бөлімі", "name_ru": "Есильский отдел"}, "en", "Есильский отдел"),
        ({"name_en": "Yesil"}, "ru", "Yesil"),
        ({"name_en": "Yesil"}, "de", "Yesil"),
    ],
)
def test_a_name_without_that_language_stands_in_another(names, language, shown):
    assert FacilityName(**names).in_language(language) == shown


def test_a_name_is_shown_where_no_language_is_active():
    with translation.override(None):
        assert str(FacilityName(name_kk="Есіл", name_ru="Есиль")) == "Есиль"


def test_another_name_is_never_the_official_one(db):
    facility = make_facility(kind=Facility.Kind.POLICE_STATION)
    facility.names.create(kind="other", name_ru="ментовка на углу")
    facility = Facility.objects.get()

    with translation.override("en"):
        assert facility.name_on(ELECTION_DAY) == ""
        assert str(facility) == f"police station #{facility.pk}"


def test_a_place_not_saved_yet_can_be_shown():
    assert str(City(code="semey")) == "semey"
    assert str(Facility()).endswith("#None")


def test_a_place_without_a_name_is_called_by_its_code(db):
    assert str(make_city("semey")) == "semey"
    assert str(Region.objects.get()) == "semey-region"


def test_the_newest_of_several_open_names_counts(db):
    city = make_city("konaev")
    city.names.create(name_en="Kapshagay")
    city.names.create(name_en="Konaev", valid_from="2022-05-05")
    city = City.objects.get()

    with translation.override("en"):
        assert city.name_on(date(2022, 5, 4)) == "Kapshagay"
        assert city.name_on(date(2022, 5, 5)) == "Konaev"


def test_a_day_outside_all_names_gets_the_newest(db):
    region = make_region("abai-region")
    region.names.create(name_en="Semipalatinsk Region", valid_to="1997-05-03")
    region.names.create(name_en="Abai Region", valid_from="2022-06-08")

    with translation.override("en"):
        assert Region.objects.get().name_on(ELECTION_DAY) == "Abai Region"


def test_names_of_prefetched_places_take_no_query(capital, django_assert_num_queries):
    with django_assert_num_queries(2):
        cities = list(City.objects.prefetch_related("names"))
    with django_assert_num_queries(0), translation.override("en"):
        assert [city.name_on(ELECTION_DAY) for city in cities] == ["Nur-Sultan"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("model", "owner"), [(RegionName, "region"), (CityName, "city"), (FacilityName, "facility")]
)
def test_a_name_needs_a_language_and_an_order_of_days(model, owner):
    place = {"region": make_region, "city": make_city, "facility": make_facility}[owner]()
    nameless = model(**{owner: place})
    backwards = model(
        **{owner: place}, name_ru="Есиль", valid_from=date(2019, 3, 23), valid_to=date(2019, 3, 22)
    )

    with translation.override("en"):
        assert messages(nameless) == {"__all__": ["Give the name in at least one language."]}
        assert messages(backwards) == {"__all__": ["A name cannot end before it begins."]}
    for name in (nameless, backwards):
        with pytest.raises(IntegrityError), transaction.atomic():
            name.save()


@pytest.mark.django_db
def test_a_name_of_one_day_is_fine():
    name = CityName(
        city=make_city(), name_kk="Алматы", valid_from=ELECTION_DAY, valid_to=ELECTION_DAY
    )
    name.full_clean()
    name.save()

    assert name.is_valid_on(ELECTION_DAY)
    assert not name.is_valid_on(date(2019, 6, 10))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value"),
    [("latitude", "90.1"), ("latitude", "-90.1"), ("longitude", "180.1"), ("longitude", "-180.1")],
)
def test_a_facility_stands_on_earth(field, value):
    facility = Facility(region=make_region(), **{field: value})

    assert list(messages(facility)) == [field]
    with pytest.raises(IntegrityError, match=f"facility_{field}_is_on_earth"), transaction.atomic():
        facility.save()


@pytest.mark.django_db
def test_a_facility_of_which_nothing_is_known_is_fine():
    facility = Facility(region=make_region())
    facility.full_clean()
    facility.save()

    facility.refresh_from_db()
    assert (facility.address, facility.phone, facility.capacity) == ("", "", None)
    assert facility.kind == Facility.Kind.UNKNOWN
    assert facility.is_invented is False


def test_local_time_is_the_citys_else_the_regions(db):
    region = make_region("west-kazakhstan-region", time_zone="Asia/Oral")
    city = make_city("almaty", region=region, time_zone="Asia/Almaty")

    assert make_facility(region=region, city=city).time_zone == "Asia/Almaty"
    assert make_facility(region=region).time_zone == "Asia/Oral"


@pytest.mark.parametrize("name", ["Asia/Astana", "+06", "", "asia/almaty", "Asia/Almaty\x00"])
def test_a_time_zone_that_is_none_gets_a_message(name):
    with pytest.raises(ValidationError), translation.override("en"):
        validate_time_zone(name)


@pytest.mark.django_db
def test_a_code_stands_for_one_place():
    make_city("almaty")

    assert list(messages(City(code="almaty", region=Region.objects.get()))) == ["code"]
    assert list(messages(City(code="Алматы", region=Region.objects.get()))) == ["code"]


@pytest.mark.django_db
def test_a_place_with_cities_or_facilities_stays():
    city = make_city()
    make_facility(region=city.region, city=city)

    for place in (city.region, city):
        with pytest.raises(IntegrityError):
            place.delete()


def messages(row):
    """Return what a form would say about ``row``, by field."""
    with pytest.raises(ValidationError) as refusal:
        row.full_clean()
    return refusal.value.message_dict
