"""The findable path as the public login calls it: who gets an answer, and what guessing yields."""

import json
import re
import threading
from collections import Counter
from contextlib import closing
from datetime import timedelta

import psycopg2
import pytest
from django.db import connections, transaction
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from detainees.history.removal import remove_person
from detainees.models import Person
from detainees.names.keys import find_keys
from detainees.publication import finding
from tests.database import owner_cursor
from tests.makers import (
    make_city,
    make_detention,
    make_event,
    make_facility,
    make_name,
    make_person,
    make_placement,
    make_rally,
)
from tests.publication.waiting import wait_for_a_lock

NAME, YEAR = "Иванова Анна Петровна", 1987
(KEY,) = find_keys("Иванова Анна")
COLUMNS = [
    "answer", "status", "facility_id", "since", "confirmed_at", "sources", "contradictions",
    "sentence_days", "release_from", "release_at", "release_to", "release_basis", "zone",
    "appeal_on", "listed_id",
]  # fmt: skip
YEARS_A_DAY = 10

pytestmark = pytest.mark.usefixtures("committed")


def find(keys, year=YEAR, city=""):
    """Ask with the visitors' login; each question is committed. Answers are dicts by column."""
    keys = find_keys(keys) if isinstance(keys, str) else keys
    with connections["public"].cursor() as cursor:
        cursor.execute("SELECT count_find(%s::text[], %s)", [keys, year])
        cursor.execute("SELECT * FROM find(%s::text[], %s, %s)", [keys, year, city])
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def is_found(*asked):
    """True when the question has an answer."""
    return [row["answer"] for row in find(*asked)] == ["found"]


def make_held(name=NAME, *, city=None, birth_date=str(YEAR), **kwargs):
    """A findable person who is held, seized in ``city``."""
    person = make_person(name, level=Person.Level.FINDABLE, birth_date=birth_date, **kwargs)
    rally = make_rally(city=city) if city else None
    make_event(detention=make_detention(person=person, rally=rally))
    return person


def rows(sql):
    """Read as the owner."""
    with owner_cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def test_name_and_year_find():
    person, facility = make_held(), make_facility()
    make_placement(detention=person.detentions.get(), facility=facility, from_at="2019-06-10")
    (answer,) = find("Анна ИВАНОВА")
    assert list(answer) == COLUMNS
    told = {name: answer[name] for name in ("answer", "status", "facility_id", "since", "zone")}
    assert told == {
        "answer": "found", "status": "held", "facility_id": facility.pk, "since": "2019-06-10",
        "zone": "Asia/Almaty",
    }  # fmt: skip
    assert (answer["confirmed_at"].minute, answer["confirmed_at"].second) == (0, 0)


@pytest.mark.parametrize(
    ("name", "year", "expected"),
    [
        ("Иванова Анна", YEAR, True),
        ("Анна Петровна Иванова", YEAR, True),
        ("Иванова Анна Сергеевна", YEAR, False),
        ("Иванова Анна", YEAR + 1, False),
        ("Иванова Анна", 0, False),
        ("Иванова Ольга", YEAR, False),
        ("Иванова", YEAR, False),
        ("", YEAR, False),
    ],
)
def test_only_name_with_year_finds(name, year, expected):
    make_held()
    assert is_found(name, year) is expected


def test_confidential_people_are_not_found():
    make_held()
    Person.objects.update(level=Person.Level.CONFIDENTIAL, accepted_at=timezone.now())
    assert find(NAME) == []


@pytest.mark.parametrize(("year", "expected"), [(1979, 0), (1980, 1), (1984, 1), (1985, 0)])
def test_a_year_inside_the_estimate_finds(year, expected):
    make_held(birth_date="", birth_year_from=1980, birth_year_to=1984)
    assert len(find(NAME, year)) == expected


def test_without_a_known_year_nobody_is_found():
    make_held(birth_date="")
    assert find(NAME) == []


def test_a_city_narrows_and_never_unlocks():
    make_held(city=make_city("almaty"))
    make_city("semey")
    assert is_found(NAME, YEAR, "almaty")
    assert not find(NAME, YEAR, "semey")
    assert not find(NAME, YEAR, "atlantis")
    assert not find(NAME, YEAR + 1, "almaty")
    assert not find("Иванова Ольга", YEAR, "almaty")


def test_at_most_three_answers():
    for _number in range(3):
        make_held()
    assert [row["answer"] for row in find(NAME)] == ["found"] * 3
    make_held("Иванова Анна")
    (answer,) = find("Иванова Анна")
    assert {name: value for name, value in answer.items() if value is not None} == {
        "answer": "too_many"
    }


def test_two_names_of_one_person_are_one_answer():
    person = make_held()
    person.names.create(surname="Иванова", given="Анна")
    assert len(find(NAME)) == 1


