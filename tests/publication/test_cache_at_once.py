"""Two who write at once leave a right cache, whoever is first."""

import threading
from contextlib import closing

import pytest

from detainees.models import Detention
from detainees.publication.publish import differences
from tests.database import owner_cursor
from tests.makers import make_event, make_facility, make_person, make_source
from tests.publication.caches import make_published
from tests.publication.waiting import COPY_EVENT, volunteer, wait_for_a_lock

pytestmark = pytest.mark.usefixtures("committed")


def in_turn(first_sql, second_sql):
    """Run two statements in two transactions; the second begins before the first is committed."""

    def write_second():
        with closing(volunteer()) as second, second, second.cursor() as cursor:
            cursor.execute(*second_sql)

    with closing(volunteer()) as first, first.cursor() as cursor:
        cursor.execute(*first_sql)
        thread = threading.Thread(target=write_second)
        thread.start()
        wait_for_a_lock()
        first.commit()
        thread.join(timeout=10)
        assert not thread.is_alive()


def test_two_writers_of_one_person_leave_a_right_cache():
    make_published()
    sources = [make_source().pk, make_source().pk]
    in_turn((COPY_EVENT, [sources[0]]), (COPY_EVENT, [sources[1]]))
    assert differences() == []
    with owner_cursor() as cursor:
        cursor.execute("SELECT sources FROM custody_cache")
        assert cursor.fetchall() == [(3,)]


COPY_AT_FACILITY = """
    INSERT INTO detainees_event
        (detention_id, source_id, entry_id, heard_at, certainty, note, kind, at, facility_id)
    SELECT detention_id, source_id, entry_id, heard_at, certainty, note, kind, at, %s
    FROM detainees_event ORDER BY id LIMIT 1
"""

MOVED = {
    "stations_facility": "UPDATE stations_facility SET kind = 'hospital'",
    "detainees_source": "UPDATE detainees_source SET reliability = 'reliable'",
}


@pytest.mark.parametrize("table", MOVED)
@pytest.mark.parametrize("is_claim_first", [True, False])
def test_a_claim_and_what_it_leans_on_change_at_once(table, is_claim_first):
    make_published()
    make_event(detention=Detention.objects.get(), certainty="doubtful", at="2019-06-08")
    acts = [(COPY_AT_FACILITY, [make_facility().pk]), (MOVED[table], [])]
    in_turn(*(acts if is_claim_first else acts[::-1]))
    assert differences() == []
    if table == "stations_facility":
        with owner_cursor() as cursor:
            cursor.execute("SELECT base_status FROM custody_cache")
            assert cursor.fetchall() == [("hospital",)]


def test_a_claim_written_during_a_merge_reaches_the_survivor():
    person, survivor = make_published(), make_person("Иванова Аня", listed=True)
    in_turn(
        ("UPDATE detainees_detention SET person_id = %s", [survivor.pk]),
        (COPY_EVENT, [make_source().pk]),
    )
    assert differences() == []
    with owner_cursor() as cursor:
        cursor.execute("SELECT person_id, sources FROM custody_cache")
        assert cursor.fetchall() == [(survivor.pk, 2)]
    assert person.pk != survivor.pk
