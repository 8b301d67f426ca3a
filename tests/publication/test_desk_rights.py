"""What the desk's login cannot do, tried as somebody who holds its password.

What neither it nor the public login can do stands here too. Who seizes a desk's server rewrites no
history, and does not read what visitors asked.
"""
# ruff: noqa: S608 - the names of tables come from the database

import os

import pytest
from django.db import ProgrammingError, connections, transaction

from tests.publication.attack import WRITES, login_rows, owner_rows, refused

# What neither of the two logins may do, wherever it is tried.
FORBIDDEN = [
    "CREATE TEMPORARY TABLE mine (id int)",
    "CREATE TABLE public.mine (id int)",
    "CREATE TABLE public_api.mine (id int)",
    "CREATE TABLE past.mine (id int)",
    "CREATE TABLE pg_catalog.mine (id int)",
    "CREATE SCHEMA mine",
    "CREATE FUNCTION public_api.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE OR REPLACE VIEW public_api.person AS SELECT 1 AS id",
    "CREATE EXTENSION dblink",
    "CREATE ROLE mine",
    "CREATE PUBLICATION mine FOR ALL TABLES",
    "CREATE EVENT TRIGGER mine ON ddl_command_end EXECUTE FUNCTION mine()",
    "SET log_statement = 'all'",
    "SET session_replication_role = replica",
    "SET ROLE registry_owner",
    "SET SESSION AUTHORIZATION registry_owner",
    "GRANT registry_owner TO CURRENT_USER",
    "SELECT * FROM pg_authid",
    "SELECT * FROM pg_shadow",
    "SELECT * FROM pg_largeobject",
    "SELECT * FROM pg_statistic",
    "SELECT * FROM pg_hba_file_rules",
    "SELECT pg_read_file('postgresql.conf')",
    "SELECT pg_ls_dir('.')",
    "SELECT lo_import('/etc/passwd')",
    "SELECT pg_reload_conf()",
    "COPY (SELECT 1) TO '/tmp/mine'",
    "COPY (SELECT 1) TO PROGRAM 'true'",
    "LOAD 'auto_explain'",
    "ALTER TABLE public.detainees_person DISABLE TRIGGER ALL",
    "ALTER TABLE public.detainees_person ADD COLUMN mine int",
    "CREATE INDEX mine ON public.detainees_person (id)",
    "CREATE RULE mine AS ON INSERT TO public.detainees_person DO INSTEAD NOTHING",
    "CREATE TRIGGER mine BEFORE INSERT ON public.detainees_person EXECUTE FUNCTION mine()",
    "DROP TRIGGER publish_insert ON public.detainees_person",
    "DROP TABLE public.detainees_person",
    "SELECT pg_terminate_backend({owner})",
]


@pytest.mark.parametrize("login", ["public", "default"])
@pytest.mark.parametrize("statement", FORBIDDEN)
def test_neither_login_can(planted, login, statement):
    if "{owner}" in statement:
        ((pid,),) = owner_rows("SELECT pg_backend_pid()")
        statement = statement.format(owner=pid)
    assert refused(login, statement)


LARGE_OBJECTS = ("lo_creat(-1)", "lo_create(0)", "lo_from_bytea(0, 'x')")


@pytest.mark.parametrize("login", ["public", "default"])
@pytest.mark.parametrize("statement", ["CREATE DATABASE mine", "ALTER SYSTEM SET port = 1"])
def test_neither_login_touches_the_server(planted, login, statement):
    """These two statements run outside a transaction only."""
    with pytest.raises(ProgrammingError, match="permission denied"):
        login_rows(login, statement)


@pytest.mark.parametrize("login", ["public", "default"])
@pytest.mark.parametrize("call", LARGE_OBJECTS)
def test_neither_login_writes_large_objects(planted, login, call):
    """PostgreSQL lets everybody; the administrator who prepares the database takes it back."""
    is_refused = refused(login, f"SELECT {call}")
    if not is_refused and "DATABASE_URL" in os.environ:
        pytest.skip("not taken back: the server's administrator is no superuser")
    assert is_refused


