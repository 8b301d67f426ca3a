"""The tests' database: a real PostgreSQL with the three real logins, as in production.

Loaded by pytest before Django's settings are (see pyproject.toml), for they read the environment.
All aliases lead to one database, as different users: ``default`` is the desk, ``public`` the public
side, ``owner`` runs the migrations. Privileges are therefore tested, not assumed.
"""

import os
import secrets
import signal
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connections

from detainees.publication.sealing import make_keys
from registry.lib.postgres.places import temporary_place

ROOT = Path(__file__).resolve().parent.parent
place_key = pytest.StashKey()


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config):
    """Point Django's settings at the tests' database, which is not running yet."""
    early_config.stash[place_key] = temporary_place(ROOT, os.environ, kind="test")
    os.environ.update(early_config.stash[place_key].urls)
    os.environ.update(SIDE="both", DEMO="1", ALLOWED_HOSTS="localhost,127.0.0.1,testserver")
    os.environ["SECRET_KEY"] = secrets.token_urlsafe(50)
    os.environ["REMOVAL_KEY"] = secrets.token_urlsafe(50)
    os.environ["DESK_KEY"], os.environ["DESK_SECRET_KEY"] = make_keys()
    os.environ.update(PUBLIC_URL="https://registry.example", MAIL_FROM="news@registry.example")
    os.environ["SECOND_FACTOR_KEY"] = secrets.token_urlsafe(50)
    os.environ.pop("DEBUG", None)
    early_config.add_cleanup(early_config.stash[place_key].close)


def pytest_configure():
    """Let SIGTERM and a closed terminal end the tests as Ctrl-C does: our server is stopped."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)


def tables(cursor):
    """Return the names of all tables in schema public."""
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
    return [name for (name,) in cursor.fetchall()]


def filled_tables():
    """Return the tables that hold anything."""
    with owner_cursor() as cursor:
        return {name for name in tables(cursor) if has_rows(cursor, name)}


def empty_tables(*, kept):
    """Empty all tables but the ``kept`` ones, as the owner, and start their numbers anew."""
    with owner_cursor() as cursor:
        names = ", ".join(f'public."{name}"' for name in tables(cursor) if name not in kept)
        cursor.execute("SET lock_timeout = '10s'")
        cursor.execute(f"TRUNCATE {names} RESTART IDENTITY")


def has_rows(cursor, table):
    """True when ``table`` holds anything."""
    cursor.execute(f'SELECT EXISTS (SELECT FROM public."{table}")')  # noqa: S608
    return cursor.fetchone()[0]


@contextmanager
def owner_cursor():
    """A cursor of the owner's login."""
    with connections["owner"].cursor() as cursor:
        yield cursor
