"""How well and how fast names are found, beside what else could search them.

At 1,076 and 100,000 people: recall at 1 and 5, each class of queries, median and p95, of the engine
and its peers on the same rows; at 1,000,000 the time of one search. ``NAMES`` is a folder of lists
(see `name_sets`), else people are invented. ``BENCH_PEOPLE`` says how many the largest list has, if
fewer than a million.
"""

import gc
import os
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from benchmarks.name_peers import LIMIT, Peers
from benchmarks.name_sets import NameSet, Query, Row, enlarged, invented_set, read_set
from benchmarks.results import Table
from detainees.names import Index

SMALL, LARGE, MILLION = 1_076, 100_000, 1_000_000
ASKED_OF_PEERS = 244  # queries of each set: every fifth of the usual 1,220
RIVAL = "pg_trgm, romanised"
OURS = "this registry"
COLUMNS = ("people", "search", "queries", "recall@1", "recall@5", "median ms", "p95 ms")
CLASS_COLUMNS = (
    "class",
    "queries",
    *(f"{size:,} @{rank}" for size in (SMALL, LARGE) for rank in "15"),
)


@dataclass
class Found:
    """What a search answered: for each query the rank of the first right answer and the time."""

    ranks: list[tuple[str, int]] = field(default_factory=list)
    took: list[float] = field(default_factory=list)

    def recall(self, at: int, kind: str = "") -> float:
        """The share of queries (of a class) whose right answer is among the first ``at``."""
        ranks = [rank for each, rank in self.ranks if each == (kind or each)]
        return sum(0 < rank <= at for rank in ranks) / max(1, len(ranks))

    def row(self, people: int, name: str) -> dict:
        """One row of the table."""
        took = sorted(self.took)
        cells = (
            f"{people:,}", name, len(self.ranks),
            *(f"{self.recall(at):.3f}" if self.ranks else "" for at in (1, 5)),
            round(median(took) * 1000, 2), round(took[int(len(took) * 0.95)] * 1000, 2),
        )  # fmt: skip
        return dict(zip(COLUMNS, cells, strict=True))


def measure() -> list[Table]:
    """Measure all sizes and tell."""
    table = Table("names", about(), COLUMNS)
    classes = Table("names, classes", "Recall at 1 and 5 of each class of queries.", CLASS_COLUMNS)
    found = {}
    for size in (SMALL, LARGE):
        names = name_set(size)
        found[size] = of_one_size(names, table)
    kinds = dict.fromkeys(kind for kind, _rank in found[LARGE].ranks)
    classes.rows = [class_row(kind, found) for kind in kinds]
    largest = min(MILLION, int(os.environ.get("BENCH_PEOPLE") or MILLION))
    if largest > LARGE:
        of_the_largest(names, largest, table)
    return [table, classes]


def about() -> str:
    """What stands in the table."""
    source = "the folder NAMES" if os.environ.get("NAMES") else "invented people"
    return (
        f"Names of {source}; one search at a time, warm. Peers are asked every fifth query."
        " Building and memory are told below each size."
    )


def name_set(size: int) -> NameSet:
    """The folder's set of that size, else an invented one."""
    folder = os.environ.get("NAMES")
    return read_set(Path(folder), size) if folder else invented_set(size)


def of_one_size(names: NameSet, table: Table) -> Found:
    """Measure the engine and its peers on one set; return what the engine found."""
    people = len(names.rows)
    found = asked(engine(names.rows), names.queries, names.rows)
    table.rows.append(found.row(people, OURS))
    some = names.queries[:: max(1, len(names.queries) // ASKED_OF_PEERS)]
    peers = Peers(names.rows)
    for name, search in peers.searches():
        answered = asked(without_year(search), some, names.rows)
        table.rows.append(answered.row(people, name))
    return found


def of_the_largest(names: NameSet, size: int, table: Table) -> None:
    """Measure one search at a million people, beside the rival on the same rows."""
    rows = list(enlarged(names.rows, size, names.queries))
    some = names.queries[:: max(1, len(names.queries) // ASKED_OF_PEERS)]
    ours = asked(engine(rows), names.queries, rows)
    table.rows.append(ours.row(size, OURS))
    gc.collect()
    for name, search in Peers(rows).searches(only=(RIVAL,)):
        table.rows.append(asked(without_year(search), some, rows).row(size, name))


def engine(rows: list[Row]) -> Callable:
    """The engine's search over the rows; says what building took."""
    before, began = resident(), time.perf_counter()
    index = Index.build((place, *row[1:]) for place, row in enumerate(rows))
    spent = (time.perf_counter() - began) / len(rows) * 1e6
    print(
        f"{len(rows):,} people: {spent:.0f} µs to index a name, {resident() - before:,.0f} MB,"
        f" {len(index.vocabulary):,} distinct words",
        flush=True,
    )

    def search(query: Query) -> list[int]:
        found = index.search(query.text, query.year or None, limit=LIMIT)
        return [match.person for match in found if match.reasons is not None]

    return search


def resident() -> float:
    """The largest memory of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def without_year(search: Callable) -> Callable:
    """A peer's search, which knows no year."""
    return lambda query: search(query.text)


def asked(search: Callable, queries: list[Query], rows: list[Row]) -> Found:
    """Ask every query, after a few that warm up."""
    found = Found()
    for query in queries[:5]:
        search(query)
    for query in queries:
        began = time.perf_counter()
        places = search(query)
        found.took.append(time.perf_counter() - began)
        keys = [rows[place].key for place in places]
        rank = next((n for n, key in enumerate(keys, 1) if key in query.right), 0)
        found.ranks.append((query.kind, rank))
    return found


def class_row(kind: str, found: dict) -> dict:
    """Recall of one class at each size."""
    number = sum(each == kind for each, _rank in found[LARGE].ranks)
    recalls = (f"{found[size].recall(at, kind):.3f}" for size in (SMALL, LARGE) for at in (1, 5))
    return dict(zip(CLASS_COLUMNS, (kind, number, *recalls), strict=True))
