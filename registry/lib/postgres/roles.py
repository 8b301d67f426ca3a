"""The three database logins, and the database they work in.

- ``registry_owner`` owns the database and all that is in it, and runs the migrations;
- ``registry_desk`` is what volunteers and staff work through;
- ``registry_public`` is what the world's questions come through.

Logins belong to the server, not to one of its databases: they are made here, or by the
administrator with the same statements. Migrations make the tables and give the rights on them.
The extensions we use are trusted ones, which the owner's migrations create themselves.
"""

from collections.abc import Mapping
from contextlib import closing

import psycopg2
from psycopg2 import sql

from registry.lib.postgres import PostgresError, addresses

LOGINS = ("owner", "desk", "public")
LOCALE = "C.UTF-8"
# PostgreSQL lets everybody ask how many rows of which table a statement of one's own touched, how
# large each table is, and how much was written: of tables that one may not read, too.
COUNTING = """
DO $$
DECLARE
    counting regprocedure;
BEGIN
    FOR counting IN
        SELECT oid FROM pg_proc
        WHERE pronamespace = 'pg_catalog'::regnamespace AND (
            proname ~ '^pg_stat_get_' AND proname !~ '^pg_stat_get_(activity|backend_|snapshot_)'
            OR proname ~ '^pg_(relation|table|total_relation|indexes|database|tablespace)_size$'
            OR proname ~ '^pg_current_wal_'
        )
    LOOP
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', counting);
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO {owner}', counting);
    END LOOP;
END $$
"""


def role(login: str) -> str:
    """Return the name that the login ``owner``, ``desk`` or ``public`` has in PostgreSQL."""
    return f"registry_{login}"


def login_url(admin_url: str, login: str, password: str) -> str:
    """Return the address of the administrator's database for one of the three logins."""
    return addresses.with_login(admin_url, role(login), password)


def prepare(admin_url: str, passwords: Mapping[str, str], *, ours: bool) -> None:
    """Make the three logins and the database that ``admin_url`` names, where they are missing.

    ``passwords`` are by login. On a server of ours they are set; on another's, a login that exists
    keeps its own, and PostgresError says so when it is not the one we know. A database that holds
    somebody else's tables is refused.
    """
    name = addresses.database_of(admin_url)
    with closing(connect_somewhere(admin_url)) as admin:
        for login in LOGINS:
            ensure_role(admin, login, passwords[login], ours=ours)
        ensure_database(admin, name)
    with closing(connect(admin_url)) as admin:
        take_over(admin, name)
        restrict(admin, name)
    for login in LOGINS:
        check_login(login_url(admin_url, login, passwords[login]), login)
    with closing(connect(login_url(admin_url, "owner", passwords["owner"]))) as owner:
        check_text(owner)


def drop_database(admin_url: str) -> None:
    """Drop the database that ``admin_url`` names, if it exists and is the registry's."""
    name = addresses.database_of(admin_url)
    with closing(connect_somewhere(admin_url)) as admin, admin.cursor() as cursor:
        if owner_of(cursor, name) not in (None, role("owner")):
            raise PostgresError(f"The database {name} exists and is not the registry's.")
        statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        cursor.execute(statement.format(sql.Identifier(name)))


def connect(url: str):
    """Return a connection to ``url`` on which every statement stands for itself."""
    try:
        connection = psycopg2.connect(url, connect_timeout=10)
    except psycopg2.OperationalError as error:
        raise PostgresError(f"The database does not answer: {error}".strip()) from None
    connection.autocommit = True
    return connection


def connect_somewhere(admin_url: str):
    """Return a connection to the server, to a database that is there before ours is."""
    try:
        return connect(addresses.with_database(admin_url, "postgres"))
    except PostgresError:
        return connect(addresses.with_database(admin_url, "template1"))


def ensure_role(admin, login: str, password: str, *, ours: bool) -> None:
    """Make a login without power over the server; the administrator may act as the owner."""
    name = role(login)
    with admin.cursor() as cursor:
        cursor.execute("SET password_encryption = 'scram-sha-256'")
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = %s", [name])
        found = cursor.fetchone()
        if found and found[0]:
            raise PostgresError(f"{name} is a superuser on this server: it must not be.")
        if not found:
            statement = "CREATE ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD %s"
            cursor.execute(sql.SQL(statement).format(sql.Identifier(name)), [password])
        elif ours:
            statement = "ALTER ROLE {} LOGIN PASSWORD %s"
            cursor.execute(sql.SQL(statement).format(sql.Identifier(name)), [password])
        if login == "owner":
            act_as_owner(cursor)


