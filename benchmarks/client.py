"""A small client that asks a server on this machine, many visitors at a time."""

import http.client
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import cycle
from statistics import median, quantiles
from urllib.parse import urlencode

WARM_UP = 2  # seconds that are not measured
SECONDS_TO_WAIT = 120
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True)
class Pace:
    """What many requests took: in all, and the seconds of each; and what went wrong."""

    seconds: float
    took: Sequence[float]
    errors: Sequence[str] = ()

    @property
    def a_second(self) -> float:
        """Requests answered a second."""
        return len(self.took) / self.seconds

    @property
    def median_ms(self) -> float:
        """Half took no longer."""
        return median(self.took) * 1000

    @property
    def p95_ms(self) -> float:
        """Nineteen of twenty took no longer."""
        return quantiles(self.took, n=20)[-1] * 1000


@dataclass
class Crowd:
    """Visitors who take turns asking for pages, each waiting for the answer before the next."""

    port: int
    headers: dict
    took: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def ask(self, turns: Iterator[tuple], visitors: int, seconds: float) -> Pace:
        """Let so many visitors ask for so long; return their Pace."""
        self.took, self.errors = [], []
        began = time.perf_counter()
        told = (turns, began + seconds)
        threads = [
            threading.Thread(target=self.visit, args=told, daemon=True) for _ in range(visitors)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return Pace(time.perf_counter() - began, self.took, self.errors)

    def visit(self, turns: Iterator[tuple], deadline: float) -> None:
        """Ask over one connection until the deadline, at least once."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS_TO_WAIT)
        with closing(connection):
            while True:
                with self.lock:
                    address, fields = next(turns)
                try:
                    self.took.append(answered(connection, address, fields, self.headers))
                except (OSError, RuntimeError, http.client.HTTPException) as error:
                    connection.close()
                    self.errors.append(f"{address}: {error}")
                if time.perf_counter() > deadline:
                    return


def ask(
    port: int,
    pages: Sequence[str | tuple[str, dict]],
    *,
    visitors: int,
    seconds: float,
    headers: dict,
) -> Pace:
    """Ask for the pages in turn, ``visitors`` at a time; whoever asks at first goes unmeasured.

    A page is an address, or one and the fields that are sent to it.
    """
    turns = cycle(page if isinstance(page, tuple) else (page, None) for page in pages)
    crowd = Crowd(port, headers)
    crowd.ask(turns, visitors, min(WARM_UP, seconds))
    return crowd.ask(turns, visitors, seconds)


def answered(
    connection: http.client.HTTPConnection, address: str, fields: dict | None, headers: dict
) -> float:
    """Ask once and read the whole answer; return the seconds. RuntimeError when it is not 200."""
    began = time.perf_counter()
    if fields is None:
        connection.request("GET", address, headers=headers)
    else:
        connection.request("POST", address, urlencode(fields), headers | FORM)
    response = connection.getresponse()
    response.read()
    if response.status != http.HTTPStatus.OK:
        raise RuntimeError(f"was answered with {response.status}")
    return time.perf_counter() - began
