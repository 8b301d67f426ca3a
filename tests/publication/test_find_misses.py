"""What a question makes the database do tells nothing of whom it was about."""

import json
import re
from collections import Counter
from contextlib import closing

import pytest
from django.db import transaction
from django.utils import timezone

from detainees.models import Person
from detainees.names.keys import find_keys
from tests.database import owner_cursor
from tests.publication.asking import KEY, YEAR, asked_for, find, make_held, visitor

pytestmark = pytest.mark.usefixtures("committed")

PLAN = re.compile(r":commandType (\d)|:relationOids \(o ?([\d ]*)\)")


def statements_of(keys, year, city=""):
    """What a question runs: each planned statement's kind and the tables it names; the answers."""
    with closing(visitor()) as connection, connection.cursor() as cursor:
        connection.autocommit = True
        # Every statement is planned anew, and told to the client whenever it is planned.
        cursor.execute("SET plan_cache_mode = force_custom_plan")
        cursor.execute("SELECT count_find('{warm}', 1)")
        cursor.execute("SELECT * FROM find('{warm}', 1)")
        cursor.execute("SET debug_print_plan = on; SET client_min_messages = log")
        del connection.notices[:]
        cursor.execute("SELECT count_find(%s, %s)", [keys, year])
        cursor.execute("SELECT count(*) FROM find(%s, %s, %s)", [keys, year, city])
        notices = list(connection.notices)
        (answers,) = cursor.fetchone()
    return [PLAN.findall(notice) for notice in notices], answers


WRITTEN = """
    SELECT coalesce(jsonb_object_agg(relname, ARRAY[n_tup_ins, n_tup_upd, n_tup_del]), '{}')
    FROM pg_stat_xact_user_tables WHERE schemaname = 'public'
"""


def counted_writes(keys, year):
    """Rows that a call inserts, updates and deletes, by table; the call is undone."""
    with transaction.atomic(using="owner"), owner_cursor() as cursor:
        cursor.execute(f"SELECT ({WRITTEN})::text")
        before = json.loads(cursor.fetchone()[0])
        cursor.execute("SELECT public_api.count_find(%s, %s)", [keys, year])
        cursor.execute(f"SELECT ({WRITTEN})::text")
        after = json.loads(cursor.fetchone()[0])
        transaction.set_rollback(True, using="owner")
    nothing = [0, 0, 0]
    more = {
        table: [new - old for new, old in zip(counts, before.get(table, nothing), strict=True)]
        for table, counts in after.items()
    }
    return {table: counts for table, counts in more.items() if counts != nothing}


def test_a_miss_runs_the_same_statements_whatever_is_missed():
    make_held()
    confidential = make_held("Серік Ольга")
    make_held("Ким Вера", birth_date="")
    Person.objects.filter(pk=confidential.pk).update(
        level=Person.Level.CONFIDENTIAL, accepted_at=timezone.now()
    )
    find([KEY])
    misses = {
        "wrong year": ([KEY], YEAR + 1),
        "unknown name": (["никто нетакой"], YEAR),
        "confidential": (["ольга серік"], YEAR),
        "no known year": (find_keys("Ким Вера"), YEAR),
    }
    written = {why: counted_writes(*asked) for why, asked in misses.items()}
    assert written["wrong year"] == {"find_use": [1, 0, 0]}
    assert all(told == written["wrong year"] for told in written.values())
    ran = {why: statements_of(*asked) for why, asked in misses.items()}
    assert len(ran["wrong year"][0]) >= 8
    assert ran["wrong year"][1] == 0
    assert all(told == ran["wrong year"] for told in ran.values())
    assert len(asked_for()) == 1


def test_a_hit_runs_the_statements_of_a_miss():
    make_held()
    """It runs more only to say what it has found."""
    ran, answers = statements_of([KEY], YEAR)
    of_miss, none = statements_of(["никто нетакой"], YEAR)
    assert (answers, none) == (1, 0)
    assert not Counter(map(str, of_miss)) - Counter(map(str, ran))
