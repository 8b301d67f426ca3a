"""The rules of detention: every example of the table, in the database's own answers."""

from datetime import UTC, datetime, timedelta

import pytest

from detainees.models import Charge, Event
from stations.models import Facility
from tests.law.conftest import attention, limits, value
from tests.makers import (
    make_charge,
    make_city,
    make_detention,
    make_event,
    make_facility,
    make_person,
    make_placement,
    make_rally,
    make_release,
    make_sentence,
)

pytestmark = pytest.mark.django_db


def at(text):
    """Local time of Almaty in June 2019, as an instant."""
    return datetime.fromisoformat(f"{text}+06:00")


def seized(when="2019-06-09T13:05", **kwargs):
    """Somebody seized at the rally in Almaty."""
    kwargs.setdefault("rally", make_rally(city=make_city()))
    detention = make_detention(**kwargs)
    make_event(detention=detention, at=when, heard_at=at("2019-06-09T22:00"))
    return detention


@pytest.mark.parametrize(
    ("now", "expected"),
    [("2019-06-09T16:05:00", {}), ("2019-06-09T16:05:01", {"DET-BASE": True})],
)
def test_det_base_ends_after_three_hours(now, expected):
    assert limits(seized(), at(now)) == expected


def test_det_exc_ends_after_48_hours():
    detention = seized()
    assert value("limit_end('DET-EXC', '2019-06-09 13:05+06')") == at("2019-06-11T13:05")
    assert "DET-EXC" not in limits(detention, at("2019-06-11T13:05"))
    assert limits(detention, at("2019-06-11T13:05:01"))["DET-EXC"] is True


def test_det_pros_gives_the_prosecutor_24_hours():
    assert value("limit_end('DET-PROS', '2019-06-09 13:05+06')") == at("2019-06-10T13:05")


@pytest.mark.parametrize(
    ("papers", "identified", "expected"),
    [
        ("false", "NULL", "2019-06-10T06:00"),
        ("true", "'2019-06-10 05:00+06'", "2019-06-10T06:00"),
        ("true", "'2019-06-10 08:00+06'", "2019-06-10T08:00"),
        ("true", "NULL", "2019-06-12T00:00"),
        ("true", "'2019-06-13 00:00+06'", "2019-06-12T00:00"),
    ],
)
def test_det_curfew_holds_until_its_end_or_until_identified(papers, identified, expected):
    started, ends = "'2019-06-10 00:00+06'", "'2019-06-10 06:00+06'"
    asked = f"curfew_limit({started}, {ends}, {papers}, {identified})"
    assert value(asked) == at(expected)


def test_det_assembly_uses_the_three_hours_and_asks_a_lawyer():
    detention = seized()
    make_charge(detention=detention, article="488", part="1")
    now = at("2019-06-09T13:05") + timedelta(hours=20)
    assert limits(detention, now) == {"DET-ASSEMBLY": True}
    assert ("over_limit", "DET-ASSEMBLY") in attention(detention, now)
    assert "ask a lawyer" in value("(SELECT note FROM detainees_lawrule WHERE code='DET-ASSEMBLY')")


def test_det_start_by_delivery_is_marked():
    detention = make_detention(rally=make_rally())
    make_event(detention=detention, kind=Event.Kind.DELIVERED, at="2019-06-09T18:00")
    basis = value("(SELECT held_basis FROM custody WHERE detention_id = %s)", detention.pk)
    assert basis == "delivered"
    make_event(detention=detention, at="2019-06-09T16:40")
    basis = value("(SELECT held_basis FROM custody WHERE detention_id = %s)", detention.pk)
    assert basis == "seized"


def test_det_start_without_any_instant_is_unknown():
    assert limits(make_detention(), at("2019-06-20T12:00")) == {}


def test_det_prot_keeps_and_computes_both_times():
    detention = seized("2019-06-09T16:40")
    make_event(detention=detention, at="2019-06-09T18:00", heard_at=at("2019-06-09T22:00"))
    assert limits(detention, at("2019-06-09T19:40")) == {}
    assert limits(detention, at("2019-06-09T19:40:01")) == {"DET-BASE": False}
    assert limits(detention, at("2019-06-09T21:00:01")) == {"DET-BASE": True}
    reasons = attention(detention, at("2019-06-09T20:00"))
    assert ("over_limit", "DET-BASE?") in reasons
    assert ("contradiction", "seizures_differ") in reasons


def test_start_without_an_hour_alleges_only_what_is_certain():
    detention = seized("2019-06-09")
    assert limits(detention, at("2019-06-10T02:59")) == {}
    assert limits(detention, at("2019-06-10T03:00")) == {"DET-BASE": True}


