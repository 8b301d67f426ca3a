"""What the commands that set the registry up on this machine share."""

import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class LaunchError(Exception):
    """The registry cannot start or go on; the message says why and what to do."""


def step(title: str, act: Callable[[], None]) -> None:
    """Do ``act``, telling what is being done and how long it took."""
    print(f"  {title} ...", end="", flush=True)
    began = time.monotonic()
    act()
    print(f" {time.monotonic() - began:.1f} s", flush=True)


def manage(environment: Mapping[str, str], *command: str) -> None:
    """Run one of Django's commands, which tells what it does; LaunchError when it fails."""
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env={**environment, "DJANGO_SETTINGS_MODULE": "registry.settings"},
        stdin=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode:
        raise LaunchError(f"manage.py {command[0]} failed: see above.")
