"""Two sides, two processes: each knows its own login and its own pages, and nothing of the other.

Every test starts a process with nothing in its environment but what that side is given.
"""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from registry.lib.processes import stop

ROOT = Path(__file__).resolve().parents[2]
SECONDS_TO_ANSWER = 60
GIVEN = {
    "public": ("PUBLIC_DATABASE_URL",),
    "desk": ("DESK_DATABASE_URL", "REMOVAL_KEY", "SECOND_FACTOR_KEY"),
    "owner": ("OWNER_DATABASE_URL", "REMOVAL_KEY"),
    "both": (
        "PUBLIC_DATABASE_URL",
        "DESK_DATABASE_URL",
        "OWNER_DATABASE_URL",
        "REMOVAL_KEY",
        "SECOND_FACTOR_KEY",
    ),
}
# Asked of a side by a client inside the process: prints a line of JSON.
ASK = """
import json, sys
from django.test import Client
from registry.wsgi import application
client = Client(raise_request_exception=False)
def told(address):
    answer = client.get(address, secure=True, headers={"host": "registry.example"})
    return [answer.status_code, sorted(answer.cookies), answer.get("Location", "")]
print(json.dumps({address: told(address) for address in sys.argv[1:]}))
"""


def environment(side, **changed):
    """What a process of ``side`` is given in production; None takes a variable away."""
    given = {name: os.environ[name] for name in GIVEN[side]}
    given |= {
        "PATH": os.environ["PATH"],
        "HOME": os.environ.get("HOME", "/"),
        "SIDE": side,
        "SECRET_KEY": "x" * 60,
        "ALLOWED_HOSTS": "registry.example",
        "DJANGO_SETTINGS_MODULE": "registry.settings",
    } | changed
    return {name: value for name, value in given.items() if value is not None}


def run(side, code, *arguments, **changed):
    """Run Python ``code`` in a process of ``side``; return (status, output, errors)."""
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        env=environment(side, **changed),
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def asked(side, *addresses):
    """{address: [status, cookies, where it sends to]}."""
    status, output, errors = run(side, ASK, *addresses)
    assert status == 0, errors
    return json.loads(output)


@contextmanager
def served(side):
    """A real web server of one side, as (a function that fetches an address, the process).

    It gets a socket that listens already: whoever asks early waits.
    """
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        socket_given = f"fd://{listener.fileno()}"
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "registry.wsgi", "--bind", socket_given],
            cwd=ROOT,
            env=environment(side, WEB_CONCURRENCY="1"),
            pass_fds=[listener.fileno()],
        )

    def fetch(address):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS_TO_ANSWER)
        headers = {"Host": "registry.example", "X-Forwarded-Proto": "https"}
        connection.request("GET", address, headers=headers)
        answer = connection.getresponse()
        body = answer.read().decode()
        connection.close()
        return answer.status, body

    try:
        yield fetch, server
    finally:
        stop(server, (signal.SIGTERM, 10))


def passwords():
    """{side: the password in its database address}."""
    names = {"public": "PUBLIC", "desk": "DESK", "owner": "OWNER"}
    return {
        side: os.environ[f"{name}_DATABASE_URL"].partition("://")[2].split("@")[0].split(":")[1]
        for side, name in names.items()
    }


@pytest.mark.parametrize(
    ("side", "own", "others"),
    [
        ("public", "/ru/people/", ["/desk/", "/desk/login/", "/desk/records/"]),
        ("desk", "/desk/login/", ["/", "/ru/", "/ru/people/", "/api/people", "/robots.txt"]),
    ],
)
def test_a_side_serves_its_own_pages_alone(committed, side, own, others):
    with served(side) as (fetch, server):
        status, body = fetch("/healthz")
        assert (status, json.loads(body)) == (200, {"database": "ok", "migrations": "applied"})
        assert fetch(own)[0] == 200
        assert [fetch(address)[0] for address in others] == [404] * len(others)
        given = Path(f"/proc/{server.pid}/environ").read_bytes().decode()
    unknown = [password for name, password in passwords().items() if name != side]
    assert passwords()[side] in given
    assert not any(password in given for password in unknown)