@pytest.mark.parametrize("name", ["Иванова Анна", "Нетакой Никто"])
def test_a_key_answers_for_ten_years_a_day(name):
    make_held()
    asked = [find(name, YEAR - number) for number in range(YEARS_A_DAY)]
    assert [bool(answers) for answers in asked] == [name != "Нетакой Никто"] + [False] * 9
    assert rows("SELECT count(*) FROM find_use") == [(10,)]
    assert find(name, YEAR + 1) == []
    assert bool(find(name, YEAR)) is (name != "Нетакой Никто")
    assert rows("SELECT count(*) FROM find_use") == [(10,)]


def test_the_eleventh_year_is_nothing_even_when_right():
    make_held()
    for year in range(1900, 1910):
        find([KEY], year)
    assert find([KEY]) == []


def test_a_person_answers_for_ten_years_a_day_by_all_names_together():
    person = make_held("Иванова Анна")
    make_name(person, "Серік Ольга", is_main=False)
    others = find_keys("Серік Ольга")
    assert not set(others) & {KEY}
    for year in range(1900, 1905):
        assert find([KEY], year) == find(others, year + 50) == []
    assert find([KEY]) == find(others) == []
    make_held("Ким Вера")
    assert is_found("Ким Вера")


def test_a_year_among_the_first_ten_answers_whatever_is_asked_later():
    person = make_held("Иванова Анна")
    make_name(person, "Серік Ольга", is_main=False)
    assert is_found([KEY])
    for year in range(1900, 1910):
        find(find_keys("Серік Ольга"), year)
    assert is_found([KEY])


def test_ten_thousand_guesses_learn_ten_years():
    """Sixteen names at once, in 625 years: more names than one question may hold are ignored."""
    make_held(birth_date="", birth_year_from=1000, birth_year_to=1040)
    names = [KEY, *(f"никто {number:02}" for number in range(15))]
    with connections["public"].cursor() as cursor:
        years = "FROM generate_series(1000, 1624) AS year"
        cursor.execute(f"SELECT count_find(%s, year) {years}", [names])
        cursor.execute(f"SELECT count(*) {years} CROSS JOIN LATERAL find(%s, year)", [names])
        assert cursor.fetchone() == (YEARS_A_DAY,)
    assert rows("SELECT count(*) FROM find_use") == [(16 * YEARS_A_DAY,)]


def ask(cursor, year):
    """Count and ask as one session does."""
    cursor.execute("SELECT count_find(%s, %s)", [[KEY], year])
    cursor.execute("SELECT answer FROM find(%s, %s)", [[KEY], year])
    return cursor.fetchall()


def test_a_question_that_is_taken_back_has_no_answer():
    make_held()
    with closing(visitor()) as connection, connection.cursor() as cursor:
        assert ask(cursor, YEAR) == []
        cursor.execute("SAVEPOINT inner_one")
        assert ask(cursor, YEAR) == []
        cursor.execute("RELEASE SAVEPOINT inner_one")
        cursor.execute("SELECT answer, count_find(%s, %s) FROM find(%s, %s)", [[KEY], YEAR] * 2)
        assert cursor.fetchall() == []
        connection.rollback()
        assert ask(cursor, YEAR) == []
        connection.commit()
        assert ask(cursor, YEAR) == [("found",)]
    assert rows("SELECT count(*) FROM find_use") == [(1,)]


@pytest.mark.parametrize("level", ["REPEATABLE READ", "SERIALIZABLE"])
def test_who_would_not_see_others_count_may_not_count(level):
    """Many sessions that all saw an empty counter would have ten years each."""
    make_held()
    with closing(visitor()) as connection, connection.cursor() as cursor:
        cursor.execute(f"SET TRANSACTION ISOLATION LEVEL {level}")
        with pytest.raises(psycopg2.errors.RaiseException, match="read committed only"):
            ask(cursor, YEAR)
    assert rows("SELECT count(*) FROM find_use") == [(0,)]


def test_the_pages_function_counts_before_it_answers():
    make_held()
    (answer,) = finding.find(find_keys(NAME), YEAR)
    assert (answer.status, answer.zone, answer.sources) == ("held", "Asia/Almaty", 1)
    assert finding.find(find_keys(NAME), YEAR + 1) == []
    for _number in range(3):
        make_held()
    assert finding.find(find_keys(NAME), YEAR) == finding.TOO_MANY
    assert rows("SELECT count(*) FROM find_use") == [(2 * len(find_keys(NAME)),)]


def test_the_pages_function_asks_in_no_transaction():
    make_held()
    with transaction.atomic(using="public"), pytest.raises(TransactionManagementError):
        finding.find([KEY], YEAR)
    assert rows("SELECT count(*) FROM find_use") == [(0,)]


