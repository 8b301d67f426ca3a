"""Database addresses are taken apart and put together without loss."""

from pathlib import Path
from urllib.parse import urlsplit

import psycopg2.extensions
import pytest

from registry.lib.postgres import PostgresError, addresses

REMOTE = "postgresql://admin:s%40fe@db.example:6543/registry?sslmode=require"


def parsed(url):
    """Return what PostgreSQL's own library reads in ``url``."""
    return psycopg2.extensions.parse_dsn(url)


def test_socket_address_is_what_postgresql_understands():
    url = addresses.socket_url(Path("/my folder/socket"), "5432", "desk", "p@ss/word", "registry")

    assert parsed(url) == {
        "user": "desk",
        "password": "p@ss/word",
        "dbname": "registry",
        "host": "/my folder/socket",
        "port": "5432",
    }


def test_login_and_database_are_replaced():
    url = addresses.with_login(addresses.with_database(REMOTE, "test_registry"), "desk", "p:w")

    assert parsed(url) == {
        "user": "desk",
        "password": "p:w",
        "dbname": "test_registry",
        "host": "db.example",
        "port": "6543",
        "sslmode": "require",
    }


def test_login_is_added_to_an_address_without_one():
    url = addresses.with_login("postgresql:///registry?host=/run/postgresql", "desk", "pw")

    assert parsed(url)["user"] == "desk"
    assert parsed(url)["host"] == "/run/postgresql"


def test_parts_are_found():
    assert addresses.database_of(REMOTE) == "registry"
    assert addresses.password_of(REMOTE) == "s@fe"
    assert addresses.password_of("postgresql://admin@/registry") == ""
    assert addresses.server_of(REMOTE) == "db.example:6543"
    assert addresses.server_of("postgresql:///a?host=/run&port=7") == "/run:7"


@pytest.mark.parametrize("url", ["postgresql://admin@db.example", "postgresql://admin@db.example/"])
def test_address_without_a_database_is_refused(url):
    with pytest.raises(PostgresError, match="must name a database"):
        addresses.database_of(url)


def test_other_addresses_are_refused():
    with pytest.raises(PostgresError, match="begins with postgresql://"):
        addresses.with_database("mysql://admin@db.example/registry", "x")
    assert urlsplit(addresses.with_database("postgres://a@b/c", "d")).path == "/d"
