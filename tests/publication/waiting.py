"""Sessions that write outside Django, and waiting until one waits for another."""

import threading

import psycopg2
import pytest
from django.db import connections

from tests.database import owner_cursor

COPY_EVENT = """
    INSERT INTO detainees_event
        (detention_id, source_id, entry_id, heard_at, certainty, note, kind, at, facility_id)
    SELECT detention_id, %s, entry_id, heard_at, certainty, note, kind, at, facility_id
    FROM detainees_event ORDER BY id LIMIT 1
"""


def volunteer():
    """A connection of the desk's login, outside Django."""
    return psycopg2.connect(**connections["default"].get_connection_params())


def wait_for_a_lock():
    """Return when a session waits for another one's lock; fails when none does in 10 seconds."""
    pause = threading.Event()
    for _attempt in range(200):
        with owner_cursor() as cursor:
            cursor.execute("SELECT FROM pg_locks WHERE NOT granted")
            if cursor.rowcount:
                return
        pause.wait(0.05)
    pytest.fail("nobody waited")