def asked_for():
    """{person: (times, last day)} as the desk reads it."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT person_id, times, last_asked_on FROM person_asked_for")
        return {person: told for person, *told in cursor.fetchall()}


@pytest.mark.parametrize("years", [{}, {"birth_year_from": 1980}, {"birth_year_to": 1990}])
def test_the_desk_learns_that_somebody_asked_for_whom_no_year_is_known(years):
    person, today = make_held(birth_date="", **years), timezone.localdate()
    make_held("Серік Ольга")
    assert (find(NAME), asked_for()) == ([], {person.pk: [1, today]})
    find(NAME)
    assert asked_for() == {person.pk: [1, today]}
    find("Иванова Анна", YEAR + 1)
    find("Серік Ольга")
    find("Нетакой Никто")
    assert asked_for() == {person.pk: [2, today]}


def test_the_next_day_keeps_how_often_somebody_asked():
    person, other = make_held(birth_date=""), make_held("Серік Ольга")
    for year in (YEAR, YEAR + 1):
        find([KEY], year)
    yesterday = timezone.localdate() - timedelta(days=1)
    with owner_cursor() as cursor:
        cursor.execute("UPDATE find_use SET day = %s", [yesterday])
    find(["никто нетакой"])
    assert rows("SELECT * FROM asked_person") == [(person.pk, 2, yesterday)]
    assert asked_for() == {person.pk: [2, yesterday]}
    noted = "SELECT person_id, detail FROM attention_cache WHERE reason = 'asked_for'"
    assert rows(noted) == [(person.pk, "year")]
    Person.objects.filter(pk=person.pk).update(birth_date="1987")
    assert rows(noted) == []
    Person.objects.filter(pk=person.pk).update(birth_date="")
    assert rows(noted) == [(person.pk, "year")]
    find([KEY], YEAR)
    assert asked_for() == {person.pk: [3, timezone.localdate()]}
    Person.objects.filter(pk=person.pk).update(merged_into=other)
    assert asked_for() == {other.pk: [3, timezone.localdate()]}
    assert rows(noted) == []
    remove_person(Person.objects.using("owner").get(pk=person.pk), reason="asked", using="owner")
    assert (rows("SELECT * FROM asked_person"), asked_for()) == ([], {})


def test_a_query_loses_only_its_used_up_keys():
    make_held("Иванова Анна")
    make_held("Серік Ольга")
    for year in range(1900, 1910):
        find([KEY], year)
    assert find([KEY]) == []
    assert len(find([KEY, *find_keys("Серік Ольга")])) == 1


def test_keys_beyond_sixteen_are_ignored():
    make_held()
    many = [f"key {number:02}" for number in range(16)]
    assert find([*many, KEY]) == []
    assert rows("SELECT count(*) FROM find_use") == [(16,)]
    assert is_found([*many[:15], KEY])


def test_odd_arrays_count_sixteen_keys_too():
    make_held()
    square = [[f"key {row} {column}" for column in range(20)] for row in range(2)]
    assert find(square) == []
    assert rows("SELECT count(*) FROM find_use") == [(16,)]
    assert is_found([None, KEY, KEY])
    assert find([]) == []


def test_counters_hold_no_name_and_nothing_twice():
    make_held()
    find([KEY])
    first = rows("SELECT key_hash FROM find_use")
    text = str(rows("SELECT day, encode(key_hash, 'escape'), birth_year FROM find_use"))
    for part in (KEY, *KEY.split()[:2]):
        assert part not in text
        assert part.encode().hex() not in str([bytes(key).hex() for (key,) in first])
    with owner_cursor() as cursor:
        cursor.execute("TRUNCATE find_use, find_salt")
    find([KEY])
    assert bytes(rows("SELECT key_hash FROM find_use")[0][0]) != bytes(first[0][0])


def test_yesterdays_counters_and_salt_go():
    make_held()
    yesterday = timezone.localdate() - timedelta(days=1)
    with owner_cursor() as cursor:
        cursor.execute("INSERT INTO find_salt VALUES (%s, 'salt')", [yesterday])
        cursor.execute(
            "INSERT INTO find_use SELECT %s, sha256('salt'), year, '{}'"
            " FROM generate_series(1, 20) AS year",
            [yesterday],
        )
    assert is_found([KEY])
    assert rows("SELECT DISTINCT day FROM find_salt") == [(timezone.localdate(),)]
    assert rows("SELECT DISTINCT day FROM find_use") == [(timezone.localdate(),)]


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


def visitor():
    """A connection of the public login, outside Django."""
    return psycopg2.connect(**connections["public"].get_connection_params())


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


def test_two_visitors_share_the_last_free_year():
    """The second waits until the first is counted, and then has none."""
    make_held(birth_date="", birth_year_from=1930, birth_year_to=1960)
    for year in range(1900, 1909):
        find([KEY], year)
    answers = []

    def ask_second():
        with closing(visitor()) as second, second.cursor() as cursor:
            second.autocommit = True
            answers.extend(ask(cursor, 1951))

    with closing(visitor()) as first, first.cursor() as cursor:
        cursor.execute("SELECT count_find(%s, 1950)", [[KEY]])
        thread = threading.Thread(target=ask_second)
        thread.start()
        wait_for_a_lock()
        first.commit()
        thread.join(timeout=10)
        assert ask(cursor, 1950) == [("found",)]
    assert answers == []
    assert rows("SELECT count(*) FROM find_use") == [(YEARS_A_DAY,)]


def test_other_keys_do_not_wait():
    make_held()
    with closing(visitor()) as first, first.cursor() as cursor:
        find(["warm up"])
        cursor.execute("SELECT count_find(%s, 1950)", [["никто нетакой"]])
        assert is_found([KEY])
