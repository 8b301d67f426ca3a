"""When release is due: sentences, their changes, zones."""

import pytest
from django.db import connection

from tests.custody.conftest import at


def served(story, **change):
    """Ten days from 9 June 18:30, changed on 14 June or as ``change`` says."""
    story.tell("sentence", "administrative_arrest", days=10, counted_from="2019-06-09T18:30")
    return story.tell("sentence_change", **{"at": "2019-06-14", **change})


def due(row):
    """The release interval in local time of Almaty, as texts; None where unknown."""
    instants = (row.release_from, row.release_at, row.release_to)
    return tuple(
        when and when.astimezone(at("2019-06-09").tzinfo).isoformat()[5:16] for when in instants
    )


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"what": "reduced", "days": 7}, ("06-16T00:00", "06-16T18:30", "06-17T00:00")),
        ({"what": "reduced", "days": 3}, ("06-14T00:00", None, "06-15T00:00")),
        (
            {"what": "reduced", "days": 3, "at": "2019-06-14T15:00"},
            ("06-14T15:00", "06-14T15:00", "06-14T15:00"),
        ),
        ({"what": "reduced", "days": 5}, ("06-14T00:00", None, "06-15T00:00")),
        ({"what": "reduced"}, ("06-14T00:00", None, "06-20T00:00")),
        ({"what": "appeal", "days": 12}, ("06-21T00:00", "06-21T18:30", "06-22T00:00")),
        ({"what": "appeal"}, ("06-19T00:00", "06-19T18:30", "06-20T00:00")),
        ({"what": "cancelled"}, ("06-14T00:00", None, "06-15T00:00")),
        ({"what": "early_end", "at": "2019-06-14T15:00"}, ("06-14T15:00",) * 3),
        ({"what": "reduced", "days": 0, "at": ""}, ("06-09T00:00", None, "06-10T12:00")),
    ],
)
def test_sentence_change(story, custody, change, expected):
    assert due(custody(served(story, **change))) == expected


def test_last_of_several_changes_counts(story, custody):
    served(story, what="reduced", days=7, at="2019-06-12")
    story.tell("sentence_change", "appeal", days=8, at="2019-06-13")
    row = custody(story)
    assert (row.sentence_days, row.contradictions) == (8, [])


def test_two_tellings_of_one_change_may_differ(story, custody):
    served(story, what="reduced", days=7, at="2019-06-12")
    story.tell("sentence_change", "reduced", days=5, at="2019-06-12", certainty="confirmed")
    row = custody(story)
    assert (row.sentence_days, row.contradictions) == (5, ["changes_differ"])


def test_change_before_the_ruling_is_of_another_sentence(story, custody):
    story.tell("sentence", "administrative_arrest", days=10, at="2019-06-12")
    story.tell("sentence_change", "reduced", days=3, at="2019-06-11")
    assert custody(story).sentence_days == 10


def test_unknown_start_widens_from_the_first_to_the_last_that_is_plausible(story, custody):
    story.tell("event", "seized", at="2019-06-09T18:30")
    story.tell("event", "delivered", at="2019-06-09T20:00")
    story.tell("sentence", "administrative_arrest", days=5, at="2019-06-10")
    row = custody(story)
    assert due(row) == ("06-14T00:00", "06-14T18:30", "06-16T00:00")
    assert row.release_basis == "seized"


def test_unknown_hour_is_not_invented(story, custody):
    story.tell("event", "seized", at="2019-06-09")
    story.tell("event", "delivered", at="2019-06-09T20:00")
    story.tell("sentence", "administrative_arrest", days=5)
    assert due(custody(story)) == ("06-14T00:00", None, "06-15T00:00")


def test_midnight_is_that_of_the_place_where_the_person_is(story, custody, world):
    story.tell("sentence", "administrative_arrest", days=5, counted_from="2019-06-09T18:30")
    story.tell("placement", facility=world.far_centre)
    row = custody(story)
    assert row.zone == "Asia/Oral"
    assert row.release_at == at("2019-06-14T18:30")
    assert row.release_to == at("2019-06-15T00:00", hours=5)


def test_local_time_is_that_of_the_claim_s_own_place(story, custody, world):
    story.tell("event", "seized", at="2019-06-09T18:30", facility=world.far_centre)
    assert custody(story).held_from == at("2019-06-09T18:30", hours=5)


def test_interval_holds_the_expected_instant_when_clocks_go_back(story, custody):
    story.tell("sentence", "administrative_arrest", days=10, counted_from="2024-02-25T00:30")
    row = custody(story)
    assert row.release_at == row.release_from == at("2024-03-05T23:30", hours=5)
    assert row.release_to == at("2024-03-07T00:00", hours=5)


@pytest.mark.parametrize(
    ("base", "now", "status"),
    [
        ("serving", "2019-06-15T00:00", "serving"),
        ("serving", "2019-06-15T00:01", "release_due"),
        ("whereabouts_unknown", "2019-06-15T00:01", "release_due"),
        ("released", "2019-06-15T00:01", "released"),
        ("freed", "2019-06-15T00:01", "freed"),
    ],
)
def test_status_at_an_instant(db, base, now, status):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT custody_status(%s, %s, %s), custody_status(%s, NULL, %s)",
            [base, at("2019-06-15T00:00"), at(now), base, at(now)],
        )
        assert cursor.fetchone() == (status, base)
