"""``python -m benchmarks [NAME ...]``: run the named benchmarks (all without a name) and tell.

It fills the database that the environment names, so that database must be empty and of no use to
anybody: ``make bench`` makes one. Results are printed and written to ``bench-results/<date>.json``,
with the machine's kind and nothing that names it.
"""

import importlib
import json
import os
import platform
import sys
from datetime import datetime
from pathlib import Path

import django

from benchmarks.results import Table

NAMED = ("names", "pages", "desk_search", "publication")
RESULTS = Path(__file__).resolve().parent.parent / "bench-results"


def main(names: list[str]) -> int:
    """Run the benchmarks called ``names``; return the exit status."""
    unknown = sorted(set(names) - set(NAMED))
    if unknown:
        print(f"No benchmark is called {', '.join(unknown)}; there are: {', '.join(NAMED)}.")
        return 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")
    django.setup()
    began = datetime.now().astimezone()
    tables = []
    for name in names or NAMED:
        print(f"\n{name}", flush=True)
        measured = importlib.import_module(f"benchmarks.{name}").measure()
        for table in measured if isinstance(measured, list) else [measured]:
            tables.append(table)
            print(f"\n{table.as_text()}", flush=True)
    print(f"\nWritten to {write(tables, began)}.")
    return 0


def write(tables: list[Table], began: datetime) -> Path:
    """Write the results to a new file named after the moment they were begun; return its path."""
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{began:%Y-%m-%dT%H%M%S}.json"
    results = {
        "began_at": began.isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "processors": os.cpu_count(),
        "benchmarks": [table.as_json() for table in tables],
    }
    path.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
