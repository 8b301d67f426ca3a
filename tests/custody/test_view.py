"""Where people are whose stories can be told in a sentence, and what the view itself promises."""

import pytest
from django.db import connection, connections
from django.db.utils import DataError, ProgrammingError

from detainees.models import Event
from stations.models import Facility
from tests.custody.conftest import Story, at
from tests.makers import make_city, make_detention, make_event, make_facility, make_placement


def test_nothing_told_is_unknown(story, custody):
    row = custody(story)
    assert (row.base_status, row.facility_id, row.since, row.sources) == ("unknown", None, "", 0)
    assert (row.release_to, row.is_released, row.contradictions) == (None, False, [])


def test_seized_and_nothing_more_is_held_nobody_knows_where(story, custody):
    row = custody(story.tell("event", "seized", at="2019-06-09T18:30"))
    assert (row.base_status, row.facility_id, row.since) == ("held", None, "2019-06-09T18:30")
    assert (row.best_claim_noun, row.certainty, row.sources) == ("event", "unknown", 1)


def test_delivered_to_a_station_is_held_there(story, custody, world):
    story.tell("event", "delivered", at="2019-06-09T19:00", facility=world.station)
    row = custody(story)
    assert (row.base_status, row.facility_id) == ("held", world.station.id)
    assert row.last_confirmed_at == at("2019-06-09T19:00")


def test_ten_days_is_all_anybody_knows(story, custody):
    row = custody(story.tell("sentence", "administrative_arrest", days=10))
    assert (row.base_status, row.sentence_days) == ("whereabouts_unknown", 10)
    assert (row.release_from, row.release_at, row.release_to) == (None, None, None)


def test_two_stations_reported_for_one_man_are_a_contradiction(story, custody, world):
    story.tell("placement", facility=world.station, heard="2019-06-10T12:00")
    story.tell("placement", facility=world.centre, heard="2019-06-10T12:30")
    row = custody(story)
    assert row.facility_id == world.centre.id
    assert row.contradictions == ["two_places"]


def test_later_placement_ends_one_that_nobody_closed(story, custody, world):
    story.tell("placement", facility=world.station, began="2019-06-09", heard="2019-06-10T12:00")
    story.tell("placement", facility=world.centre, began="2019-06-10", heard="2019-06-10T12:00")
    row = custody(story)
    assert (row.facility_id, row.since) == (world.centre.id, "2019-06-10")
    assert row.contradictions == []


def test_release_told_in_one_breath_with_an_open_placement_is_a_release(story, custody, world):
    story.tell("placement", facility=world.centre, began="2019-06-09", heard="2019-07-01T12:00")
    story.tell("release", "released", at="2019-06-14", heard="2019-07-01T12:00")
    row = custody(story)
    assert (row.base_status, row.facility_id, row.since) == ("released", None, "2019-06-14")
    assert row.released_last_at == at("2019-06-15T00:00")
    assert (row.last_facility_id, row.contradictions) == (world.centre.id, [])


def test_seen_inside_after_a_claimed_release_is_not_released(story, custody, world):
    story.tell("release", "released", at="2019-06-14", heard="2019-06-14T20:00")
    story.tell(
        "enquiry", "held", facility=world.centre, at="2019-06-15T10:00", heard="2019-06-15T10:00"
    )
    row = custody(story)
    assert (row.base_status, row.facility_id) == ("held", world.centre.id)
    assert row.contradictions == ["release_denied"]


def test_release_foretold_is_none(story, custody, world):
    story.tell("placement", facility=world.centre)
    story.tell("release", "released", at="2019-06-24", heard="2019-06-11T12:00")
    row = custody(story)
    assert (row.base_status, row.is_released) == ("held", False)
    assert row.contradictions == ["release_foretold"]


@pytest.mark.parametrize("manner", ["escaped", "freed", "expelled"])
def test_other_ways_out_keep_their_name(story, custody, manner):
    row = custody(story.tell("release", manner, at="2019-06-10"))
    assert (row.base_status, row.is_released) == (manner, True)


def test_death_changes_nothing_but_its_own_mark(story, world):
    story.tell("placement", facility=world.centre, began="2019-06-09")
    detention = world.detain(story.said)
    before = vars(world.custody(detention))
    world.tell(detention, Story().tell("release", "died", at="2019-06-11").said)
    assert vars(world.custody(detention)) == {**before, "reported_dead": True}


def test_told_not_here_after_the_placement_is_whereabouts_unknown(story, custody, world):
    story.tell("placement", facility=world.centre, began="2019-06-09")
    story.tell(
        "enquiry", "not_held", facility=world.centre, at="2019-06-11", heard="2019-06-11T15:00"
    )
    row = custody(story)
    assert (row.base_status, row.facility_id) == ("whereabouts_unknown", None)
    assert (row.last_facility_id, row.since) == (world.centre.id, "2019-06-11")
    assert row.contradictions == ["told_not_here"]


def test_told_not_here_before_the_placement_says_nothing(story, custody, world):
    story.tell(
        "enquiry", "not_held", facility=world.centre, at="2019-06-09", heard="2019-06-09T15:00"
    )
    story.tell("placement", facility=world.centre, began="2019-06-09")
    row = custody(story)
    assert (row.base_status, row.contradictions) == ("held", [])


def test_told_not_here_in_the_same_breath_says_nothing(story, custody, world):
    story.tell("placement", facility=world.centre)
    story.tell("enquiry", "not_held", facility=world.centre)
    assert custody(story).base_status == "held"


