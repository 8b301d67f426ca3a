"""``make demo``: the whole registry on this machine, with invented people, until it is stopped.

Runs before Django can: it makes the database and the secrets that the settings ask for. If the
police take the machine they find invented people and the passwords that open them.
"""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from secrets import token_urlsafe

import pyrage

from detainees.publication.sealing import make_keys
from registry.launch import ROOT, LaunchError, manage, step
from registry.lib.environment import (
    app_secret,
    keep_secrets,
    make_state_folder,
    read_environment,
    write_environment,
)
from registry.lib.locks import try_lock
from registry.lib.postgres import PostgresError
from registry.lib.postgres.places import GivenPlace, PrivatePlace, demo_place
from registry.lib.processes import (
    Stopped,
    caught_signals,
    end_with_parent,
    start,
    stop,
    stop_on_signals,
)

ACCOUNTS = ("volunteer", "moderator", "analyst", "administrator")
SECONDS_TO_ANSWER = 60
SECONDS_TO_LEAVE = 3


def main() -> int:
    """Run the demo until it is stopped; return the exit status."""
    stop_on_signals()
    end_with_parent(signal.SIGTERM)
    try:
        run(chosen_port(os.environ))
    except (Stopped, BrokenPipeError):  # asked to stop, or nobody reads us any more
        return 0
    except (LaunchError, PostgresError) as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    return 0


def run(port: int) -> None:
    """Set everything up, serve, and put everything away; LaunchError when it ends by itself."""
    began = time.monotonic()
    state = make_state_folder(ROOT)
    with contextlib.ExitStack() as afterwards:
        afterwards.enter_context(hold_lock(state / "demo.lock", port))
        require_free(port)
        place = demo_place(ROOT, os.environ)
        afterwards.callback(place.close)
        step("PostgreSQL", place.open)
        environment = os.environ | write_demo_environment(state, place, port) | {"PORT": str(port)}
        environment.pop("DATABASE_URL", None)
        manage(environment, "prepare_demo", *wanted_data(environment))
        server = start_gunicorn(environment)
        afterwards.callback(stop_gunicorn, server)
        step("web server", lambda: wait_for_answer(server, port))
        announce(port, place, environment, seconds=time.monotonic() - began)
        watch(server, place)


def chosen_port(environment) -> int:
    """Return the port that ``PORT`` names, 8000 without it; LaunchError when it is none."""
    text = environment.get("PORT") or "8000"
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise LaunchError(f"PORT must be a number from 1 to 65535, not {text!r}.")
    return int(text)


def wanted_data(environment) -> list[str]:
    """Return the options that ``DEMO_EMPTY`` stands for."""
    return ["--empty"] if environment.get("DEMO_EMPTY", "0") not in ("", "0") else []


def hold_lock(path: Path, port: int):
    """Return the lock of this folder's demo; LaunchError when one is running already."""
    lock = try_lock(path)
    if not lock:
        running = path.read_text(encoding="utf-8").split()
        where = f" (process {running[0]}) at http://localhost:{running[1]}/" if running else ""
        raise LaunchError(
            f"The demo of this folder is running already{where}: stop that one first."
        )
    lock.truncate(0)
    lock.write(f"{os.getpid()} {port}\n")
    lock.flush()
    return lock


def require_free(port: int) -> None:
    """Raise LaunchError when another program listens on ``port``.

    The web server of a demo that was just killed gets a moment to end.
    """
    deadline = time.monotonic() + SECONDS_TO_LEAVE
    while complaint := try_port(port):
        if time.monotonic() > deadline:
            raise LaunchError(
                f"Port {port} cannot be used ({complaint}). Choose another: make demo PORT=8001"
            )
        time.sleep(0.1)


