"""Asking by name and year as visitors do, and what the database keeps of it."""

import psycopg2
from django.db import connections

from detainees.models import Person
from detainees.names.keys import find_keys
from tests.database import owner_cursor
from tests.makers import make_detention, make_event, make_person, make_rally

NAME, YEAR = "Иванова Анна Петровна", 1987
(KEY,) = find_keys("Иванова Анна")
YEARS_A_DAY = 10


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


def visitor():
    """A connection of the public login, outside Django."""
    return psycopg2.connect(**connections["public"].get_connection_params())


def ask(cursor, year):
    """Count and ask as one session does."""
    cursor.execute("SELECT count_find(%s, %s)", [[KEY], year])
    cursor.execute("SELECT answer FROM find(%s, %s)", [[KEY], year])
    return cursor.fetchall()


def rows(sql):
    """Read as the owner."""
    with owner_cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def asked_for():
    """{person: (times, last day)} as the desk reads it."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT person_id, times, last_asked_on FROM person_asked_for")
        return {person: told for person, *told in cursor.fetchall()}
