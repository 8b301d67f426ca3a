"""The lists and a person's page beside a bare one-query view of the same server.

The client runs on the same processors as the server and the database, so the ratios tell more than
the requests a second. ``BENCH_PEOPLE`` (100000) says how many people are made: fewer for a quick
look.
"""

import os
import time
from urllib.parse import quote

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client

from benchmarks.client import CONCURRENT, ask
from benchmarks.results import Table
from benchmarks.server import serving
from detainees.exchange.fixtures import load_fixture
from detainees.models import Account, Person, PersonName
from stations.models import Region

SEED = 1
REQUESTS, SECONDS = 400, 20
COLUMNS = ("page", "requests", "a second", "median ms", "p95 ms", "bare / page")


def measure() -> Table:
    """Make the people, ask every page, and compare."""
    people = int(os.environ.get("BENCH_PEOPLE") or 100_000)
    made = make_people(people)
    call_command("collectstatic", interactive=False, verbosity=0)
    about = (
        f"{people:,} people, made at {made:,.0f} a second. At most {REQUESTS} requests or "
        f"{SECONDS} s a page, {CONCURRENT} at a time. 'bare / page': how many times slower than "
        "the bare view."
    )
    table = Table("pages", about, COLUMNS)
    cookie = desk_cookie()
    with serving() as port:
        for name, addresses in pages().items():
            headers = cookie if name.startswith("desk") else {}
            pace = ask(port, addresses, requests=REQUESTS, seconds=SECONDS, headers=headers)
            table.rows.append(row(name, pace, table.rows))
    return table


def make_people(number: int) -> float:
    """Fill the database; return how many people a second were made."""
    if not Region.objects.exists():
        load_fixture("stations")
    began = time.perf_counter()
    call_command("make_people", number, seed=SEED)
    return number / (time.perf_counter() - began)


def pages() -> dict[str, list[str]]:
    """The addresses of each page by its name; those that take turns differ, as visitors do."""
    ids = Person.objects.listed().order_by("public_id").values_list("public_id", flat=True)[:200]
    cities = ("almaty", "nur-sultan", "aktobe", "demo-city", "semey")
    surnames = PersonName.objects.order_by("person__public_id").values_list("surname", flat=True)
    beginnings = sorted({quote(surname[:4]) for surname in surnames[:60] if surname})
    return {
        "bare view": ["/bare"],
        "public list": [f"/ru/people/?page={page}" for page in range(1, 41)],
        "public list, of a city": [f"/ru/people/?city={city}" for city in cities],
        "public list, by name": [f"/ru/people/?q={beginning}" for beginning in beginnings],
        "public page of a person": [f"/ru/people/{public_id}/" for public_id in ids],
        "desk list": [f"/desk/records/detainees/person/?p={page}" for page in range(1, 41)],
    }


def desk_cookie() -> dict[str, str]:
    """The header that logs a moderator in."""
    account, _made = Account.objects.get_or_create(username="bench", is_staff=True)
    account.groups.add(Group.objects.get(name="moderator"))
    client = Client()
    client.force_login(account)
    session = client.session
    session.update({"begun_at": time.time(), "second_factor": "totp"})
    session.save()
    name = settings.SESSION_COOKIE_NAME
    return {"Cookie": f"{name}={client.cookies[name].value}"}


def row(name: str, pace, rows: list[dict]) -> dict:
    """What is told of a page; the first row is what the others are compared to."""
    bare = rows[0]["a second"] if rows else pace.a_second
    measured = (len(pace.took), pace.a_second, pace.median_ms, pace.p95_ms, bare / pace.a_second)
    return dict(zip(COLUMNS, (name, *(round(value, 2) for value in measured)), strict=True))