def try_port(port: int) -> str:
    """Return why ``port`` cannot be used, "" when it can."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            return error.strerror
    return ""


def write_demo_environment(
    state: Path, place: PrivatePlace | GivenPlace, port: int
) -> dict[str, str]:
    """Write ``.state/demo.env``, from which `manage.py` finds the demo's database; return it."""
    path = state / "demo.env"
    keep_secrets(path, ["SECRET_KEY", "REMOVAL_KEY", "SECOND_FACTOR_KEY"])
    roles = [name.upper() for name in ACCOUNTS]
    keep_secrets(path, [f"DEMO_PASSWORD_{role}" for role in roles], lambda: token_urlsafe(9))
    keep_secrets(path, [f"DEMO_TOTP_{role}" for role in roles], app_secret)
    keep_letter_keys(path)
    values = with_file_key(read_environment(path)) | place.urls
    values |= {"SIDE": "both", "DEMO": "1", "ALLOWED_HOSTS": "127.0.0.1,localhost"}
    values |= {"PUBLIC_URL": f"http://localhost:{port}", "MAIL_FROM": "registry@localhost"}
    write_environment(path, values)
    return values


def keep_letter_keys(path: Path) -> None:
    """Make the pair of keys to which followers' addresses are sealed, unless ``path`` has it."""
    known = read_environment(path)
    if not known.get("DESK_SECRET_KEY"):
        key, secret = make_keys()
        write_environment(path, known | {"DESK_KEY": key, "DESK_SECRET_KEY": secret})


def with_file_key(values: dict[str, str]) -> dict[str, str]:
    """Return ``values`` with a key for files; its other half is kept offline but in the demo."""
    if "FILES_KEY" in values:
        return values
    identity = pyrage.x25519.Identity.generate()
    return values | {"FILES_KEY": str(identity.to_public()), "DEMO_FILES_IDENTITY": str(identity)}


def start_gunicorn(environment: dict[str, str]) -> subprocess.Popen:
    """Start the web server, which reads ``gunicorn.conf.py``."""
    command = [sys.executable, "-m", "gunicorn", "registry.wsgi"]
    return start(command, ends_with=signal.SIGINT, cwd=ROOT, env=environment)


def stop_gunicorn(server: subprocess.Popen) -> None:
    """Let the web server finish what it is answering, and stop it."""
    with contextlib.suppress(OSError):  # the terminal may be gone
        print("\nStopping ...", flush=True)
    stop(server, (signal.SIGTERM, 10))


def wait_for_answer(server: subprocess.Popen, port: int) -> None:
    """Return when the server says that it is well; LaunchError when it ends or does not in time."""
    deadline = time.monotonic() + SECONDS_TO_ANSWER
    answer = "no answer"
    while time.monotonic() < deadline and server.poll() is None:
        with contextlib.suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/healthz")
            response = connection.getresponse()
            answer = f"{response.status} {response.read().decode(errors='replace')}"
            if response.status == 200:
                return
        time.sleep(0.1)
    raise LaunchError(f"The web server did not become well: {answer}")


def announce(port: int, place, environment: dict[str, str], *, seconds: float) -> None:
    """Print where the demo is, who may log in, and how to stop it."""
    print(
        f"\nThe demo is running, {seconds:.1f} s after the start. Every person in it is invented.\n"
    )
    print(f"  public pages  http://localhost:{port}/")
    print(f"  desk          http://localhost:{port}/desk/\n")
    print("  account        password      secret for an authenticator app (TOTP)")
    for name in ACCOUNTS:
        password = environment[f"DEMO_PASSWORD_{name.upper()}"]
        print(f"  {name:<14} {password:<13} {environment[f'DEMO_TOTP_{name.upper()}']}")
    print("\nFiles are encrypted; only in a demo is the key to open them here (.state/demo.env).")
    print(f"Its data are kept in {place}. Ctrl-C stops it.", flush=True)


def watch(server: subprocess.Popen, place) -> None:
    """Wait until asked to stop; LaunchError when the web server or the database ends by itself.

    A Ctrl-C or a hang-up that reaches only make, our parent, makes it drop its handler and wait for
    us: we notice, and end too.
    """
    parent = os.getppid()
    handlers = caught_signals(parent)
    while caught_signals(parent) == handlers:
        if server.poll() is not None:
            raise LaunchError(f"The web server ended by itself (status {server.returncode}).")
        if not place.is_alive():
            raise LaunchError("The database ended by itself.")
        time.sleep(0.5)


if __name__ == "__main__":
    sys.exit(main())
