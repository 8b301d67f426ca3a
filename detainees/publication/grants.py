"""What each of the three database logins may do; written anew after every migration.

- ``registry_owner`` owns everything and runs migrations, retention and removal.
- ``registry_desk`` reads and writes the record, but history and the export log only grow.
- ``registry_public`` uses the schema ``public_api`` and nothing else.

Who holds the public server's password reads what the public pages show, and no more.
"""

from django.db import connections

HISTORY_SUFFIX = "historyevent"
GROWING_ONLY = ("detainees_export",)
READ_ONLY = ("django_migrations",)
NOT_FOR_THE_DESK = ("pghistory_context", "django_admin_log")

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"


def desk_rights(table):
    """Return the rights that ``registry_desk`` has on ``table``, as SQL words; "" for none."""
    if table in NOT_FOR_THE_DESK:
        return ""
    if table in READ_ONLY:
        return "SELECT"
    if table in GROWING_ONLY or table.endswith(HISTORY_SUFFIX):
        return "SELECT, INSERT"
    return "SELECT, INSERT, UPDATE, DELETE"


def write_grants(sender, using, **_kwargs):
    """Give the desk and public logins exactly the rights above; runs after every migration."""
    with connections[using].cursor() as cursor:
        cursor.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC, registry_public")
        cursor.execute("GRANT USAGE ON SCHEMA public TO registry_desk")
        cursor.execute(TABLES)
        for (table,) in cursor.fetchall():
            cursor.execute(f'REVOKE ALL ON "{table}" FROM PUBLIC, registry_desk, registry_public')
            if rights := desk_rights(table):
                cursor.execute(f'GRANT {rights} ON "{table}" TO registry_desk')
        cursor.execute("GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO registry_desk")
        cursor.execute("SELECT to_regnamespace('public_api')")
        if cursor.fetchone()[0] is None:
            return
        cursor.execute("GRANT USAGE ON SCHEMA public_api TO registry_public")
        cursor.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public_api TO registry_public")
        cursor.execute("GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public_api TO registry_public")
