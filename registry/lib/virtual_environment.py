"""The folder ``.venv`` with the packages that requirements-dev.txt pins.

Run by `make` with the machine's own Python, before any package is there.
"""

import fcntl
import hashlib
import subprocess
import sys
import time
from collections import deque
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / ".venv"
PYTHON = FOLDER / "bin" / "python"
STAMP = FOLDER / "requirements.sha256"
REQUIREMENTS = (ROOT / "requirements.txt", ROOT / "requirements-dev.txt")
TOLD = ("Collecting", "Installing", "Building")


def main() -> int:
    """Make ``.venv`` or bring it up to date where needed; return the exit status."""
    with REQUIREMENTS[0].open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two commands at once build it once
        if is_current():
            return 0
        began = time.monotonic()
        print("Preparing .venv (the first time some 40 packages are fetched) ...", flush=True)
        if not is_usable() and not make_folder():
            return 1
        if install():
            print("The packages could not be installed; see above.", file=sys.stderr)
            return 1
        STAMP.write_text(digest())
    print(f".venv is ready, {time.monotonic() - began:.0f} s.", flush=True)
    return 0


def is_current() -> bool:
    """True when ``.venv`` works and has what the requirements name."""
    return STAMP.exists() and STAMP.read_text() == digest() and is_usable()


def digest() -> str:
    """Return what changes when a requirement, or the place of ``.venv``, does."""
    content = b"".join(path.read_bytes() for path in REQUIREMENTS)
    return hashlib.sha256(bytes(FOLDER) + content).hexdigest()


def is_usable() -> bool:
    """True when the Python of ``.venv`` starts, is new enough and has pip."""
    question = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    try:
        return (
            subprocess.run([PYTHON, "-c", question], capture_output=True, check=False).returncode
            == 0
        )
    except OSError:
        return False


def make_folder() -> bool:
    """Make ``.venv`` anew; False, having said why, when this Python cannot."""
    command = [sys.executable, "-m", "venv", "--clear", FOLDER]
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    if done.returncode:
        print(done.stdout, file=sys.stderr)
        print("On Debian the package python3-venv is needed.", file=sys.stderr)
    return done.returncode == 0


def install() -> int:
    """Install the requirements, telling what is fetched; return pip's exit status."""
    command = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    command += ["--root-user-action=ignore", "-r", REQUIREMENTS[1]]
    output = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    last = deque(maxlen=30)
    with subprocess.Popen(command, text=True, errors="replace", **output) as pip:
        for line in pip.stdout:
            last.append(line)
            if line.lstrip().startswith(TOLD):
                print(" ", line.strip()[:100], flush=True)
    if pip.returncode:
        print("".join(last), file=sys.stderr)
    return pip.returncode


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
