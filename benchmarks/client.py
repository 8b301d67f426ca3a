"""A small client that asks a server on this machine, several requests at a time."""

import http.client
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from statistics import median, quantiles

CONCURRENT = 4
WARM_UP = 8
SECONDS_TO_WAIT = 120


@dataclass(frozen=True)
class Pace:
    """What many requests took: how many a second, and the seconds of each."""

    seconds: float
    took: Sequence[float]

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


def ask(
    port: int, addresses: Sequence[str], *, requests: int, seconds: float, headers: dict
) -> Pace:
    """Ask the addresses in turn, CONCURRENT at a time, until either limit is reached.

    Some requests before go unmeasured. RuntimeError when an answer is not 200.
    """
    asked(port, addresses, WARM_UP, seconds, headers)
    began = time.perf_counter()
    took = asked(port, addresses, requests, seconds, headers)
    return Pace(time.perf_counter() - began, took)


def asked(
    port: int, addresses: Sequence[str], requests: int, seconds: float, headers: dict
) -> list[float]:
    """Return what each request took, in seconds."""
    turns = taking_turns(addresses, requests, time.perf_counter() + seconds)
    took, failures, lock = [], [], threading.Lock()

    def visitor():
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS_TO_WAIT)
        with closing(connection):
            while not failures:
                with lock:
                    address = next(turns, None)
                if address is None:
                    return
                try:
                    took.append(answered(connection, address, headers))
                except (OSError, RuntimeError, http.client.HTTPException) as error:
                    failures.append(error)

    threads = [threading.Thread(target=visitor, daemon=True) for _ in range(CONCURRENT)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise RuntimeError(f"{addresses[0]}: {failures[0]}")
    return took


def taking_turns(addresses: Sequence[str], requests: int, deadline: float) -> Iterator[str]:
    """Yield addresses in turn, at most so many, and none after the deadline but the first few."""
    for number in range(requests):
        if number >= CONCURRENT and time.perf_counter() > deadline:
            return
        yield addresses[number % len(addresses)]


def answered(connection: http.client.HTTPConnection, address: str, headers: dict) -> float:
    """Ask once and read the whole answer; return the seconds it took."""
    began = time.perf_counter()
    connection.request("GET", address, headers=headers)
    response = connection.getresponse()
    response.read()
    if response.status != http.HTTPStatus.OK:
        raise RuntimeError(f"{address} was answered with {response.status}")
    return time.perf_counter() - began
