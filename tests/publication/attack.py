"""How to attack the database as one of its logins, and to see whether anything was changed."""
# ruff: noqa: S608 - the names of tables come from the database

from contextlib import contextmanager

from django.db import DatabaseError, connections, transaction
from psycopg2.errors import InsufficientPrivilege, ObjectNotInPrerequisiteState, WrongObjectType

from tests.database import owner_cursor

OUTSIDE = "nspname NOT IN ('pg_catalog', 'information_schema')"
REFUSALS = (InsufficientPrivilege, WrongObjectType, ObjectNotInPrerequisiteState)
TABLE_HOLDS = "count(*), md5(string_agg(concat(ctid, xmin, told), '' ORDER BY ctid))"
WRITES = (
    "INSERT INTO {} DEFAULT VALUES",
    "UPDATE {} SET {column} = {column}",
    "DELETE FROM {}",
    "TRUNCATE {}",
    "SELECT * FROM {} FOR UPDATE",
)


def refused(login, statement, params=None):
    """True when the login may not run ``statement``; whatever it did is undone.

    What no relation of a kind allows, as truncating a view, counts as refused.
    """
    try:
        with transaction.atomic(using=login), connections[login].cursor() as cursor:
            cursor.execute(statement, params)
            transaction.set_rollback(True, using=login)
    except DatabaseError as error:
        if not isinstance(error.__cause__, REFUSALS):
            raise
        return True
    return False


def owner_rows(statement, params=None):
    """All rows of a query of the owner's."""
    with owner_cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.fetchall()


def login_rows(login, statement, params=None):
    """All rows of a query of a login's."""
    with connections[login].cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.fetchall()


def relations():
    """(schema, name, a column) of each relation of ours, those below tables too."""
    return owner_rows(
        "SELECT nspname, relname, (SELECT attname FROM pg_attribute WHERE attrelid = pg_class.oid"
        " AND attnum > 0 AND NOT attisdropped ORDER BY attnum LIMIT 1)"
        " FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace"
        f" WHERE {OUTSIDE} AND relkind IN ('r', 'v', 'm', 'S', 'p', 'f', 't') ORDER BY 1, 2"
    )


@contextmanager
def unchanged(*, but=()):
    """Raise AssertionError when a table other than those in ``but`` differs afterwards."""
    before = contents()
    yield
    after = contents()
    assert {name for name in before | after if before.get(name) != after.get(name)} <= set(but)


def contents():
    """{table, sequence or "large objects": what it holds}, and who wrote each row when."""
    told = {"large objects": owner_rows("SELECT oid FROM pg_largeobject_metadata ORDER BY oid")}
    for schema, name, kind in owner_rows(
        "SELECT nspname, relname, relkind FROM pg_class"
        " JOIN pg_namespace ON pg_namespace.oid = relnamespace"
        f" WHERE {OUTSIDE} AND relkind IN ('r', 'S')"
    ):
        columns = {"r": TABLE_HOLDS, "S": "last_value, is_called"}[kind]
        told[name] = owner_rows(f'SELECT {columns} FROM {schema}."{name}" AS told')
    return told


def functions():
    """(signature with schema, number of arguments) of each function outside the system."""
    return owner_rows(
        "SELECT format('%s.%s', nspname, replace(pg_proc.oid::regprocedure::text,"
        " nspname || '.', '')), pronargs"
        f" FROM pg_proc JOIN pg_namespace ON pg_namespace.oid = pronamespace WHERE {OUTSIDE}"
    )
