"""What a removal does to the tables' files after its transaction, and what it cannot do."""

from django.db import connections

WRITTEN = """
SELECT format('%I.%I', schemaname, relname) FROM pg_stat_user_tables
WHERE schemaname !~ '^(pg_|information_schema)' ORDER BY 1
"""


def clean_tables(*, using):
    """Take dead rows out of all tables of the owner, and gather the planner's statistics anew.

    The statistics hold sample values, names too. Bytes of dead rows may stay in the free part of
    their pages until something is written there. Not within a transaction.
    """
    with connections[using].cursor() as cursor:
        cursor.execute(WRITTEN)
        for (table,) in cursor.fetchall():
            cursor.execute(f"VACUUM (ANALYZE) {table}")


def rewrite_tables(*, using):
    """Write all tables anew, without a byte of dead rows; locks each of them while it does."""
    with connections[using].cursor() as cursor:
        cursor.execute(WRITTEN)
        for (table,) in cursor.fetchall():
            cursor.execute(f"VACUUM (FULL, ANALYZE) {table}")
