"""What families ask for beside a bare one-query view, on the same server in the same run.

``BENCH_PEOPLE`` (100000) people, ``BENCH_VISITORS`` (50) at once, each page for ``BENCH_SECONDS``
(60): fewer for a quick look. The client runs on the same processors as the server and the database,
so shares tell more than requests a second.
"""

import os
import time
from urllib.parse import quote

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client

from benchmarks.client import Pace, ask
from benchmarks.publication import vacuum
from benchmarks.results import Table
from benchmarks.server import serving
from detainees.exchange.fixtures import load_fixture
from detainees.models import Account, PersonName
from detainees.publication.published import PublishedPerson
from stations.models import Region

SEED = 1
COLUMNS = ("page", "requests", "errors", "a second", "median ms", "p95 ms", "% of bare")
NEVER_TWICE = 20_000
# As many as the list of June 2019 names.
RETURNING = 1_076
ABOUT = (
    "{people:,} people, made at {made:,.0f} a second. {visitors} visitors at once, {seconds:g} s a"
    " page. '% of bare': throughput beside the bare view, which asks for one row and answers with"
    " a word. A worker keeps pages that it made for half a minute, while nothing on them changes:"
    f" {RETURNING:,} people's pages take turns, then pages that nobody asked for before."
)


def measure() -> Table:
    """Make the people, ask for every page, and compare."""
    people = int(os.environ.get("BENCH_PEOPLE") or 100_000)
    visitors = int(os.environ.get("BENCH_VISITORS") or 50)
    seconds = float(os.environ.get("BENCH_SECONDS") or 60)
    made = make_people(people)
    # Else the server tidies up during the first pages, and the bare view looks slow.
    vacuum()
    call_command("collectstatic", interactive=False, verbosity=0)
    about = ABOUT.format(people=people, made=made, visitors=visitors, seconds=seconds)
    table = Table("pages", about, COLUMNS)
    cookie = desk_cookie()
    with serving() as port:
        for name, asked in pages().items():
            headers = cookie if name.startswith("desk") else {}
            pace = ask(port, asked, visitors=visitors, seconds=seconds, headers=headers)
            table.rows.append(row(name, pace, table.rows))
    return table


def make_people(number: int) -> float:
    """Fill the database; return how many people a second were made."""
    if not Region.objects.exists():
        load_fixture("stations")
    began = time.perf_counter()
    call_command("make_people", number, seed=SEED)
    return number / (time.perf_counter() - began)


def pages() -> dict[str, list]:
    """What is asked for by the name of the page; those that take turns differ, as visitors do."""
    listed = PublishedPerson.objects.order_by("?").values_list("public_id", flat=True)
    people = [f"/ru/people/{public_id}/" for public_id in listed[:NEVER_TWICE]]
    cities = ("almaty", "nur-sultan", "aktobe", "demo-city", "semey")
    names = PersonName.objects.exclude(surname="").exclude(person__birth_date="")
    named = list(names.order_by("?").select_related("person")[:NEVER_TWICE])
    beginnings = sorted({quote(name.surname[:4]) for name in named[:60]})
    return {
        "bare view": ["/bare"],
        "home": ["/ru/"],
        "search, name and year": [("/ru/find/", asked_of(name)) for name in named],
        "list": [f"/ru/people/?page={page}" for page in range(1, 41)],
        "list, of a city": [f"/ru/people/?city={city}" for city in cities],
        "list, by name": [f"/ru/people/?q={beginning}" for beginning in beginnings],
        "person page": people[:RETURNING],
        "person page, never asked for": people[RETURNING:],
        "desk list": [f"/desk/records/detainees/person/?p={page}" for page in range(1, 41)],
    }


def asked_of(name: PersonName) -> dict:
    """What somebody types who looks for that person."""
    return {"name": f"{name.surname} {name.given}", "birth_year": name.person.birth_date[:4]}


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


def row(name: str, pace: Pace, rows: list[dict]) -> dict:
    """What is told of a page; the first row is what the others are compared to."""
    bare = rows[0]["a second"] if rows else pace.a_second
    measured = (pace.a_second, pace.median_ms, pace.p95_ms, 100 * pace.a_second / bare)
    told = (name, len(pace.took), len(pace.errors), *(round(value, 2) for value in measured))
    return dict(zip(COLUMNS, told, strict=True))
