"""What guessing yields: ten years a day for a name, whoever asks and however."""

import threading
from contextlib import closing
from datetime import timedelta

import psycopg2
import pytest
from django.db import connections
from django.utils import timezone

from detainees.names.keys import find_keys
from tests.database import owner_cursor
from tests.makers import make_name
from tests.publication.asking import (
    KEY,
    YEAR,
    YEARS_A_DAY,
    ask,
    find,
    is_found,
    make_held,
    rows,
    visitor,
)
from tests.publication.waiting import wait_for_a_lock

pytestmark = pytest.mark.usefixtures("committed")


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
