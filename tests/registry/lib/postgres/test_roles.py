"""The three logins can do what they must and no more; nobody else's logins and data are touched."""

import psycopg2
import pytest

from registry.lib.postgres import PostgresError, addresses, roles
from tests.registry.lib.postgres.conftest import PASSWORDS

DENIED = psycopg2.errors.InsufficientPrivilege


@pytest.fixture
def login(prepared):
    """A function that returns the address of one of the three logins."""
    return lambda name: roles.login_url(prepared, name, PASSWORDS[name])


def test_each_login_gets_in_and_has_no_power_over_the_server(login, ask):
    for name in roles.LOGINS:
        powers = (
            "SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls"
            " FROM pg_roles WHERE rolname = current_user"
        )
        assert ask(login(name), powers) == (False,)


def test_passwords_are_stored_as_scram(prepared, ask):
    stored = "SELECT bool_and(rolpassword LIKE 'SCRAM-SHA-256$%%') FROM pg_authid WHERE rolcanlogin"

    assert ask(prepared, stored.replace("%%", "%")) == (True,)


def test_owner_owns_the_database_and_its_schema(prepared, login, ask):
    owners = (
        "SELECT pg_get_userbyid(datdba), pg_get_userbyid(nspowner)"
        " FROM pg_database, pg_namespace WHERE datname = 'registry' AND nspname = 'public'"
    )

    assert ask(prepared, owners) == ("registry_owner", "registry_owner")
    ask(login("owner"), "CREATE EXTENSION pg_trgm")


@pytest.mark.parametrize("name", ["desk", "public"])
def test_desk_and_public_make_nothing(login, ask, name):
    for statement in (
        "CREATE TABLE public.mine (id int)",
        "CREATE SCHEMA mine",
        "CREATE TEMPORARY TABLE mine (id int)",
        "CREATE DATABASE mine",
        "CREATE ROLE mine",
        "COPY (SELECT 1) TO PROGRAM 'true'",
        "SET ROLE registry_owner",
    ):
        with pytest.raises(DENIED):
            ask(login(name), statement)


def test_public_does_not_see_the_schema_of_the_record(login, ask):
    ask(login("owner"), "CREATE TABLE public.person (name text)")
    ask(login("owner"), "GRANT SELECT ON public.person TO PUBLIC")

    assert ask(login("desk"), "SELECT count(*) FROM person") == (0,)
    with pytest.raises(DENIED, match="schema public"):
        ask(login("public"), "SELECT count(*) FROM public.person")
    assert ask(login("public"), "SHOW search_path") == ("public_api",)


def test_other_logins_stay_out(prepared, ask):
    ask(prepared, "CREATE ROLE visitor LOGIN PASSWORD 'visitor'")

    with pytest.raises(PostgresError, match="permission denied for database"):
        roles.connect(addresses.with_login(prepared, "visitor", "visitor"))


def test_second_time_changes_nothing(prepared, login, ask):
    ask(login("owner"), "CREATE TABLE kept AS SELECT 1 AS id")

    roles.prepare(prepared, PASSWORDS, ours=False)

    assert ask(login("owner"), "SELECT id FROM kept") == (1,)
    assert ask(login("owner"), "SELECT count(*) FROM pg_extension WHERE extname = 'pg_trgm'") == (
        0,
    )


def test_unknown_password_on_a_given_server_is_not_changed(prepared, login, ask):
    with pytest.raises(PostgresError, match="DESK_DATABASE_URL"):
        roles.prepare(prepared, {**PASSWORDS, "desk": "another"}, ours=False)

    assert ask(login("desk"), "SELECT 1") == (1,)


def test_password_on_a_server_of_ours_follows_what_we_keep(prepared, ask):
    roles.prepare(prepared, {**PASSWORDS, "desk": "another"}, ours=True)

    assert ask(roles.login_url(prepared, "desk", "another"), "SELECT 1") == (1,)


def test_powerful_login_is_refused(shared_server, ask):
    ask(shared_server.url("postgres"), "CREATE ROLE registry_public SUPERUSER LOGIN")

    with pytest.raises(PostgresError, match="registry_public is a superuser"):
        roles.prepare(shared_server.url("registry"), PASSWORDS, ours=False)


def test_empty_database_is_taken_over(shared_server, ask):
    ask(shared_server.url("postgres"), "CREATE DATABASE registry")

    roles.prepare(shared_server.url("registry"), PASSWORDS, ours=False)

    url = roles.login_url(shared_server.url("registry"), "owner", PASSWORDS["owner"])
    ask(url, "CREATE TABLE mine (id int)")


def test_database_with_other_tables_is_refused(shared_server, ask):
    ask(shared_server.url("postgres"), "CREATE DATABASE registry")
    ask(shared_server.url("registry"), "CREATE TABLE books (id int)")

    with pytest.raises(PostgresError, match="tables that are not the registry's"):
        roles.prepare(shared_server.url("registry"), PASSWORDS, ours=False)


def test_database_without_cyrillic_letters_is_refused(shared_server, ask):
    ask(shared_server.url("postgres"), "CREATE DATABASE registry TEMPLATE template0 LOCALE 'C'")

    with pytest.raises(PostgresError, match="knows no Cyrillic letters"):
        roles.prepare(shared_server.url("registry"), PASSWORDS, ours=False)


def test_administrator_of_a_hosted_server_is_enough(shared_server, ask):
    ask(shared_server.url("postgres"), "CREATE ROLE host LOGIN CREATEDB CREATEROLE PASSWORD 'host'")
    url = addresses.with_login(shared_server.url("registry"), "host", "host")

    roles.prepare(url, PASSWORDS, ours=False)

    assert ask(roles.login_url(url, "public", PASSWORDS["public"]), "SELECT 1") == (1,)
    roles.drop_database(url)


def test_only_our_database_is_dropped(prepared, shared_server, ask):
    ask(shared_server.url("postgres"), "CREATE DATABASE books")
    with pytest.raises(PostgresError, match="not the registry's"):
        roles.drop_database(shared_server.url("books"))

    roles.drop_database(prepared)
    roles.drop_database(prepared)

    names = "SELECT array_agg(datname::text) FROM pg_database WHERE NOT datistemplate"
    assert sorted(ask(shared_server.url("postgres"), names)[0]) == ["books", "postgres"]


def test_server_that_does_not_answer_is_told(tmp_path):
    with pytest.raises(PostgresError, match="does not answer"):
        roles.connect(f"postgresql://me@/registry?host={tmp_path}")