def act_as_owner(cursor) -> None:
    """Let an administrator who is no superuser (a hosted server's) give a database to the owner."""
    cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
    if not cursor.fetchone()[0]:
        owner = sql.Identifier(role("owner"))
        cursor.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(owner))


def ensure_database(admin, name: str) -> None:
    """Make the owner's database ``name``, in which Cyrillic letters have cases."""
    with admin.cursor() as cursor:
        if owner_of(cursor, name):
            return
        statement = sql.SQL(
            "CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8'"
            " LOCALE_PROVIDER libc LOCALE %s"
        )
        names = sql.Identifier(name), sql.Identifier(role("owner"))
        cursor.execute(statement.format(*names), [LOCALE])


def owner_of(cursor, name: str) -> str | None:
    """Return the owner of database ``name``, None when there is no such database."""
    cursor.execute(
        "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = %s",
        [name],
    )
    found = cursor.fetchone()
    return found[0] if found else None


def take_over(admin, name: str) -> None:
    """Give an existing, empty database to the owner."""
    with admin.cursor() as cursor:
        if owner_of(cursor, name) == role("owner"):
            return
        cursor.execute(
            "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'"
        )
        if cursor.fetchone()[0]:
            raise PostgresError(
                f"The database {name} holds tables that are not the registry's: "
                "name another in DATABASE_URL, it is made if it is missing."
            )
        names = sql.Identifier(name), sql.Identifier(role("owner"))
        cursor.execute(sql.SQL("ALTER DATABASE {} OWNER TO {}").format(*names))


def restrict(admin, name: str) -> None:
    """Let only the three logins into database ``name``, and each no further than it must go."""
    names = {"database": sql.Identifier(name)}
    names |= {login: sql.Identifier(role(login)) for login in LOGINS}
    with admin.cursor() as cursor:
        for statement in (
            "ALTER SCHEMA public OWNER TO {owner}",
            "REVOKE ALL ON SCHEMA public FROM PUBLIC",
            "GRANT USAGE ON SCHEMA public TO {desk}",
            "REVOKE ALL ON DATABASE {database} FROM PUBLIC",
            "GRANT CONNECT ON DATABASE {database} TO {owner}, {desk}, {public}",
            "ALTER ROLE {public} IN DATABASE {database} SET search_path = public_api",
            # Everybody may fill a database with large objects, and count what others wrote; a
            # superuser takes it back.
            "REVOKE ALL ON FUNCTION lo_creat(int), lo_create(oid), lo_from_bytea(oid, bytea)"
            " FROM PUBLIC",
            COUNTING,
        ):
            cursor.execute(sql.SQL(statement).format(**names))


def check_login(url: str, login: str) -> None:
    """Raise PostgresError, saying what to do, when the login's password is not the one we know."""
    try:
        connect(url).close()
    except PostgresError as error:
        raise PostgresError(
            f"{role(login)} exists on this server and cannot log in with the password kept in "
            f".state/ ({error}) Its password is not changed for you: give the addresses with the "
            "right ones in OWNER_DATABASE_URL, DESK_DATABASE_URL and PUBLIC_DATABASE_URL."
        ) from None


def check_text(owner) -> None:
    """Raise PostgresError when the database fails silently on Cyrillic, or lacks an extension.

    Nothing stays of the check: it runs in a transaction that is taken back.
    """
    owner.autocommit = False
    with owner.cursor() as cursor:
        try:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS btree_gin SCHEMA public")
            cursor.execute("CREATE EXTENSION IF NOT EXISTS btree_gist SCHEMA public")
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA public")
            cursor.execute("SELECT upper('ә') = 'Ә', cardinality(public.show_trgm('Әл')) > 0")
            cased, has_trigrams = cursor.fetchone()
        except psycopg2.Error as error:
            raise PostgresError(f"The database lacks an extension: {error}".strip()) from None
        finally:
            owner.rollback()
    if not (cased and has_trigrams):
        raise PostgresError(
            f"The database's locale knows no Cyrillic letters: make it with LOCALE '{LOCALE}'."
        )
