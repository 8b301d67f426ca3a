"""History that no login can switch off.

The library that writes our triggers lets a session name triggers to pass over (the setting
``pgtrigger.ignore``), which would let whoever holds the desk's password write without a trace.
"""

from django.db import connections

NEVER_IGNORE = """
    CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name name)
    RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT false'
"""


def make_unstoppable(sender, using, **_kwargs):
    """Let every trigger fire whatever a session asks for; runs after every migration."""
    with connections[using].cursor() as cursor:
        cursor.execute(NEVER_IGNORE)
