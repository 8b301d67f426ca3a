"""What is unlikely but may be so."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from detainees.desk.warnings import (
    Row,
    about_claim,
    about_consent,
    about_detention,
    about_listing,
    about_person,
    about_rally,
    is_before,
)
from stations.models import City

NIGHT = datetime(2019, 6, 11, 0, 0, tzinfo=UTC)
SEIZED = Row("event", {"kind": "seized", "at": "2019-06-09T18"})


def fields(found):
    return [name for name, _message in found]


def claim(noun, **values):
    """The fields that are warned about when a claim stands beside a seizure on 9 June, 18h."""
    return fields(about_claim(Row(noun, values), [SEIZED], now=NIGHT))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2019-06-09", "2019-06-10", True),
        ("2019-06-09", "2019-06-09", False),
        ("2019-06", "2019-06-30", False),
        ("2018", "2019-06", True),
        ("2019-06-09T18", "2019-06-09T19:00", True),
        ("", "2019", False),
        ("2019", "", False),
    ],
)
def test_a_partial_date_is_before_another_by_every_reading(one, other, expected):
    assert is_before(one, other) is expected


@pytest.mark.parametrize(
    ("noun", "values", "warned"),
    [
        ("release", {"released_at": "2019-06-08"}, ["released_at"]),
        ("release", {"released_at": "2019-06-09"}, []),
        ("release", {"released_at": "2019"}, []),
        ("release", {"released_at": ""}, []),
        ("placement", {"from_at": "2019-06-09T17"}, ["from_at"]),
        ("placement", {"from_at": "2019-06-09T18"}, []),
        ("trial", {"held_at": "2019-06-09T12:00"}, ["held_at"]),
        ("sentence", {"ruled_at": "2019-05", "counted_from": "2019-06-09"}, ["ruled_at"]),
        ("event", {"kind": "delivered", "at": "2019-06-01"}, ["at"]),
        ("event", {"kind": "seized", "at": "2019-06-01"}, ["at"]),
        ("event", {"kind": "seized", "at": "2019-06-09"}, []),
        ("enquiry", {"asked_at": "2019-06-12"}, ["asked_at"]),
        ("enquiry", {"asked_at": "2019-06-11T07"}, ["asked_at"]),
        ("enquiry", {"asked_at": "2019-06-11T05"}, []),
        ("violation", {"at": "2019-06-10", "heard_at": datetime(2019, 6, 9, tzinfo=UTC)}, ["at"]),
        ("violation", {"heard_at": datetime(2019, 6, 12, tzinfo=UTC)}, ["heard_at"]),
    ],
)
def test_instants_are_compared_with_now_hearing_and_seizure(noun, values, warned):
    assert claim(noun, **values) == warned


@pytest.mark.parametrize(
    ("values", "warned"),
    [
        ({"kind": "administrative_arrest", "days": 30}, []),
        ({"kind": "administrative_arrest", "days": 31}, ["days"]),
        ({"kind": "criminal_arrest", "days": 50}, []),
        ({"kind": "criminal_arrest", "days": 51}, ["days"]),
        ({"kind": "house_arrest", "days": 60}, []),
        ({"kind": "fine", "amount_mci": Decimal(20)}, []),
        ({"kind": "fine", "amount_mci": Decimal(501)}, ["amount_mci"]),
        ({"kind": "fine", "days": 5}, ["days"]),
        ({"kind": "warning", "amount_mci": Decimal(5)}, ["amount_mci"]),
        ({}, []),
    ],
)
def test_days_and_fines_go_with_the_kind_of_sentence(values, warned):
    assert claim("sentence", **values) == warned


@pytest.mark.parametrize(
    ("mine", "theirs", "warned"),
    [
        (("A", "2019-06-09T20", ""), ("B", "2019-06-09T20", ""), True),
        (("A", "2019-06-09T20", ""), ("A", "2019-06-09T20", ""), False),
        (("A", "2019-06-09", ""), ("B", "2019-06-09", ""), False),
        (("A", "2019-06-09T20", "2019-06-10T08"), ("B", "2019-06-10T08", ""), False),
        (("A", "2019-06-09T20", "2019-06-10T08"), ("B", "2019-06-10T02", ""), True),
        (("A", "2019-06-09", "2019-06-14"), ("B", "2019-06-10", "2019-06-12"), True),
        (("A", "2019-06-09", "2019-06-11"), ("B", "2019-06-11", "2019-06-12"), False),
        ((None, "2019-06-09T20", ""), ("B", "2019-06-09T20", ""), True),
        (("A", "", ""), ("B", "2019-06-09T20", ""), False),
    ],
)
def test_two_facilities_at_once_contradict(mine, theirs, warned):
    one, other = (
        Row("placement", dict(zip(("facility", "from_at", "to_at"), values, strict=True)))
        for values in (mine, theirs)
    )
    assert ("facility" in fields(about_claim(one, [other], now=NIGHT))) is warned


def test_other_sentences_releases_and_later_placements_contradict():
    ten = Row("sentence", {"kind": "administrative_arrest", "days": 10})
    fifteen = Row("sentence", {"kind": "administrative_arrest", "days": 15})
    assert fields(about_claim(ten, [fifteen], now=NIGHT)) == ["kind"]
    assert fields(about_claim(ten, [ten], now=NIGHT)) == []
    out = Row("release", {"released_at": "2019-06-09"})
    assert fields(about_claim(out, [Row("release", {"released_at": "2019-06-10"})], now=NIGHT))
    assert not about_claim(out, [Row("release", {"released_at": "2019-06"})], now=NIGHT)
    later = Row("placement", {"from_at": "2019-06-10T05"})
    assert fields(about_claim(out, [later], now=NIGHT)) == ["released_at"]


def test_arrest_by_a_trial_without_a_judge():
    class Trial:
        judge = ""

    arrest = {"kind": "administrative_arrest", "trial": Trial()}
    assert claim("sentence", **arrest) == ["trial"]
    Trial.judge = "Somebody"
    assert claim("sentence", **arrest) == []


def test_ages():
    on = date(2019, 6, 9)
    assert fields(about_person({"birth_date": "1987-02"}, on=on)) == []
    assert fields(about_person({"birth_date": "2015"}, on=on)) == ["birth_date"]
    assert fields(about_person({"birth_year_to": 1905}, on=on)) == ["birth_year_to"]
    assert fields(about_person({"birth_date": "2002", "looks_minor": True}, on=on)) == []
    assert fields(about_person({"birth_date": "2000", "looks_minor": True}, on=on)) == [
        "looks_minor"
    ]


def test_listing_of_minors():
    on = date(2019, 6, 9)
    own, guardian = {"given_by": "person"}, {"given_by": "guardian"}
    child = {"level": "listed", "birth_date": "2003"}
    assert fields(about_listing(child, [own], on=on)) == ["level"]
    assert about_listing(child, [own, guardian], on=on) == []
    assert about_listing({**child, "level": "confidential"}, [], on=on) == []
    assert about_listing({**child, "birth_date": "1987"}, [own], on=on) == []
    looks = {"level": "listed", "birth_date": "", "looks_minor": True}
    assert fields(about_listing(looks, [own], on=on)) == ["level"]


def test_consents_rallies_and_cities():
    later = datetime(2019, 6, 12, tzinfo=UTC)
    assert fields(about_consent({"given_at": later}, now=NIGHT)) == ["given_at"]
    withdrawn = {"given_at": NIGHT, "withdrawn_at": datetime(2019, 6, 9, tzinfo=UTC)}
    assert fields(about_consent(withdrawn, now=NIGHT)) == ["withdrawn_at"]
    today = date(2019, 6, 9)
    assert fields(about_rally({"starts_on": date(2019, 6, 12)}, today=today)) == ["starts_on"]
    assert about_rally({"starts_on": today}, today=today) == []

    class Rally:
        city_id = 1

    assert about_detention({"rally": Rally(), "city": City(pk=1)}) == []
    assert fields(about_detention({"rally": Rally(), "city": City(pk=2)})) == ["city"]
