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


def settle_connections():
    """End what a test left open. Connections at rest stay: a new one plans each trigger anew."""
    for connection in connections.all(initialized_only=True):
        if connection.in_atomic_block or connection.errors_occurred or not connection.autocommit:
            connection.close()
        elif connection.connection:
            with connection.cursor() as cursor:
                cursor.execute("DISCARD TEMPORARY")


def empty_tables(*, kept):
    """Empty all tables but the ``kept`` ones, as the owner, and start their numbers anew.

    Of the others only those that hold anything, with those that refer to them: PostgreSQL makes
    new files for each table that it empties.
    """
    with owner_cursor() as cursor:
        full = {name for name in tables(cursor) if name not in kept and has_rows(cursor, name)}
        if not full:
            return
        names = ", ".join(f'public."{name}"' for name in sorted(with_referring(cursor, full)))
        cursor.execute("SET lock_timeout = '10s'")
        cursor.execute(f"TRUNCATE {names} RESTART IDENTITY")


def with_referring(cursor, names):
    """Return ``names`` and those of all tables whose foreign keys lead to them, however far."""
    cursor.execute(
        """WITH RECURSIVE found AS (
            SELECT oid FROM pg_class
            WHERE relname = ANY (%s) AND relnamespace = 'public'::regnamespace
            UNION
            SELECT conrelid FROM pg_constraint JOIN found ON confrelid = found.oid
            WHERE contype = 'f')
        SELECT relname FROM pg_class JOIN found USING (oid)""",
        [list(names)],
    )
    return {name for (name,) in cursor.fetchall()}


def has_rows(cursor, table):
    """True when ``table`` holds anything."""
    cursor.execute(f'SELECT EXISTS (SELECT FROM public."{table}")')  # noqa: S608
    return cursor.fetchone()[0]


@contextmanager
def owner_cursor():
    """A cursor of the owner's login."""
    with connections["owner"].cursor() as cursor:
        yield cursor
