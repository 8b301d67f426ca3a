"""A private server starts whatever happened before, and lets nobody else in."""

import os
import select
import stat
import subprocess
import sys

import psycopg2
import pytest

from registry.lib.postgres import PostgresError
from registry.lib.postgres.server import MAXIMUM_SOCKET_PATH, PORT, socket_folder
from registry.lib.processes import processes_in
from tests.registry.lib.postgres.conftest import copy_server

MARK = "CREATE TABLE kept AS SELECT 'Әл' AS name"


def test_data_survive_a_restart(server, ask):
    ask(server.url("postgres"), MARK)
    server.stop()
    assert not server.is_alive()

    server.start()

    assert ask(server.url("postgres"), "SELECT name FROM kept") == ("Әл",)


def test_data_survive_a_killed_server(make_server, blank, ask):
    server = make_server(durable=True)
    copy_server(blank, server.folder)
    server.start()
    ask(server.url("postgres"), MARK)
    server.process.kill()
    server.process.wait()

    another = make_server(durable=True)
    another.start()

    assert ask(another.url("postgres"), "SELECT name FROM kept") == ("Әл",)


def test_server_left_behind_by_a_killed_start_is_replaced(make_server, server, ask):
    ask(server.url("postgres"), MARK)

    another = make_server()
    another.start()

    assert server.process.wait(10) == 0
    assert ask(another.url("postgres"), "SELECT name FROM kept") == ("Әл",)


def test_server_ends_when_its_starter_is_killed(base, blank):
    copy_server(blank, base / "postgres")
    program = (
        "import signal, sys; from pathlib import Path;"
        "from registry.lib.postgres.server import PrivateServer;"
        "base = Path(sys.argv[1]);"
        "server = PrivateServer(base / 'postgres', copies=base, durable=False);"
        "server.start(); print(server.process.pid, flush=True); signal.pause()"
    )
    with subprocess.Popen([sys.executable, "-c", program, base], stdout=subprocess.PIPE) as starter:
        server = os.pidfd_open(int(starter.stdout.readline()))
        starter.kill()

    assert select.select([server], [], [], 10)[0] == [server]
    os.close(server)
    assert list(processes_in(base / "postgres" / "data")) == []


def test_file_of_a_server_whose_number_another_process_has_now(server, ask):
    server.stop()
    claim = f"{os.getpid()}\n{server.data}\n0\n{PORT}\n{server.socket}\n"
    (server.data / "postmaster.pid").write_text(claim)
    (server.socket / f".s.PGSQL.{PORT}").touch()

    server.start()

    assert ask(server.url("postgres"), "SELECT 1") == (1,)


def test_interrupted_first_start_is_begun_again(make_server):
    server = make_server()
    (server.folder / "data.draft").mkdir(parents=True)
    (server.folder / "data.draft" / "PG_VERSION").write_text("15\n")
    os.chown(server.folder, server.account.uid, server.account.gid)

    server.start()

    assert server.is_alive()


def test_data_of_another_version_are_explained(server):
    server.stop()
    (server.data / "PG_VERSION").write_text("9\n")

    with pytest.raises(PostgresError, match="was made by PostgreSQL 9: install that version"):
        server.start()


def test_failed_start_tells_what_the_server_wrote(server):
    server.stop()
    (server.data / "postgresql.conf").write_text("no_such_setting = 1\n")

    with pytest.raises(PostgresError, match="no_such_setting"):
        server.start()
    assert not server.is_alive()


def test_nobody_else_on_the_machine_reaches_it(server):
    for path in (server.folder, server.data, server.socket):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700
    for path in (server.password_file, server.log):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert server.data.stat().st_uid == server.account.uid != 0


def test_folder_of_somebody_else_is_refused(make_server):
    server = make_server()
    server.folder.symlink_to("/")

    with pytest.raises(PostgresError, match="does not belong"):
        server.start()
    server.folder.unlink()


def test_it_listens_on_no_network_and_asks_everybody_for_a_password(server, ask):
    assert ask(server.url("postgres"), "SHOW listen_addresses") == ("",)
    with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
        psycopg2.connect(host=str(server.socket), port=PORT, user="postgres", password="guess")


def test_text_and_checksums_are_safe(server, ask):
    settings = "SELECT current_setting('server_encoding'), current_setting('data_checksums')"

    assert ask(server.url("postgres"), settings) == ("UTF8", "on")


def test_log_holds_no_statement_and_no_value(server, ask):
    ask(server.url("postgres"), "CREATE TABLE person (name text UNIQUE)")
    ask(server.url("postgres"), "INSERT INTO person VALUES ('Айгүль')")
    with pytest.raises(psycopg2.IntegrityError):
        ask(server.url("postgres"), "INSERT INTO person VALUES ('Айгүль')")
    with pytest.raises(psycopg2.DataError):
        ask(server.url("postgres"), "SELECT 'Айгүль'::integer FROM person WHERE name = 'Айгүль'")
    server.stop()

    log = server.log.read_text()
    assert "ready to accept connections" in log
    assert "Айгүль" not in log
    assert "person" not in log


def test_socket_of_a_deep_folder_stands_elsewhere(base):
    shallow, deep = base / "postgres", base / ("x" * 100) / "postgres"

    assert socket_folder(shallow) == shallow / "socket"
    assert socket_folder(deep) == socket_folder(deep) != socket_folder(deep / "other")
    assert len(bytes(socket_folder(deep) / f".s.PGSQL.{PORT}")) <= MAXIMUM_SOCKET_PATH


def test_server_in_a_deep_folder_starts(base, make_server):
    server = make_server("x" * 100)

    server.start()

    assert server.is_alive()
    assert not server.socket.is_relative_to(base)
