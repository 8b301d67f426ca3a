"""Child processes that end when we end, however we end."""

import contextlib
import ctypes
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

PR_SET_PDEATHSIG = 1
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(BaseException):
    """Somebody asked this program to stop: Ctrl-C, SIGTERM, or the terminal was closed.

    Like KeyboardInterrupt not an Exception, so that nothing on the way swallows it.
    """


def stop_on_signals() -> None:
    """Raise Stopped at the first Ctrl-C, SIGTERM or SIGHUP, and ignore them from then on.

    So that a second Ctrl-C does not interrupt the tidying up. SIGHUP stays ignored under `nohup`.
    """
    for number in stopping_signals():
        signal.signal(number, raise_stopped)


def stopping_signals() -> list[signal.Signals]:
    """Return the signals that ask us to stop."""
    under_nohup = signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    return [number for number in STOPPING if not (number == signal.SIGHUP and under_nohup)]


def raise_stopped(number, frame):
    """Signal handler: see ``stop_on_signals``."""
    for other in stopping_signals():
        signal.signal(other, signal.SIG_IGN)
    raise Stopped(signal.Signals(number).name)


def end_with_parent(number: signal.Signals) -> None:
    """Ask the kernel to send us ``number`` when our parent dies, however it dies (Linux only)."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, int(number))


def caught_signals(process: int) -> frozenset[signal.Signals]:
    """Return which of the signals that mean "stop" ``process`` has handlers for (Linux only)."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    except OSError:
        return frozenset()
    mask = int(re.search(r"^SigCgt:\s*(\w+)$", status, re.MULTILINE).group(1), 16)
    return frozenset(number for number in STOPPING if mask & 1 << (number - 1))


def start(command: list, *, ends_with: signal.Signals, **options) -> subprocess.Popen:
    """Start ``command`` out of reach of the terminal's Ctrl-C: we stop our children in our order.

    Should we be killed, the kernel sends it ``ends_with``.
    """
    return subprocess.Popen(
        [str(part) for part in command],
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=before_start(ends_with),  # noqa: PLW1509 - we start no threads
        **options,
    )


def before_start(ends_with: signal.Signals) -> Callable[[], None]:
    """Return what the child does between fork and exec: be tied to us, take signals as usual."""

    def prepare():
        end_with_parent(ends_with)
        for number in STOPPING:
            signal.signal(number, signal.SIG_DFL)

    return prepare


def stop(process: subprocess.Popen, *steps: tuple[signal.Signals, float]) -> None:
    """Send each signal in turn, and wait its seconds, until ``process`` has ended."""
    for number, seconds in (*steps, (signal.SIGKILL, 10)):
        if process.poll() is not None:
            return
        process.send_signal(number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(seconds)


def processes_in(folder: Path) -> Iterator[int]:
    """Yield the processes that work in ``folder``, as PostgreSQL's all do in their data folder.

    Needs Linux; elsewhere, and for processes of other people, it finds none.
    """
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if (entry / "cwd").readlink() == folder:
                yield int(entry.name)


def end_orphans(folder: Path, *steps: tuple[signal.Signals, float]) -> None:
    """Stop the processes that an earlier, killed start left behind in ``folder``."""
    for number, seconds in (*steps, (signal.SIGKILL, 10)):
        deadline = time.monotonic() + seconds
        for process in processes_in(folder):
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, number)
        while time.monotonic() < deadline:
            if not any(processes_in(folder)):
                return
            time.sleep(0.05)
