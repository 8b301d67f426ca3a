"""names.py DATA [--size 1076|100000] [--results OUT.tsv] [--latency LAT.tsv]

Runs the queries of a benchmark folder (registry_N.tsv[.gz], queries.tsv) through
the name engine in memory and writes results for its scorer. Real names stay in
that folder: nothing of them is kept here.
"""

import argparse
import gzip
import time
from pathlib import Path

from detainees.names.search import Index


def read(path):
    """Rows of a TSV, plain or gzipped, as dictionaries."""
    path = Path(path)
    if not path.exists():
        path = path.with_name(path.name + ".gz")
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        header = next(lines).rstrip("\n").split("\t")
        return [dict(zip(header, line.rstrip("\n").split("\t"), strict=False)) for line in lines]


def build(rows):
    """An index of the rows, numbered by their position."""
    return Index.build(
        (n, r["surname"], r["given"], r["patronymic"], int(r["birth_year"] or 0), r["city"])
        for n, r in enumerate(rows)
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--size", default="1076")
    parser.add_argument("--results", default="results.tsv")
    parser.add_argument("--latency", default="latency.tsv")
    args = parser.parse_args()
    rows = read(args.data / f"registry_{args.size}.tsv")
    started = time.perf_counter()
    index = build(rows)
    spent = time.perf_counter() - started
    print(
        f"{len(rows)} rows, {len(index.vocabulary)} tokens, {spent / len(rows) * 1e6:.0f} us a name"
    )
    with open(args.results, "w") as results, open(args.latency, "w") as latency:
        for query in read(args.data / "queries.tsv"):
            year = int(query["birth_year"]) if query.get("birth_year") else None
            started = time.perf_counter()
            found = index.search(query["query"], year, limit=10)
            latency.write(f"{query['query_id']}\t{(time.perf_counter() - started) * 1e3:.2f}\n")
            for rank, match in enumerate(found, 1):
                results.write(f"{query['query_id']}\t{rank}\t{rows[match.person]['person_id']}\n")


if __name__ == "__main__":
    main()
