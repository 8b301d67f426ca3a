"""``make demo`` comes up, tells where it is, and leaves nothing running when it is stopped."""

import contextlib
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from registry import demo
from registry.launch import LaunchError
from registry.lib.environment import read_environment
from registry.lib.postgres.places import demo_place, machine_folder
from registry.lib.processes import processes_in

ROOT = Path(__file__).resolve().parents[2]
NOT_COPIED = shutil.ignore_patterns(
    ".git", ".venv", ".state", "staticfiles", "__pycache__", ".*_cache", "tests"
)
CLEAN = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), "DEMO_EMPTY": "1"}


@pytest.fixture
def checkout(tmp_path):
    """A copy of the project in which no demo has run yet."""
    folder = tmp_path / "project"
    shutil.copytree(ROOT, folder, ignore=NOT_COPIED)
    yield folder
    shutil.rmtree(machine_folder(folder), ignore_errors=True)


@pytest.fixture
def launch(checkout):
    """A function that starts the demo on a port and returns its process; all end afterwards."""
    with contextlib.ExitStack() as afterwards:

        def launch(port):
            process = subprocess.Popen(
                [sys.executable, "-m", "registry.demo"],
                cwd=checkout,
                env=CLEAN | {"PORT": str(port)},
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
            afterwards.enter_context(process)
            afterwards.callback(process.terminate)
            return process

        yield launch


@pytest.fixture
def free_port():
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def told(process):
    """Return what the demo prints until it runs or ends."""
    lines = []
    for line in process.stdout:
        lines.append(line)
        if "Ctrl-C stops it" in line:
            break
    return "".join(lines)


def health(port, host):
    """Return the status of the demo's answer under the name ``host``."""
    with urllib.request.urlopen(f"http://{host}:{port}/healthz", timeout=10) as answer:
        return answer.status


def test_demo_runs_is_killed_comes_back_and_stops(checkout, launch, free_port):
    first = launch(free_port)
    output = told(first)
    environment = read_environment(checkout / ".state" / "demo.env")
    data = demo_place(checkout, {}).server.data

    assert f"http://localhost:{free_port}/" in output, output
    assert [health(free_port, host) for host in ("127.0.0.1", "localhost")] == [200, 200]
    for account in demo.ACCOUNTS:
        assert environment[f"DEMO_PASSWORD_{account.upper()}"] in output
        assert environment[f"DEMO_TOTP_{account.upper()}"] in output
    assert stat.S_IMODE((checkout / ".state" / "demo.env").stat().st_mode) == 0o600
    assert manage(checkout, "migrate", "--check", "--database", "owner") == 0

    second = launch(free_port)
    assert f"running already (process {first.pid})" in told(second)
    assert second.wait(60) == 1

    first.kill()
    first.wait()
    third = launch(free_port)
    assert f"http://localhost:{free_port}/" in told(third)
    assert read_environment(checkout / ".state" / "demo.env") == environment

    third.send_signal(signal.SIGINT)
    assert third.wait(60) == 0
    assert list(processes_in(data)) == []
    with pytest.raises(OSError, match="refused"):
        health(free_port, "127.0.0.1")


def manage(checkout, *command):
    """Run `manage.py` in the checkout, as somebody who has set nothing; return its status."""
    done = subprocess.run(
        [sys.executable, "manage.py", *command], cwd=checkout, env=CLEAN, check=False
    )
    return done.returncode


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1", "8000 "])
def test_port_that_is_none_is_refused(port):
    with pytest.raises(LaunchError, match="PORT must be a number"):
        demo.chosen_port({"PORT": port})


def test_port_is_chosen():
    assert demo.chosen_port({}) == demo.chosen_port({"PORT": ""}) == 8000
    assert demo.chosen_port({"PORT": "8001"}) == 8001


def test_port_in_use_is_told(monkeypatch):
    monkeypatch.setattr(demo, "SECONDS_TO_LEAVE", 0)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(LaunchError, match=f"Port {port} cannot be used"):
            demo.require_free(port)


def test_failed_command_is_told_after_what_it_wrote(capfd):
    with pytest.raises(LaunchError, match="no_such_command failed: see above"):
        demo.manage(os.environ, "no_such_command")
    assert "Unknown command" in capfd.readouterr().err


def test_empty_demo_is_asked_for():
    assert demo.wanted_data({"DEMO_EMPTY": "1"}) == ["--empty"]
    assert demo.wanted_data({"DEMO_EMPTY": "0"}) == demo.wanted_data({"DEMO_EMPTY": ""}) == []


def test_lock_is_told_by_its_holder(tmp_path):
    path = tmp_path / "demo.lock"
    told = f"process {os.getpid()}.* http://localhost:8000/"

    with demo.hold_lock(path, 8000), pytest.raises(LaunchError, match=told):
        demo.hold_lock(path, 8001)
