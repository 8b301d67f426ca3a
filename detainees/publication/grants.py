"""What each of the three database logins may do; written anew after every migration.

- ``registry_owner`` owns everything and runs migrations, retention and removal.
- ``registry_desk`` reads and writes the record. It reads history, which the owner's triggers write
  (see ``detainees.history.unstoppable``); the logs of exports and calls only grow.
- ``registry_public`` uses the schema ``public_api`` and nothing else.

Who holds the public server's password reads what the public pages show, and no more.
"""

from django.db import connections

HISTORY_SUFFIX = "historyevent"
GROWING_ONLY = ("detainees_export", "detainees_call")
# Filled by the database's own functions, whoever writes the record.
CACHES = (
    "custody_cache",
    "attention_cache",
    "published_person",
    "published_name",
    "listed_person",
    "listed_detention",
    "listed_word",
    "listing_change",
    "daily_count",
)
COUNTERS = ("find_salt", "find_use", "asked_person", "form_use", "address_use")
# Rows that only the database's own functions see, within one transaction.
PASSING = ("noted_people",)
READ_ONLY = (
    "django_migrations",
    "detainees_removal",
    "detainees_removedname",
)
# Unused: what a request was stands in each row of history.
NOT_FOR_THE_DESK = (
    "pghistory_context",
    "django_admin_log",
    # We ask nobody for an address.
    "account_emailaddress",
    "account_emailconfirmation",
)

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
VIEWS = "SELECT viewname FROM pg_views WHERE schemaname = 'public'"
# Each with the table whose numbers it counts.
SEQUENCES = """
    SELECT counter.oid::regclass::text, owner.relname FROM pg_class AS counter
    JOIN pg_depend ON pg_depend.objid = counter.oid AND pg_depend.deptype IN ('a', 'i')
        AND pg_depend.classid = 'pg_class'::regclass AND pg_depend.refobjsubid > 0
    JOIN pg_class AS owner ON owner.oid = pg_depend.refobjid
    WHERE counter.relkind = 'S' AND counter.relnamespace = 'public'::regnamespace
"""
# Our own functions; those of extensions belong to the administrator.
FUNCTIONS = """
    SELECT oid::regprocedure::text, pronamespace::regnamespace::text FROM pg_proc
    WHERE pronamespace IN ('public'::regnamespace, to_regnamespace('public_api'))
        AND proowner = current_user::regrole AND prokind = 'f'
"""
# What the views of public_api call in the visitor's name.
CALLED_BY_VIEWS = ("custody_status(text,timestamp with time zone,timestamp with time zone)",)


def desk_rights(table):
    """Return the rights that ``registry_desk`` has on ``table``, as SQL words; "" for none."""
    if table in (*NOT_FOR_THE_DESK, *COUNTERS, *PASSING):
        return ""
    if table in (*READ_ONLY, *CACHES) or table.endswith(HISTORY_SUFFIX):
        return "SELECT"
    if table in GROWING_ONLY:
        return "SELECT, INSERT"
    return "SELECT, INSERT, UPDATE, DELETE"


def write_grants(sender, using, **_kwargs):
    """Give the desk and public logins exactly the rights above; runs after every migration."""
    with connections[using].cursor() as cursor:
        cursor.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC, registry_public")
        cursor.execute("GRANT USAGE ON SCHEMA public TO registry_desk")
        for table in names(cursor, TABLES):
            grant_only(cursor, f'"{table}"', desk_rights(table))
        for view in names(cursor, VIEWS):
            grant_only(cursor, f'"{view}"', "SELECT")
        write_sequence_grants(cursor)
        write_function_grants(cursor)
        write_past_grants(cursor)
        cursor.execute("SELECT to_regnamespace('public_api') IS NOT NULL")
        if cursor.fetchone()[0]:
            cursor.execute("GRANT USAGE ON SCHEMA public_api TO registry_public")
            cursor.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public_api TO registry_public")


def names(cursor, query):
    """Return the first column of a query."""
    cursor.execute(query)
    return [row[0] for row in cursor.fetchall()]


def grant_only(cursor, relation, rights):
    """Leave the desk ``rights`` on a relation, and everybody else but the owner nothing."""
    cursor.execute(f"REVOKE ALL ON {relation} FROM PUBLIC, registry_desk, registry_public")
    if rights:
        cursor.execute(f"GRANT {rights} ON {relation} TO registry_desk")


def write_sequence_grants(cursor):
    """Let the desk number the rows that it may add, and no others: history is read in their order.

    It reads the last number of history, which tells that something is new. Loading a fixture sets
    the numbers too.
    """
    cursor.execute(SEQUENCES)
    for sequence, table in cursor.fetchall():
        cursor.execute(f"REVOKE ALL ON SEQUENCE {sequence} FROM PUBLIC, registry_desk")
        rights = "ALL" if "INSERT" in desk_rights(table) else "SELECT"
        cursor.execute(f"GRANT {rights} ON SEQUENCE {sequence} TO registry_desk")


def write_function_grants(cursor):
    """Let each side call the functions of its own schema, and what its views call."""
    cursor.execute(FUNCTIONS)
    for function, schema in cursor.fetchall():
        cursor.execute(f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC")
        role = "registry_public" if schema == "public_api" else "registry_desk"
        cursor.execute(f"GRANT EXECUTE ON FUNCTION {function} TO {role}")
        if function in CALLED_BY_VIEWS:
            cursor.execute(f"GRANT EXECUTE ON FUNCTION {function} TO registry_public")


def write_past_grants(cursor):
    """Let the desk, and nobody else, read the schema ``past``."""
    cursor.execute("REVOKE ALL ON SCHEMA past FROM PUBLIC, registry_public")
    cursor.execute("REVOKE ALL ON ALL FUNCTIONS IN SCHEMA past FROM PUBLIC")
    cursor.execute("GRANT USAGE ON SCHEMA past TO registry_desk")
    cursor.execute("GRANT SELECT ON ALL TABLES IN SCHEMA past TO registry_desk")
    cursor.execute("GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA past TO registry_desk")
