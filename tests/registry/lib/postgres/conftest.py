"""A private server apart from the tests' own, so that logins and crashes can be tried on it."""

import shutil
import subprocess
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from registry.lib.postgres import roles
from registry.lib.postgres.account import server_account
from registry.lib.postgres.places import machine_folder, open_folder
from registry.lib.postgres.server import PrivateServer

ROOT = Path(__file__).resolve().parents[4]
PASSWORDS = {"owner": "one", "desk": "two", "public": "three"}


@pytest.fixture
def account():
    """Who runs PostgreSQL on this machine."""
    return server_account()


@pytest.fixture
def base(account):
    """A folder that the server's user can enter; pytest's own are closed to others."""
    folder = Path(tempfile.mkdtemp(dir=open_folder(account)))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def make_server(base):
    """A function that makes servers below ``base``, all of which are stopped afterwards."""
    servers = []

    def make(name="postgres", *, durable=False):
        server = PrivateServer(base / name, copies=machine_folder(ROOT), durable=durable)
        servers.append(server)
        return server

    yield make
    for server in servers:
        server.remove()


@pytest.fixture(scope="session")
def session_base():
    """A folder as ``base``, until all tests are done."""
    folder = Path(tempfile.mkdtemp(dir=open_folder(server_account())))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def blank(session_base):
    """A stopped server with fresh data: copying those is faster than making them."""
    server = PrivateServer(session_base / "blank", copies=machine_folder(ROOT), durable=False)
    server.start()
    server.stop()
    return server


@pytest.fixture
def server(make_server, blank):
    """A running server that no other test has seen."""
    server = make_server()
    copy_server(blank, server.folder)
    server.start()
    return server


@pytest.fixture(scope="session")
def running_server(session_base, blank):
    """A server that runs until all tests are done."""
    copy_server(blank, session_base / "running")
    server = PrivateServer(session_base / "running", copies=machine_folder(ROOT), durable=False)
    server.start()
    yield server
    server.remove()


def copy_server(server, folder):
    """Copy a stopped server's files to ``folder``, with their owner and modes."""
    subprocess.run(["cp", "-a", server.folder, folder], check=True)


@pytest.fixture
def shared_server(running_server):
    """A running server without databases and logins; what a test makes on it goes."""
    yield running_server
    with closing(roles.connect(running_server.url("postgres"))) as admin, admin.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname !~ '^(postgres|template.)$'")
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        cursor.execute("SELECT rolname FROM pg_roles WHERE rolname !~ '^(postgres$|pg_)'")
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP ROLE "{name}"')


@pytest.fixture
def prepared(shared_server):
    """The administrator's address of a database with its three logins."""
    url = shared_server.url("registry")
    roles.prepare(url, PASSWORDS, ours=True)
    return url


@pytest.fixture
def ask():
    """A function that returns the first row of an answer, from the database at a URL."""

    def ask(url, question):
        with closing(roles.connect(url)) as connection, connection.cursor() as cursor:
            cursor.execute(question)
            return cursor.fetchone() if cursor.description else None

    return ask
