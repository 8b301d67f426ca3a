"""``make bench``: the benchmarks on an empty database of their own, which goes when they end."""

import contextlib
import os
import secrets
import signal
import subprocess
import sys

from registry.launch import ROOT, LaunchError, manage, step
from registry.lib.postgres import PostgresError
from registry.lib.postgres.places import TemporaryPlace
from registry.lib.processes import Stopped, end_with_parent, stop_on_signals


def main() -> int:
    """Run ``python -m benchmarks`` with the database in its environment; return its status."""
    stop_on_signals()
    end_with_parent(signal.SIGTERM)
    try:
        return run()
    except Stopped:
        return 130
    except (LaunchError, PostgresError) as error:
        print(f"\n{error}", file=sys.stderr)
        return 1


def run() -> int:
    """Make the database, run the benchmarks, remove the database."""
    with contextlib.ExitStack() as afterwards:
        place = TemporaryPlace(ROOT, "bench_registry", durable=True)
        afterwards.callback(place.close)
        environment = os.environ | place.urls
        environment |= {"SIDE": "both", "DEMO": "1", "ALLOWED_HOSTS": "127.0.0.1,localhost"}
        environment |= {
            key: secrets.token_urlsafe(50)
            for key in ("SECRET_KEY", "REMOVAL_KEY", "SECOND_FACTOR_KEY")
        }
        step("PostgreSQL", place.open)
        step("tables", lambda: manage(environment, "migrate", "--database", "owner", "-v0"))
        command = [sys.executable, "-m", "benchmarks", *os.environ.get("BENCH", "").split()]
        return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