def test_left_for_nobody_knows_where_is_transferred(story, custody, world):
    story.tell("placement", facility=world.centre, began="2019-06-09", at="2019-06-10")
    row = custody(story)
    assert (row.base_status, row.facility_id, row.since) == ("transferred", None, "2019-06-10")


def test_left_and_arrived_on_one_day_is_arrived(story, custody, world):
    story.tell("placement", facility=world.station, began="2019-06-09", at="2019-06-10")
    story.tell("placement", facility=world.centre, began="2019-06-10")
    row = custody(story)
    assert (row.base_status, row.facility_id, row.contradictions) == ("held", world.centre.id, [])


def test_placement_without_a_place_is_transferred_only_from_some_place(story, custody, world):
    assert custody(Story().tell("placement")).base_status == "whereabouts_unknown"
    story.tell("placement", facility=world.centre, began="2019-06-09")
    story.tell("placement", began="2019-06-10", heard="2019-06-11T12:00")
    assert custody(story).base_status == "transferred"


def test_doubtful_claim_counts_only_alone(story, custody, world):
    story.tell("placement", facility=world.centre, began="2019-06-09")
    story.tell(
        "release", "released", at="2019-06-10", heard="2019-06-11T12:00", certainty="doubtful"
    )
    assert custody(story).base_status == "held"
    alone = Story().tell("release", "released", at="2019-06-10", certainty="doubtful")
    assert custody(alone).base_status == "released"


@pytest.mark.parametrize(
    ("place", "kind", "status"),
    [
        ("centre", "administrative_arrest", "serving"),
        ("centre", "imprisonment", "serving"),
        ("centre", "fine", "held"),
        ("centre", "remand", "remanded"),
        ("remand", "fine", "remanded"),
        ("remand", "administrative_arrest", "serving"),
        ("hospital", "administrative_arrest", "hospital"),
        ("centre", "house_arrest", "house_arrest"),
    ],
)
def test_status_of_a_sentence_in_a_place(story, custody, world, place, kind, status):
    story.tell("placement", facility=getattr(world, place))
    story.tell("sentence", kind, days=5)
    assert custody(story).base_status == status


def test_fine_of_another_day_does_not_end_an_arrest(story, custody):
    story.tell("sentence", "administrative_arrest", days=10, at="2019-06-10")
    story.tell("sentence", "fine", at="2019-06-11", heard="2019-06-11T12:00")
    row = custody(story)
    assert (row.sentence_kind, row.sentence_days, row.contradictions) == (
        "administrative_arrest",
        10,
        [],
    )


def test_days_of_one_ruling_that_differ_are_a_contradiction(story, custody):
    story.tell("sentence", "administrative_arrest", days=10, at="2019-06-10", certainty="confirmed")
    story.tell("sentence", "administrative_arrest", days=15, heard="2019-06-12T12:00")
    row = custody(story)
    assert (row.sentence_days, row.contradictions) == (10, ["sentences_differ"])


def test_facility_without_a_city_has_the_zone_of_its_region(story, world):
    region = make_city(time_zone="Asia/Almaty").region
    region.time_zone = "Asia/Aqtau"
    region.save()
    place = make_facility(kind=Facility.Kind.BUS, region=region)
    detention = make_detention()
    make_placement(detention=detention, facility=place)
    assert world.custody(detention).zone == "Asia/Aqtau"


def test_detention_without_any_place_is_read_in_almaty(world):
    detention = make_detention()
    make_event(detention=detention, at="2019-06-09T18:30")
    assert world.custody(detention).held_from == at("2019-06-09T18:30")


@pytest.mark.parametrize("text", ["2019-02-31", "2099-12-31T23:59", "1900"])
def test_odd_dates_are_no_error(world, text):
    detention = make_detention()
    make_event(detention=detention, at=text)
    make_event(detention=detention, kind=Event.Kind.DELIVERED, at=text)
    world.tell(detention, Story().tell("sentence", "imprisonment", days=90, at=text).said)
    assert world.custody(detention).release_to is not None


def test_words_that_no_form_knows_are_no_error(story, custody, world):
    story.tell("event", "abducted", at="2019-06-09", facility=world.station)
    story.tell("enquiry", "perhaps", facility=world.station)
    story.tell("release", "vanished", at="2019-06-10")
    story.tell("sentence", "galleys", days=5)
    assert custody(story).base_status == "released"


def test_zone_that_is_none_is_refused(world):
    with pytest.raises(DataError):
        make_city(time_zone="Asia/Atlantis")


@pytest.mark.parametrize("condition", ["detention_id = 7", "person_id = ANY('{7,8}')"])
def test_one_detention_is_read_by_indexes_alone(db, condition):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN SELECT * FROM custody WHERE " + condition)  # noqa: S608
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "Seq Scan on detainees_" not in plan
    for table in ("event", "placement", "enquiry", "release", "sentence", "sentencechange"):
        assert f" on detainees_{table} " in plan


@pytest.mark.parametrize(
    "asked",
    [
        "SELECT FROM custody",
        "SELECT FROM attention(now())",
        "SELECT FROM detainees_lawrule",
        "SELECT FROM facility_zone",
    ],
)
def test_public_login_reads_none_of_it(committed, asked):
    with connections["public"].cursor() as cursor, pytest.raises(ProgrammingError):
        cursor.execute(asked)


def test_now_is_never_part_of_the_row(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_viewdef('custody'::regclass)")
        definition = cursor.fetchone()[0]
    assert "now()" not in definition
    assert "CURRENT" not in definition