@pytest.mark.parametrize("login", ["public", "default"])
def test_neither_login_sees_what_others_ask(planted, login):
    owner_rows("SELECT 'the owner asked this'")
    other = {"public": "default", "default": "public"}[login]
    login_rows(other, "SELECT 'the other asked this'")
    seen = login_rows(login, "SELECT query FROM pg_stat_activity WHERE usename <> current_user")
    assert len(seen) >= 2
    assert not [query for (query,) in seen if "asked this" in query]


KEPT = "detainees_export"


def history_tables():
    """The tables that only grow: every history, and the log of exports."""
    told = owner_rows(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        " AND EXISTS (SELECT FROM pg_attribute WHERE attrelid = to_regclass(tablename)"
        " AND attname = 'pgh_id')"
    )
    return [KEPT, *(name for (name,) in told)]


def test_the_desk_alters_no_history_and_no_log_of_exports(planted):
    assert len(history_tables()) > 20
    for table in history_tables():
        for write in WRITES[1:]:
            statement = write.format(table, column="id")
            assert refused("default", statement), statement
        assert not refused("default", f"SELECT count(*) FROM {table}")


@pytest.mark.parametrize(
    "table",
    [
        "custody_cache",
        "published_person",
        "published_name",
        "daily_count",
        "find_use",
        "find_salt",
        "asked_person",
    ],
)
def test_the_desk_writes_no_cache_and_no_counter(planted, table):
    ((column,),) = owner_rows(
        "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass(%s) AND attnum = 1", [table]
    )
    for write in WRITES:
        statement = write.format(table, column=column)
        assert refused("default", statement), statement


@pytest.mark.parametrize("table", ["find_use", "find_salt", "asked_person"])
def test_the_desk_does_not_read_what_visitors_asked(planted, table):
    assert refused("default", f"SELECT count(*) FROM {table}")


@pytest.mark.parametrize(
    "setting", ["pgtrigger.ignore", "session_replication_role", "pghistory.context_id"]
)
def test_no_setting_switches_history_off(planted, setting):
    triggers = owner_rows(
        "SELECT tgname FROM pg_trigger WHERE tgrelid = 'detainees_person'::regclass"
    )
    names = ",".join(f"detainees_person:{name}" for (name,) in triggers)
    values = {"pgtrigger.ignore": f"{{{names}}}", "session_replication_role": "replica"}
    person = planted.shown[0].pk
    events = "SELECT count(*) FROM detainees_personhistoryevent WHERE pgh_obj_id = %s"
    with transaction.atomic():
        ((before,),) = login_rows("default", events, [person])
        try:
            with transaction.atomic():
                login_rows(
                    "default", "SELECT set_config(%s, %s, true)", [setting, values.get(setting, "")]
                )
        except ProgrammingError:
            assert setting == "session_replication_role"
        with connections["default"].cursor() as cursor:
            cursor.execute("UPDATE detainees_person SET note = note || '!' WHERE id = %s", [person])
        assert login_rows("default", events, [person]) == [(before + 1,)]
        transaction.set_rollback(True)


def test_functions_that_run_as_the_owner_are_closed_and_fixed(planted):
    """With a path of its own no caller's table or function takes the place of ours."""
    open_or_loose = owner_rows(
        "SELECT oid::regprocedure::text FROM pg_proc WHERE prosecdef"
        " AND pronamespace <> 'pg_catalog'::regnamespace AND (proconfig IS NULL"
        " OR NOT 'search_path=pg_catalog, public, pg_temp' = ANY (proconfig))"
    )
    assert open_or_loose == []
    for_everybody = owner_rows(
        "SELECT pg_proc.oid::regprocedure::text FROM pg_proc"
        " CROSS JOIN LATERAL aclexplode(coalesce(proacl, acldefault('f', proowner))) AS has"
        " WHERE proowner = 'registry_owner'::regrole AND has.grantee = 0"
    )
    assert for_everybody == []
