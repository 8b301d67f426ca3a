"""Debian's Chromium for the browser tests: ``python -m tests.chromium`` installs it."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome")
# Without a desktop's services, and without calling home.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PACKAGES = ("chromium", "fonts-dejavu-core")


def find_chromium():
    """Return the path of a Chromium on this machine, None without one."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def is_required():
    """True when browser tests that cannot run are a failure, as in CI."""
    return os.environ.get("REQUIRE_BROWSER") == "1"


def install():
    """Install Debian's Chromium, when we are root on Debian; otherwise, and offline, leave it."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    print("Installing Chromium for the browser tests ...", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "--yes", "--no-install-recommends", *PACKAGES]):
        done = subprocess.run(
            ["apt-get", "--quiet=2", *command],
            env=quiet,
            stdout=subprocess.DEVNULL,
            check=False,
        )
        if done.returncode:
            return


def main():
    """Install Chromium where it is missing; return the exit status."""
    if not find_chromium():
        install()
    if find_chromium():
        return 0
    print("Browser tests will not run: there is no Chromium, and it could not be installed here.")
    return int(is_required())


if __name__ == "__main__":
    sys.exit(main())
