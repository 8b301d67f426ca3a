"""The rules of arrest, appeal, liability and fines: every example of the table."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from detainees.models import Charge, Event, Sentence
from tests.law.conftest import attention, exclusions, limits, value
from tests.makers import (
    make_charge,
    make_detention,
    make_event,
    make_health,
    make_person,
    make_rally,
    make_release,
    make_sentence,
)

pytestmark = pytest.mark.django_db


def at(text):
    """Local time of Almaty in June 2019, as an instant."""
    return datetime.fromisoformat(f"{text}+06:00")


NOW = at("2019-06-10T20:00")


def sentenced(*, days=None, kind=Sentence.Kind.ADMINISTRATIVE_ARREST, person=None, **kwargs):
    """Somebody seized on 9 June 2019 at 18:30 and sentenced the day after."""
    detention = make_detention(rally=make_rally(), person=person or make_person())
    make_event(detention=detention, at="2019-06-09T18:30", heard_at=at("2019-06-09T20:00"))
    fields = {"ruled_at": "2019-06-10T10:00", "heard_at": at("2019-06-10T12:00"), **kwargs}
    make_sentence(detention=detention, days=days, kind=kind, **fields)
    return detention


def over(detention, now=NOW):
    """The rules of arrest and fine that are exceeded."""
    return {rule for rule in limits(detention, now) if not rule.startswith("DET-")}


@pytest.mark.parametrize(
    ("days", "expected"), [(30, set()), (31, {"ARR-MAX"}), (46, {"ARR-MAX", "ARR-MAX-EM"})]
)
def test_arr_max_warns(days, expected):
    assert over(sentenced(days=days)) == expected


@pytest.mark.parametrize(
    ("article", "part", "days", "expected"),
    [
        ("488", "1", 10, set()),
        ("488", "1", 15, {"ARR-488-1"}),
        ("488", "3", 15, set()),
        ("488", "3", 16, {"ARR-488-3"}),
        ("488", "", 15, set()),
        ("488", "", 16, {"ARR-488-3"}),
        ("667", "", 30, set()),
    ],
)
def test_arrest_over_the_limit_of_its_article(article, part, days, expected):
    detention = sentenced(days=days)
    make_charge(detention=detention, article=article, part=part)
    assert over(detention) == expected


def test_arr_488_1_says_what_it_fits():
    note = value("(SELECT note FROM detainees_lawrule WHERE code = 'ARR-488-1')")
    assert "fits part 3" in note


def test_arr_667_has_a_limit_in_2024_only():
    asked = "(SELECT days FROM arrest_limit('administrative_arrest', 'CAO', '667', '', %s))"
    assert value(asked, date(2019, 6, 10)) is None
    assert value(asked, date(2024, 4, 12)) == 15


def test_charge_without_a_known_limit_silences_the_others():
    detention = sentenced(days=15)
    make_charge(detention=detention, article="488", part="1")
    make_charge(detention=detention, article="667")
    assert over(detention) == set()


def test_arr_judge_is_a_rule_without_a_computation():
    assert value("(SELECT value FROM detainees_lawrule WHERE code = 'ARR-JUDGE')") is None


@pytest.mark.parametrize(
    ("sex", "born", "expected"),
    [
        ("female", "1961-06-11", {}),
        ("female", "1961-06-10", {"ARR-EXCL-WOMAN": False}),
        ("female", "1960-06-11", {"ARR-EXCL-WOMAN": False}),
        ("female", "1960-06-10", {"ARR-EXCL-WOMAN": True}),
        ("female", "1961", {"ARR-EXCL-WOMAN": False}),
        ("male", "1960-06-10", {}),
        ("male", "1956-06-10", {"ARR-EXCL-MAN": False}),
        ("male", "1955-06-10", {"ARR-EXCL-MAN": True}),
        ("unknown", "1960-06-10", {"ARR-EXCL-WOMAN": False}),
        ("male", "2001-06-11", {"ARR-EXCL-MINOR": True}),
        ("male", "2001-06-10", {}),
        ("male", "2001", {"ARR-EXCL-MINOR": False}),
    ],
)
def test_arr_excl_by_age(sex, born, expected):
    assert exclusions(date(2019, 6, 10), sex=sex, birth=born) == expected


@pytest.mark.parametrize(
    ("person", "day", "expected"),
    [
        ({"sex": "female", "pregnant": "yes"}, "2019-06-10", {"ARR-EXCL-PREGNANT": True}),
        ({"sex": "female", "child": "yes"}, "2019-06-10", {"ARR-EXCL-CHILD": True}),
        ({"sex": "unknown", "child": "yes"}, "2019-06-10", {"ARR-EXCL-CHILD": False}),
        ({"sex": "male", "child": "yes"}, "2019-06-10", {"ARR-EXCL-FATHER": False}),
        ({"sex": "male", "child": "yes", "alone": "yes"}, "2019-06-10", {"ARR-EXCL-CHILD": True}),
        ({"sex": "male", "child": "yes"}, "2026-06-10", {"ARR-EXCL-FATHER": True}),
        ({"disability": "1"}, "2019-06-10", {"ARR-EXCL-DISABLED": True}),
        ({"disability": "2"}, "2019-06-10", {"ARR-EXCL-DISABLED": True}),
        ({"disability": "3"}, "2019-06-10", {}),
        ({}, "2019-06-10", {}),
    ],
)
def test_arr_excl_by_family_and_health(person, day, expected):
    assert exclusions(date.fromisoformat(day), **person) == expected


def test_arrest_of_somebody_excluded_needs_attention():
    person = make_person(sex="female", birth_date="1961")
    make_health(person, is_pregnant="yes")
    reasons = attention(sentenced(days=5, person=person), NOW)
    assert ("excluded", "ARR-EXCL-PREGNANT") in reasons
    assert ("excluded", "ARR-EXCL-WOMAN?") in reasons


def test_fine_of_somebody_excluded_needs_none():
    person = make_person(sex="female")
    make_health(person, is_pregnant="yes")
    fined = sentenced(kind=Sentence.Kind.FINE, person=person)
    assert "excluded" not in dict(attention(fined, NOW))


@pytest.mark.parametrize(
    ("counted_from", "days", "low", "exact", "high"),
    [
        ("2019-06-09T18:30", 5, "2019-06-14", "2019-06-14T18:30", "2019-06-15"),
        ("2019-06-09T18:30", 15, "2019-06-24", "2019-06-24T18:30", "2019-06-25"),
        ("2019-06-09T18:30", 2, "2019-06-11", "2019-06-11T18:30", "2019-06-12"),
        ("2019-06-12T23:50", 10, "2019-06-22", "2019-06-22T23:50", "2019-06-23"),
    ],
)
def test_arr_end_in_days_of_24_hours_between_two_midnights(counted_from, days, low, exact, high):
    started = at(counted_from)
    asked = "release_interval(%s, %s, %s, %s, 'Asia/Almaty')::text"
    expected = value(
        "(%s::timestamptz, %s::timestamptz, %s::timestamptz)::text",
        at(f"{low}T00:00"),
        at(exact),
        at(f"{high}T00:00"),
    )
    assert value(asked, started, started, started, days) == expected


def test_arr_incl_counts_the_detention_into_the_arrest():
    detention = sentenced(days=5)
    asked = "(SELECT release_at FROM custody WHERE detention_id = %s)"
    assert value(asked, detention.pk) == at("2019-06-14T18:30")


def test_arr_over_is_due_and_never_released():
    detention = sentenced(days=5, counted_from="2019-06-09T18:30")
    status = (
        "(SELECT custody_status(base_status, release_to, %s) FROM custody WHERE detention_id = %s)"
    )
    midnight, after = at("2019-06-15T00:00"), at("2019-06-15T00:00:01")
    assert value(status, midnight, detention.pk) == "whereabouts_unknown"
    assert value(status, after, detention.pk) == "release_due"
    assert over(detention, after) == {"ARR-OVER"}
    assert ("release_due", "") in attention(detention, after)
    assert value(status, at("2026-01-01T00:00"), detention.pk) == "release_due"


def test_arr_over_ends_with_a_release():
    detention = sentenced(days=5)
    make_release(detention=detention, released_at="2019-06-14", heard_at=at("2019-06-16T10:00"))
    assert over(detention, at("2019-06-17T00:00")) == set()


@pytest.mark.parametrize(
    ("delivered", "safe"),
    [("2019-06-10", "2019-06-20"), ("2019-06-12", "2019-06-21"), ("2019-06-13", "2019-06-21")],
)
def test_appeal_shows_the_earlier_day(delivered, safe):
    assert value("(appeal_term(%s)).safe_day", delivered) == date.fromisoformat(safe)


def test_last_safe_day_to_appeal_needs_attention_for_three_days():
    detention = sentenced(days=5)
    make_event(detention=detention, kind=Event.Kind.COPY_DELIVERED, at="2019-06-12")
    shown = {
        day: ("appeal", "2019-06-21") in attention(detention, at(f"2019-06-{day}T12:00"))
        for day in (17, 18, 21, 22)
    }
    assert shown == {17: False, 18: True, 21: True, 22: False}


@pytest.mark.parametrize(
    ("kind", "code", "expected"),
    [
        ("administrative_arrest", "CAO", date(2019, 6, 21)),
        ("administrative_arrest", "CC", date(2019, 6, 21)),
        ("fine", "CAO", date(2019, 6, 21)),
        ("fine", "CC", None),
        ("remand", "CC", None),
        ("house_arrest", "CAO", None),
        ("criminal_arrest", "CC", None),
        ("dismissed", "CAO", None),
    ],
)
def test_ten_days_are_told_for_rulings_of_the_code_of_offences_alone(kind, code, expected):
    """A criminal ruling has another term: a day that is too late costs the appeal."""
    detention = sentenced(kind=kind, days=None, ruled_at="2019-06-12")
    make_charge(detention=detention, code=code, article="400")
    assert value("appeal_on(%s)", detention.pk) == expected
    shown = dict(attention(detention, at("2019-06-20T12:00")))
    assert shown.get("appeal") == (str(expected) if expected else None)


def test_appeal_arr_1d_makes_no_alarm():
    assert value("(SELECT value FROM detainees_lawrule WHERE code = 'APPEAL-ARR-1D')") == 1
    assert "appeal" not in dict(attention(sentenced(days=5), NOW))


@pytest.mark.parametrize(("ruled", "expected"), [("2019-08-09", False), ("2019-08-10", True)])
def test_limit_2m_ends_two_months_after_the_offence(ruled, expected):
    detention = sentenced(days=5, ruled_at=ruled)
    assert value("limitation_last_day('2019-06-09')") == date(2019, 8, 9)
    assert ("LIMIT-2M" in limits(detention, at("2019-08-11T12:00"))) is expected


@pytest.mark.parametrize(
    ("opened", "rate"),
    [
        ("2018-12-31", 2405),
        ("2019-01-01", 2525),
        ("2019-12-31", 2525),
        ("2020-01-01", 2651),
        ("2020-03-31", 2651),
        ("2020-04-01", 2778),
        ("2026-03-01", 4325),
        ("2022-03-01", None),
    ],
)
def test_mci_of_the_day(opened, rate):
    assert value("mci_rate(%s)", opened) == rate


@pytest.mark.parametrize(
    ("mci", "opened", "tenge"),
    [
        (20, "2019-06-10", 50_500),
        (50, "2019-06-10", 126_250),
        (10, "2019-06-10", 25_250),
        (20, "2019-12-31", 50_500),
        (500, "2019-06-10", 1_262_500),
    ],
)
def test_mci_open_fine_at_the_rate_of_the_day_the_case_was_opened(mci, opened, tenge):
    assert value("fine_in_tenge(%s, %s)", mci, opened) == Decimal(tenge)


@pytest.mark.parametrize(("mci", "expected"), [(500, set()), (501, {"FINE-MAX"})])
def test_fine_max_warns(mci, expected):
    assert over(sentenced(kind=Sentence.Kind.FINE, amount_mci=mci)) == expected


def test_fine_434_exc_is_to_be_checked():
    asked = "(SELECT (value, note)::text FROM detainees_lawrule WHERE code = 'FINE-434-EXC')"
    assert value(asked) == '(20.00,"The text of 2016. For 2019: check.")'


@pytest.mark.parametrize(("days", "expected"), [(50, set()), (51, {"CC-400"})])
def test_cc_400_is_criminal_arrest_never_administrative(days, expected):
    detention = sentenced(days=days, kind=Sentence.Kind.CRIMINAL_ARREST)
    make_charge(detention=detention, code=Charge.Code.CC, article="400")
    assert over(detention, at("2019-06-11T00:00")) == expected


def test_cc_405_has_no_terms_and_no_computed_end():
    detention = sentenced(kind=Sentence.Kind.IMPRISONMENT)
    make_charge(detention=detention, code=Charge.Code.CC, article="405", part="2")
    asked = "(SELECT release_to FROM custody WHERE detention_id = %s)"
    assert value(asked, detention.pk) is None
    assert over(detention) == set()
    asked = "(SELECT count(value) FROM detainees_lawrule WHERE code LIKE 'CC-405-_')"
    assert value(asked) == 0
