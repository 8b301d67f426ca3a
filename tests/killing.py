"""Killing a process in the middle of a write, at a point where it waits for a lock."""

import os
import signal
import time

import pytest
from django.db import connection, connections, transaction

PATIENCE = 20


def kill_at(table, write, *, login="registry_desk"):
    """Let a child process ``write`` until it waits for ``table``, and kill it there (-9).

    ``login`` is whose session it is that writes.
    """
    with connections["owner"].cursor() as cursor, transaction.atomic(using="owner"):
        cursor.execute(f"LOCK TABLE {table} IN EXCLUSIVE MODE")
        child = os.fork()
        if child == 0:
            work(write)
        try:
            wait_until_it_waits(cursor, table)
        finally:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
    wait_until_it_is_gone(login)


def work(write):
    """In the child: write over a connection of its own, and never come back to the tests."""
    try:
        for alias in connections:
            # Not closed: the parent still speaks over it.
            connections[alias].connection = None
        write()
    finally:
        os._exit(1)


def wait_until_it_waits(cursor, table):
    """Return when somebody waits for a lock on ``table``."""
    asked = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = %s::regclass"
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        cursor.execute(asked, [table])
        if cursor.fetchone()[0]:
            return
    pytest.fail("the process never came to this point")


def wait_until_it_is_gone(login):
    """Return when no other session of a login has a transaction open."""
    asked = (
        "SELECT count(*) FROM pg_stat_activity WHERE usename = %s "
        "AND pid <> pg_backend_pid() AND xact_start IS NOT NULL"
    )
    deadline = time.monotonic() + PATIENCE
    with connection.cursor() as cursor:
        while time.monotonic() < deadline:
            cursor.execute(asked, [login])
            if cursor.fetchone()[0] == 0:
                return
    pytest.fail("the killed process's transaction never ended")
