"""gunicorn as production runs it, on this machine only."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

from registry.launch import ROOT
from registry.lib.processes import start, stop

SECONDS_TO_ANSWER = 30


@contextmanager
def serving() -> Iterator[int]:
    """Serve the registry and the bare view; the port is given, the server ends with the block."""
    port = free_port()
    process = start(
        [sys.executable, "-m", "gunicorn", "registry.wsgi"],
        ends_with=signal.SIGINT,
        cwd=ROOT,
        env=os.environ | {"PORT": str(port), "DJANGO_SETTINGS_MODULE": "benchmarks.settings"},
        # It writes a line for every request, as in production; here nobody reads them.
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for_answer(process, port)
        yield port
    finally:
        stop(process, (signal.SIGTERM, 10))


def free_port() -> int:
    """Return a port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for_answer(process: subprocess.Popen, port: int) -> None:
    """Return when the server is well; RuntimeError when it ends or does not become so in time."""
    deadline = time.monotonic() + SECONDS_TO_ANSWER
    while time.monotonic() < deadline and process.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        with closing(connection), suppress(OSError, http.client.HTTPException):
            connection.request("GET", "/healthz")
            if connection.getresponse().status == http.HTTPStatus.OK:
                return
        time.sleep(0.1)
    raise RuntimeError("The web server did not become well.")
