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


# What tells of tables that one may not read: rows, reads and sizes, and how much a call wrote.
COUNTING = [
    "SELECT n_live_tup FROM pg_stat_user_tables",
    "SELECT n_tup_ins FROM pg_stat_xact_all_tables",
    "SELECT idx_tup_fetch FROM pg_stat_xact_user_tables",
    "SELECT idx_scan FROM pg_stat_all_indexes",
    "SELECT heap_blks_read FROM pg_statio_all_tables",
    "SELECT calls FROM pg_stat_user_functions",
    "SELECT tup_inserted FROM pg_stat_database",
    "SELECT wal_bytes FROM pg_stat_wal",
    "SELECT pg_current_wal_insert_lsn()",
    "SELECT pg_relation_size(oid) FROM pg_class",
    "SELECT pg_total_relation_size(oid) FROM pg_class",
]


@pytest.mark.parametrize("login", ["public", "default"])
@pytest.mark.parametrize("statement", COUNTING)
def test_neither_login_counts_what_it_may_not_read(planted, login, statement):
    """PostgreSQL lets everybody; the administrator who prepares the database takes it back."""
    is_refused = refused(login, statement)
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


def test_the_desk_writes_no_history_and_alters_no_log_of_exports(planted):
    assert len(history_tables()) > 20
    for table in history_tables():
        for write in WRITES[table == KEPT :]:
            statement = write.format(table, column="id")
            assert refused("default", statement), statement
        assert not refused("default", f"SELECT count(*) FROM {table}")


def test_the_desk_does_not_touch_the_numbers_of_history(planted):
    """Events are read in the order of their numbers: who sets these back stops every writer."""
    counters = owner_rows(
        "SELECT pg_get_serial_sequence(tablename, 'pgh_id') FROM pg_tables"
        " WHERE schemaname = 'public' AND tablename LIKE '%historyevent'"
    )
    assert len(counters) > 20
    for (counter,) in counters:
        for act in ("setval('{}', 1)", "nextval('{}')"):
            assert refused("default", f"SELECT {act.format(counter)}"), counter


@pytest.mark.parametrize("write", [*WRITES, "SELECT {column} FROM {}"])
def test_the_desk_has_no_use_for_the_librarys_table_of_contexts(planted, write):
    assert refused("default", write.format("pghistory_context", column="id"))


def test_a_change_by_any_program_is_history_under_the_login_that_made_it(planted):
    """The triggers write as the owner; what is recorded is who was logged in."""
    person = planted.shown[0].pk
    told = "SELECT pgh_db_user, note FROM detainees_personhistoryevent WHERE pgh_obj_id = %s"
    told += " ORDER BY pgh_id DESC LIMIT 1"
    with transaction.atomic(), connections["default"].cursor() as cursor:
        cursor.execute("UPDATE detainees_person SET note = 'by hand' WHERE id = %s", [person])
        assert login_rows("default", told, [person]) == [("registry_desk", "by hand")]
        transaction.set_rollback(True)
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE detainees_person SET note = 'by owner' WHERE id = %s", [person])
        assert login_rows("owner", told, [person]) == [("registry_owner", "by owner")]
        transaction.set_rollback(True, using="owner")


def test_no_function_of_history_runs_as_its_caller(planted):
    """A right to write history would be needed for each that did."""
    triggers = owner_rows(
        "SELECT prosecdef, count(*) FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid"
        " WHERE proname LIKE 'pgtrigger%' GROUP BY 1"
    )
    assert [is_definer for is_definer, _count in triggers] == [True]


@pytest.mark.parametrize(
    "table",
    [
        "custody_cache",
        "published_person",
        "published_name",
        "listed_person",
        "listed_detention",
        "listed_word",
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
