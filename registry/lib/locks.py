"""A file that says a folder is in use, for exactly as long as the program that uses it lives."""

import fcntl
from pathlib import Path
from typing import TextIO


def try_lock(path: Path) -> TextIO | None:
    """Return the locked file, None when another program holds it.

    The kernel unlocks it when the file is closed or the program dies, however it dies.
    """
    file = path.open("a+", encoding="utf-8")
    path.chmod(0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    return file
