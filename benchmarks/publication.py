"""What publication costs: bulk writes, filling the cache anew, single filters, and finding.

Triggers are switched off inside transactions of the owner that are rolled back. 10,000 people are
made and measured, then copied until there are ``BENCH_PEOPLE`` (100000; the promises are of
1000000) and the cache is filled anew.
"""

import logging
import os
import statistics
import time
from collections.abc import Callable
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from itertools import chain
from urllib.parse import urlencode

from django.core.cache import cache
from django.core.management import call_command
from django.db import connections, transaction
from django.test import Client
from django.utils import timezone

from benchmarks.results import Table
from detainees.exchange.fixtures import load_fixture
from detainees.history.tracked import RECORD
from detainees.models import Detention, Entry, Event, Placement, Sentence, Source
from detainees.names.keys import find_keys
from detainees.publication.finding import find
from detainees.publication.publish import publish_everybody, published_at_end
from detainees.publication.published import PUBLIC
from stations.models import Facility, Region

OWNER = "owner"
SEED = 2
FEW = 10_000
PEOPLE_WRITTEN, CLAIMS_A_PERSON = 1_000, 10
ROUNDS = 5
PAGES = 15
# A copy's ids lie above those of all that were made.
ID_STEP = 10_000_000
FINDS = 300
# The part of the listed people who have a name: 50,000, 9,000, 5,000, 1,000 of a million, or none.
SHARES_OF_NAMES = {
    "frequent": 0.05,
    "below ten thousand": 0.009,
    "middling": 0.005,
    "seldom": 0.001,
    "rare": 0,
}
COLUMNS = ("measured", "times", "median ms", "p95 ms", "rate or ratio")