def test_the_public_side_leaves_nothing_at_the_visitor(committed):
    told = asked("public", "/", "/ru/", "/ru/people/?q=a", "/api/people", "/healthz", "/nowhere")
    assert [answer[0] for answer in told.values()] == [302, 200, 200, 200, 200, 404]
    assert not any(cookies for _status, cookies, _location in told.values())


def test_the_desk_asks_for_a_login_first(committed):
    told = asked("desk", "/desk/", "/desk/records/detainees/person/", "/healthz")
    assert [answer[0] for answer in told.values()] == [302, 302, 200]
    assert told["/desk/"][2].startswith("/desk/login/")


def test_the_public_side_has_neither_sessions_nor_accounts():
    given = "s.MIDDLEWARE, s.INSTALLED_APPS, s.DATABASES, s.REMOVAL_KEY or s.SECOND_FACTOR_KEY"
    code = f"from registry import settings as s; print({given})"
    status, output, errors = run("public", code)
    assert status == 0, errors
    private = "Session Authentication Messages History Account allauth Gate registry_desk"
    for part in private.split():
        assert part not in output
    assert output.strip().endswith("None")


@pytest.mark.parametrize(
    ("side", "query"),
    [
        ("public", "detainees.models.Person.objects.count()"),
        ("public", "detainees.models.Person.objects.using('owner').count()"),
        ("public", "detainees.models.Account.objects.first()"),
        ("public", "stations.models.Facility.objects.count()"),
        ("desk", "detainees.publication.published.PublishedPerson.objects.count()"),
        ("desk", "detainees.models.Person.objects.using('owner').count()"),
    ],
)
def test_a_stray_query_fails(committed, side, query):
    code = (
        "import django; django.setup()\n"
        "import detainees.models, detainees.publication.published, stations.models\n"
        f"print({query})"
    )
    status, output, errors = run(side, code)
    assert (status, output) == (1, "")
    assert "ImproperlyConfigured" in errors or "ConnectionDoesNotExist" in errors


def test_the_private_tables_are_closed_to_the_public_sides_own_login(committed):
    code = (
        "import django; django.setup()\n"
        "from detainees.models import Person\n"
        "Person.objects.using('public').count()"
    )
    status, _output, errors = run("public", code)
    assert status == 1
    assert 'relation "detainees_person" does not exist' in errors


@pytest.mark.parametrize(
    ("side", "name"),
    [
        (side, name)
        for side, given in GIVEN.items()
        for name in ("SIDE", "SECRET_KEY", "ALLOWED_HOSTS", *given)
    ],
)
def test_what_is_missing_stops_the_start_and_is_named(side, name):
    status, _output, errors = run(side, "import registry.settings", **{"DEMO": "1", name: None})
    assert status == 1
    assert errors.strip().endswith(f"ImproperlyConfigured: Set {name} in the environment.")


@pytest.mark.parametrize(
    ("side", "changed", "message"),
    [
        ("both", {}, "SIDE=both is for the demo and the tests: it needs DEMO=1."),
        ("both", {"DEMO": "0"}, "SIDE=both is for the demo and the tests: it needs DEMO=1."),
        ("desk", {"SIDE": "everything"}, "SIDE must be public, desk, owner or both."),
        ("desk", {"SECRET_KEY": ""}, "Set SECRET_KEY in the environment."),
        ("desk", {"DEBUG": "yes"}, "DEBUG must be 0 or 1, not 'yes'."),
        (
            "desk",
            {"DESK_DATABASE_URL": "sqlite:///x"},
            "DESK_DATABASE_URL must begin with postgresql://",
        ),
    ],
)
def test_what_is_wrong_stops_the_start_and_says_why(side, changed, message):
    status, _output, errors = run(side, "import registry.settings", **changed)
    assert status == 1
    assert errors.strip().endswith(f"ImproperlyConfigured: {message}")