def test_det_rel_alleges_nothing_of_relatives_who_were_not_told():
    detention = seized()
    assert set(limits(detention, at("2019-06-20T12:00"))) == {"DET-BASE", "DET-EXC"}


@pytest.mark.parametrize(
    ("born", "expected"), [("2001-06-10", "yes"), ("2001-06-09", "no"), ("2001", "maybe")]
)
def test_det_minor_ends_on_the_birthday(born, expected):
    detention = seized(person=make_person(birth_date=born))
    asked = "minor_states(%s, NULL, NULL, false, '2019-06-09')"
    assert value(asked, born) == expected
    reasons = dict(attention(detention, at("2019-06-09T14:00")))
    assert reasons.get("minor") == (None if expected == "no" else expected)


def test_looks_minor_without_an_age_may_be_one():
    assert value("minor_states('', NULL, NULL, true, '2019-06-09')") == "maybe"
    assert value("minor_states('', NULL, NULL, false, '2019-06-09')") == "unknown"


def test_impossible_year_of_birth_is_no_error():
    assert value("minor_states('', 0, 32767, false, '2019-06-09')") == "unknown"


@pytest.mark.parametrize(
    ("code", "told", "expected"),
    [
        (Charge.Code.CAO, "", False),
        (Charge.Code.CC, "", True),
        (Charge.Code.CC, "2019-06-10T13:00", False),
        (Charge.Code.CC, "2019-06-10T13:06", True),
    ],
)
def test_foreign_24_is_for_criminal_cases_only(code, told, expected):
    detention = seized(person=make_person(citizenship="Кыргызстан"))
    make_charge(detention=detention, code=code, article="400")
    if told:
        make_event(detention=detention, kind=Event.Kind.EMBASSY_TOLD, at=told)
    assert ("FOREIGN-24" in limits(detention, at("2019-06-10T13:05:01"))) is expected


def test_foreign_24_is_not_for_citizens():
    detention = seized(person=make_person(citizenship="Казахстан"))
    make_charge(detention=detention, code=Charge.Code.CC, article="400")
    assert "FOREIGN-24" not in limits(detention, at("2019-06-20T12:00"))


def test_ruling_ends_the_detention():
    detention = seized()
    make_sentence(detention=detention, days=5, ruled_at="2019-06-09T15:00")
    assert "DET-BASE" not in limits(detention, at("2019-06-10T12:00"))


def test_limit_stays_exceeded_after_release_and_needs_no_attention():
    detention = seized()
    make_release(
        detention=detention, released_at="2019-06-09T20:00", heard_at=at("2019-06-09T21:00")
    )
    now = at("2019-06-10T12:00")
    assert limits(detention, now) == {"DET-BASE": True}
    assert "over_limit" not in dict(attention(detention, now))


@pytest.mark.parametrize(("shown", "expected"), [("no", True), ("unknown", False), ("yes", False)])
def test_adm_46_6_records_a_ruling_that_was_not_shown(shown, expected):
    detention = make_detention()
    centre = make_facility(kind=Facility.Kind.SPECIAL_RECEPTION)
    make_placement(detention=detention, facility=centre, ruling_shown=shown)
    assert ("ADM-46-6" in limits(detention, datetime.now(UTC))) is expected


@pytest.mark.parametrize(
    ("kind", "day", "expected"),
    [
        ("police_station", "2017-06-09", "police_station"),
        ("special_room", "2018-07-23", "police_station"),
        ("police_station", "2018-07-24", "special_room"),
        ("hospital", "2019-06-09", "hospital"),
    ],
)
def test_fac_room_is_what_the_police_hold_people_in_since_the_law_named_it(kind, day, expected):
    assert value("police_kind_on(%s, %s)", kind, day) == expected


@pytest.mark.parametrize(
    ("zone", "utc"),
    [("Asia/Almaty", 12), ("Asia/Oral", 13), ("Asia/Qyzylorda", 13)],
)
def test_zone_of_june_2019(zone, utc):
    detention = make_detention(city=make_city(time_zone=zone))
    make_event(detention=detention, at="2019-06-09T18:30")
    expected = datetime(2019, 6, 9, utc, 30, tzinfo=UTC)
    asked = "(SELECT held_from FROM custody WHERE detention_id = %s)"
    assert value(asked, detention.pk) == expected


@pytest.mark.parametrize("zone", ["Asia/Almaty", "Asia/Oral"])
def test_zone_since_march_2024_is_one(zone):
    detention = make_detention(city=make_city(time_zone=zone))
    make_event(detention=detention, at="2024-06-09T18:30")
    expected = datetime(2024, 6, 9, 13, 30, tzinfo=UTC)
    asked = "(SELECT held_from FROM custody WHERE detention_id = %s)"
    assert value(asked, detention.pk) == expected
