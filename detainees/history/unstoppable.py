"""History that no login can switch off, and none but the owner can write by hand.

The library that writes our triggers makes functions that run as whoever writes the record, and lets
a session name triggers to pass over (the setting ``pgtrigger.ignore``). Whoever holds the desk's
password could then write without a trace, or leave the trace of somebody else. So here, after each
migration, every trigger fires whatever a session asks for, and writes as the owner: no other login
needs a right to write history, and none has one. The login itself is recorded as ``session_user``,
which does not change within such a function.

What this cannot prove is the pseudonym: the desk's process names it, so whoever holds the desk's
password can name another's, beside the login that was used.
"""

from django.db import connections

NEVER_IGNORE = """
    CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name name)
    RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT false'
"""
WRITERS_OF_HISTORY = r"""
    SELECT DISTINCT pg_proc.oid::regprocedure::text FROM pg_trigger
    JOIN pg_proc ON pg_proc.oid = pg_trigger.tgfoid
    WHERE pronamespace = 'public'::regnamespace AND proname LIKE 'pgtrigger\_%'
"""


def make_unstoppable(sender, using, **_kwargs):
    """Let every trigger of history fire, and write as the owner; runs after every migration."""
    with connections[using].cursor() as cursor:
        cursor.execute(NEVER_IGNORE)
        cursor.execute(WRITERS_OF_HISTORY)
        for (function,) in cursor.fetchall():
            cursor.execute(
                f"ALTER FUNCTION {function} SECURITY DEFINER"
                " SET search_path = pg_catalog, public, pg_temp"
            )
