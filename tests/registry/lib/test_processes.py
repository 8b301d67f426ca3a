"""Children end with their parent, in the order we choose."""

import os
import select
import signal
import subprocess
import sys

from registry.lib.processes import (
    caught_signals,
    end_orphans,
    processes_in,
    start,
    stop,
)

SLEEPER = [sys.executable, "-c", "print('ready', flush=True); import time; time.sleep(600)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
    " print('ready', flush=True); time.sleep(600)",
]


def started(command, **options):
    """Start ``command`` and wait until it says that it is ready."""
    process = start(command, ends_with=signal.SIGTERM, stdout=subprocess.PIPE, **options)
    assert process.stdout.readline() == b"ready\n"
    process.stdout.close()
    return process


def test_stop_sends_each_signal_in_turn():
    polite, stubborn = started(SLEEPER), started(STUBBORN)

    stop(polite, (signal.SIGTERM, 10))
    stop(stubborn, (signal.SIGTERM, 0.1))

    assert (polite.returncode, stubborn.returncode) == (-signal.SIGTERM, -signal.SIGKILL)


def test_stopping_what_has_ended_does_nothing():
    process = start(["true"], ends_with=signal.SIGTERM)
    process.wait()

    stop(process, (signal.SIGTERM, 10))

    assert process.returncode == 0


def test_child_ends_when_its_parent_is_killed():
    program = (
        "import signal, subprocess, sys; from registry.lib.processes import start;"
        f"child = start({SLEEPER!r}, ends_with=signal.SIGTERM, stdout=subprocess.PIPE);"
        "child.stdout.readline(); print(child.pid, flush=True); signal.pause()"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as parent:
        child = int(parent.stdout.readline())
        waiting = os.pidfd_open(child)
        parent.kill()
    assert is_ended(waiting)


def is_ended(descriptor):
    """True when the process behind a pidfd ends within ten seconds."""
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    try:
        return bool(poll.poll(10_000))
    finally:
        os.close(descriptor)


def test_child_hears_no_interrupt_of_our_terminal():
    process = started(SLEEPER)

    assert os.getsid(process.pid) == process.pid
    stop(process, (signal.SIGTERM, 10))


def test_processes_of_a_killed_start_are_found_and_ended(tmp_path):
    process = started(SLEEPER, cwd=tmp_path)
    assert list(processes_in(tmp_path)) == [process.pid]

    end_orphans(tmp_path, (signal.SIGTERM, 0.1))

    assert process.wait(10) in (-signal.SIGTERM, -signal.SIGKILL)
    assert list(processes_in(tmp_path)) == []


def test_handlers_of_another_process_are_seen():
    handler = started(
        [
            sys.executable,
            "-c",
            "import signal; signal.signal(signal.SIGHUP, print); print('ready', flush=True);"
            " signal.pause()",
        ]
    )
    sleeper = start(["sleep", "600"], ends_with=signal.SIGTERM)

    assert caught_signals(handler.pid) == {signal.SIGINT, signal.SIGHUP}
    assert caught_signals(sleeper.pid) == frozenset()
    for process in (handler, sleeper):
        stop(process, (signal.SIGTERM, 10))
    assert caught_signals(sleeper.pid) == frozenset()
