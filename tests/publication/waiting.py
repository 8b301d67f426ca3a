"""Waiting until one session waits for another."""

import threading

import pytest

from tests.database import owner_cursor


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
