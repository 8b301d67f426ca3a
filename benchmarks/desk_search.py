"""One search at the desk over HTTP, as a browser makes it.

A name is sent, the answer leads to the page with the people, and that page is read to its end. One
visitor at a time; the server has two workers, as in production. Names are those of the people whom
``make_people`` invents, ``BENCH_PEOPLE`` (100000) of them, written in other letters.
"""

import http.client
import os
import time
from contextlib import closing
from urllib.parse import urlencode

from django.core.management import call_command
from django.urls import reverse

from benchmarks.client import Pace
from benchmarks.pages import desk_cookie, make_people
from benchmarks.publication import vacuum
from benchmarks.results import Table
from benchmarks.server import serving
from detainees.exchange.invented.letters import passport_latin, russian_letters
from detainees.models import Person, PersonName

SEARCHES, WARM_UP = 300, 40
COLUMNS = ("asked", "searches", "median ms", "p95 ms")
KINDS = {
    "as entered": str,
    "passport Latin": passport_latin,
    "Russian letters, other order": lambda name: " ".join(russian_letters(name).split()[::-1]),
}


def measure() -> Table:
    """Make the people, search for some of them, and tell."""
    people = int(os.environ.get("BENCH_PEOPLE") or 100_000)
    if not Person.objects.exists():
        make_people(people)
        vacuum()
    call_command("collectstatic", interactive=False, verbosity=0)
    about = f"{Person.objects.count():,} people; search sent, answer page read to its end."
    table = Table("desk search", about, COLUMNS)
    names = [
        " ".join(parts)
        for parts in PersonName.objects.filter(is_main=True)
        .exclude(given="")
        .order_by("person__public_id")
        .values_list("surname", "given")[:SEARCHES]
    ]
    cookie = desk_cookie()["Cookie"]
    with serving() as port, closing(http.client.HTTPConnection("127.0.0.1", port)) as connection:
        desk = Desk(connection, cookie)
        for name in names[:WARM_UP]:
            desk.search(name)
        for kind, written in KINDS.items():
            began = time.perf_counter()
            took = [desk.search(written(name)) for name in names]
            pace = Pace(time.perf_counter() - began, took)
            cells = (kind, len(took), round(pace.median_ms, 1), round(pace.p95_ms, 1))
            table.rows.append(dict(zip(COLUMNS, cells, strict=True)))
    return table


class Desk:
    """A logged-in visitor of the desk's search."""

    def __init__(self, connection: http.client.HTTPConnection, cookie: str):
        self._connection = connection
        self._address = reverse("desk:search")
        self._headers = {"Cookie": cookie}
        _seconds, answer, _body = self.ask("GET", self._address)
        token = answer.getheader("Set-Cookie").split(";")[0]
        self._headers["Cookie"] = f"{cookie}; {token}"
        self._headers["X-CSRFToken"] = token.partition("=")[2]
        self._headers["Content-Type"] = "application/x-www-form-urlencoded"

    def search(self, name: str) -> float:
        """Search for a name; return the seconds until the answer was read."""
        sent, redirect, _body = self.ask("POST", self._address, urlencode({"q": name}))
        read, answer, body = self.ask("GET", redirect.getheader("Location"))
        if answer.status != http.HTTPStatus.OK or b'class="row"' not in body:
            raise RuntimeError(f"A search was answered with {answer.status} or found nobody.")
        return sent + read

    def ask(self, method: str, address: str, body: str = "") -> tuple:
        """Return (seconds, answer, its text)."""
        began = time.perf_counter()
        self._connection.request(method, address, body or None, headers=self._headers)
        answer = self._connection.getresponse()
        text = answer.read()
        return time.perf_counter() - began, answer, text