def measure() -> Table:
    """Make the people, measure each thing, and tell."""
    people = int(os.environ.get("BENCH_PEOPLE") or 100_000)
    few = min(people, FEW)
    table = Table(
        "publication",
        f"{people:,} people; 'few' are {few:,}. Bulk: {PEOPLE_WRITTEN * CLAIMS_A_PERSON:,} claims"
        f" for {PEOPLE_WRITTEN:,} people, ratio to the same without publication (at most 3)."
        " Lists: the page's queries, ratio of many to few (at most 3). Rebuild: people a second.",
        COLUMNS,
    )
    # A line for each request is of no use here.
    logging.disable(logging.INFO)
    call_command("collectstatic", interactive=False, verbosity=0)
    make_people(few, seed=SEED)
    table.rows += bulk_rows()
    of_few = list_times()
    copy_people(people // few)
    table.rows += rebuild_rows()
    vacuum()
    table.rows += list_rows(of_few, list_times())
    table.rows += find_rows()
    return table


def make_people(number: int, *, seed: int) -> None:
    """Fill the database."""
    if not Region.objects.exists():
        load_fixture("stations")
    call_command("make_people", number, seed=seed)
    vacuum()


def vacuum() -> None:
    """Let PostgreSQL gather what it knows of the tables."""
    with connections[OWNER].cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def copy_people(times: int) -> None:
    """Copy everybody's record until there are so many times as many; nothing is published yet."""
    with connections[OWNER].cursor() as cursor:
        for model in RECORD:
            table, columns = model._meta.db_table, copied_columns(model)
            told = ", ".join(columns.values()).replace("{step}", str(ID_STEP))
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(
                f"INSERT INTO {table} ({', '.join(columns)}) OVERRIDING SYSTEM VALUE"  # noqa: S608
                f" SELECT {told} FROM {table}, generate_series(1, {times - 1}) AS copy"
            )
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def copied_columns(model) -> dict[str, str]:
    """{column: its value in a copy} of a table of the record: the copy's own rows hang together."""
    columns = {}
    for field in model._meta.concrete_fields:
        told = field.column
        if field.generated:
            continue
        if field.primary_key or field.related_model in RECORD:
            told = f"{field.column} + copy * {{step}}"
        if field.column == "public_id":
            told = "substr(md5(public_id || copy), 1, 12)"
        columns[f'"{field.column}"'] = told
    return columns


def row(name: str, took: list[float], ratio: float | str = "") -> dict:
    """One row of the table, from times in seconds."""
    ranked = sorted(took)
    p95 = ranked[min(len(ranked) - 1, int(len(ranked) * 0.95))]
    cells = (name, len(took), statistics.median(took) * 1000, p95 * 1000)
    rounded = (round(cell, 2) if isinstance(cell, float) else cell for cell in (*cells, ratio))
    return dict(zip(COLUMNS, rounded, strict=True))


def timed(act: Callable, times: int) -> list[float]:
    """Return how many seconds each of ``times`` runs of ``act`` took."""
    took = []
    for _time in range(times):
        began = time.perf_counter()
        act()
        took.append(time.perf_counter() - began)
    return took


def bulk_rows() -> list[dict]:
    """The same bulk write, not published, published once and by each statement; with history."""
    claims = bulk_claims()
    took = {"not published": [], "published at the end": [], "published by each statement": []}
    # They take turns, so that a busy minute of the machine weighs on all.
    for _round in range(ROUNDS):
        for published, times in took.items():
            times.append(write_claims(claims, published))
    without = statistics.median(took["not published"])
    return [
        row(f"bulk write, {published}", times, statistics.median(times) / without)
        for published, times in took.items()
    ]


def bulk_claims() -> dict:
    """Claims of three kinds, by model, for people who exist."""
    detentions = list(Detention.objects.order_by("id")[:PEOPLE_WRITTEN])
    source = Source.objects.create(kind=Source.Kind.RELATIVE, label="bench")
    entry = Entry.begin(None)
    facility = Facility.objects.order_by("id").first()
    common = {"source": source, "entry": entry, "heard_at": datetime(2026, 1, 1, tzinfo=UTC)}
    made = {Event: [], Placement: [], Sentence: []}
    for detention in detentions:
        told = {"detention": detention, **common}
        made[Event] += [Event(kind="seized", at="2025-12-31T18:30", **told) for _i in range(4)]
        made[Placement] += [Placement(facility=facility, **told) for _i in range(4)]
        made[Sentence] += [Sentence(kind="administrative_arrest", days=5, **told) for _i in "12"]
    return made


def write_claims(claims: dict, published: str) -> float:
    """Write the claims in bulk and undo them; return the seconds."""
    with transaction.atomic(using=OWNER), connections[OWNER].cursor() as cursor:
        if published == "not published":
            for model in claims:
                for operation in ("insert", "update", "delete"):
                    cursor.execute(
                        f"ALTER TABLE {model._meta.db_table} DISABLE TRIGGER publish_{operation}"
                    )
        for claim in chain.from_iterable(claims.values()):
            claim.pk, claim._state.adding = None, True
        at_end = published == "published at the end"
        began = time.perf_counter()
        with published_at_end(using=OWNER) if at_end else nullcontext():
            for model, rows in claims.items():
                model.objects.using(OWNER).bulk_create(rows)
        took = time.perf_counter() - began
        transaction.set_rollback(True, using=OWNER)
    return took


def list_times() -> dict[str, list[float]]:
    """How long PostgreSQL works for a page of the public list, by each single filter."""
    visitor = Client(SERVER_NAME="localhost")
    took = {}
    for name, query in single_filters().items():
        address = f"/en/people/?{urlencode(query)}"
        took[name] = [database_time(visitor, address) for _page in range(PAGES)]
    return took


def database_time(visitor: Client, address: str) -> float:
    """Ask for a page; return the seconds that its queries took."""
    took = []
    cache.clear()  # a page that was kept asks for its mark alone

    def clocked(execute, *query):
        began = time.perf_counter()
        try:
            return execute(*query)
        finally:
            took.append(time.perf_counter() - began)

    with connections[PUBLIC].execute_wrapper(clocked):
        if visitor.get(address).status_code != HTTPStatus.OK:
            raise RuntimeError(f"{address} is no page.")
    return sum(took)


def single_filters() -> dict[str, dict]:
    """Each filter by its name, alone, with a value that many people have."""
    with connections[OWNER].cursor() as cursor:
        cursor.execute(
            "SELECT facility_id FROM listed_person WHERE facility_id IS NOT NULL"
            " GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1"
        )
        facility = cursor.fetchone()[0]
    day = (timezone.localdate() - timedelta(days=7)).isoformat()
    return {
        "no filter": {},
        **{f"name, {kind}": {"q": name} for kind, name in names_to_ask().items()},
        "city": {"city": "almaty"},
        "detained from": {"detained_from": day},
        "detained to": {"detained_to": day},
        "status": {"status": "held"},
        "facility": {"facility": facility},
        "sentence": {"sentence": "administrative_arrest"},
    }


def names_to_ask() -> dict[str, str]:
    """Beginnings of names by how many of a million people have them, and two words at once."""
    names = {"common": "а"}
    with connections[OWNER].cursor() as cursor:
        for kind, share in SHARES_OF_NAMES.items():
            cursor.execute(
                "SELECT beginning FROM listed_word, left(word, 4) AS beginning GROUP BY 1"
                " ORDER BY abs(count(DISTINCT person_id)"
                " - %s * (SELECT count(*) FROM listed_person)), 1 LIMIT 1",
                [share],
            )
            (names[kind],) = cursor.fetchone()
        cursor.execute("SELECT words FROM listed_word ORDER BY person_id LIMIT 1")
        names["two words"] = " ".join(cursor.fetchone()[0].split()[:2])
    return names


def list_rows(few: dict, many: dict) -> list[dict]:
    """Rows that compare the times of many people with those of few."""
    return [
        row(f"list, {name}", many[name], statistics.median(many[name]) / statistics.median(took))
        for name, took in few.items()
    ]


def rebuild_rows() -> list[dict]:
    """Fill the cache anew once."""
    counted = []
    (took,) = timed(lambda: counted.append(publish_everybody(using=OWNER)), 1)
    pace = counted[0] / took
    return [row(f"publish --rebuild of {counted[0]:,}", [took], pace)]


def find_rows() -> list[dict]:
    """The distribution of the times in which the findable path answers or does not."""
    with connections[OWNER].cursor() as cursor:
        cursor.execute(
            "SELECT surname, given, birth_year_from FROM published_person"
            " WHERE birth_year_from IS NOT NULL AND surname <> '' AND given <> ''"
            " AND birth_year_to = birth_year_from ORDER BY public_id LIMIT %s",
            [FINDS],
        )
        people = cursor.fetchall()
    asked = {
        "find, a hit": [(f"{surname} {given}", year) for surname, given, year in people],
        "find, a wrong year": [(f"{surname} {given}", 1899) for surname, given, _year in people],
        "find, an unknown name": [
            (f"Ъ{surname} Ъ{given}", year) for surname, given, year in people
        ],
    }
    took = {name: [] for name in asked}
    # They take turns here too.
    for number in range(len(people)):
        for name, queries in asked.items():
            took[name] += timed(
                lambda query=queries[number]: find(find_keys(query[0]), query[1]), 1
            )
    return [row(name, times) for name, times in took.items()]
