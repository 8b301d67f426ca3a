"""Two sides, two processes: each knows its own login and its own pages, and nothing of the other.

Every test starts a process with nothing in its environment but what that side is given.
"""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.test import override_settings

from registry.lib.processes import stop
from tests.makers import code_of, make_account, make_app
from tests.public.sending import an_old_token

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


class Visitor:
    """Somebody at one side's web server, behind its proxy: keeps cookies, fills in forms."""

    def __init__(self, port):
        self.port, self.cookies, self.page = port, SimpleCookie(), ""

    def get(self, address):
        """Return (status, page) of an address."""
        return self.ask("GET", address)

    def send(self, address, **fields):
        """Send the open page's hidden boxes, with ``fields``; return (status, page)."""
        hidden = dict(re.findall(r'type="hidden"\s+name="(\w+)"\s+value="([^"]*)"', self.page))
        return self.ask("POST", address, urlencode(hidden | fields))

    def ask(self, method, address, body=None):
        """Ask one thing; follow where a form leads to."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS_TO_ANSWER)
        headers = {"Host": "registry.example", "X-Forwarded-Proto": "https"}
        headers["Cookie"] = "; ".join(f"{name}={each.value}" for name, each in self.cookies.items())
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Origin"] = "https://registry.example"
        connection.request(method, address, body, headers)
        answer = connection.getresponse()
        self.page = answer.read().decode()
        connection.close()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            self.cookies.load(cookie)
        if method == "POST" and answer.status == http.HTTPStatus.FOUND:
            return self.get(answer.headers["Location"])
        return answer.status, self.page


@contextmanager
def served(side):
    """A real web server of one side: (a function that fetches an address, the process, a Visitor).

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
        return Visitor(port).get(address)

    try:
        yield fetch, server, Visitor(port)
    finally:
        stop(server, (signal.SIGTERM, 10))


def passwords():
    """{side: the password in its database address}."""
    names = {"public": "PUBLIC", "desk": "DESK", "owner": "OWNER"}
    return {
        side: os.environ[f"{name}_DATABASE_URL"].partition("://")[2].split("@")[0].split(":")[1]
        for side, name in names.items()
    }


PAGES = {
    "public": ("/ru/people/", ["/desk/", "/desk/login/", "/desk/records/"]),
    "desk": ("/desk/login/", ["/", "/ru/", "/ru/people/", "/api/people", "/robots.txt"]),
}


def test_a_message_goes_from_one_side_to_the_other_and_each_serves_its_own_pages_alone(committed):
    with served("public") as public, served("desk") as desk:
        for side, (fetch, server, _visitor) in (("public", public), ("desk", desk)):
            status, body = fetch("/healthz")
            assert (status, json.loads(body)) == (200, {"database": "ok", "migrations": "applied"})
            own, others = PAGES[side]
            assert fetch(own)[0] == 200
            assert [fetch(address)[0] for address in others] == [404] * len(others)
            given = Path(f"/proc/{server.pid}/environ").read_bytes().decode()
            unknown = [password for name, password in passwords().items() if name != side]
            assert passwords()[side] in given
            assert not any(password in given for password in unknown)
        ask_and_answer(public[-1], desk[-1])


def ask_and_answer(family, moderator):
    """A family asks, a moderator answers at the desk, the family reads it."""
    family.get("/ru/tell/question/")
    with override_settings(SECRET_KEY=environment("public")["SECRET_KEY"]):
        asked = {"token": an_old_token(), "name": "Сейітов Ержан", "text": "Где он?"}
    status, page = family.send("/ru/tell/question/", **asked)
    assert status == 200
    code = re.search(r'<p class="code">\s*<strong>([0-9 ]+)</strong>', page)[1]
    assert not family.cookies

    password = "слова и автобус"
    secret = make_app(make_account("moderator", username="vera", password=password))
    moderator.get("/desk/login/")
    moderator.send("/desk/login/", username="vera", password="слова и автобус")
    assert moderator.send("/desk/second-step/", code=code_of(secret))[0] == 200
    assert "Сейітов Ержан" in moderator.get("/desk/submissions/")[1]
    there = re.search(r"/desk/submissions/[0-9]+/", moderator.page)[0]
    assert "Где он?" in moderator.get(there)[1]
    assert "Ищем" in moderator.send(there, act="answer", answer="Ищем, звоним.")[1]

    family.get("/ru/tell/answer/")
    status, page = family.send("/ru/tell/answer/", code=code)
    assert (status, "Ищем, звоним." in page, family.cookies) == (200, True, {})


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
