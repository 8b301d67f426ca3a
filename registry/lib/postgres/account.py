"""Which user of the machine runs PostgreSQL.

PostgreSQL refuses to run as root. Root therefore starts its processes, and only those, as the user
``postgres`` or ``nobody``; anybody else runs them as themselves.
"""

import os
import pwd
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path

from registry.lib.postgres import PostgresError


@dataclass(frozen=True)
class Account:
    """A user of this machine; ``borrowed`` when it is not the one who runs this program."""

    name: str
    uid: int
    gid: int
    borrowed: bool

    @property
    def subprocess_options(self) -> dict:
        """What ``subprocess`` needs so that a child runs as this user, with none of our groups."""
        if not self.borrowed:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def can_run(self, *command: str | Path) -> bool:
        """True when ``command``, run as this user, ends well."""
        try:
            done = subprocess.run(
                command, cwd="/", capture_output=True, check=False, **self.subprocess_options
            )
        except OSError:
            return False
        return done.returncode == 0

    def can_enter(self, folder: Path) -> bool:
        """True when this user can reach files below ``folder``; the kernel is asked."""
        return self.can_run("/bin/sh", "-c", 'cd "$0"', str(folder))


def server_account(data: Path | None = None) -> Account:
    """Return who runs the server with its files in ``data``: their owner, if there are any."""
    if os.geteuid() != 0:
        return as_account(pwd.getpwuid(os.geteuid()), borrowed=False)
    if data and data.exists():
        return as_account(pwd.getpwuid(data.stat().st_uid), borrowed=True)
    for name in ("postgres", "nobody"):
        try:
            return as_account(pwd.getpwnam(name), borrowed=True)
        except KeyError:
            continue
    raise PostgresError(
        "PostgreSQL refuses to run as root, and this machine has no user `postgres` or `nobody`. "
        "Run the command as an ordinary user."
    )


def as_account(entry: pwd.struct_passwd, *, borrowed: bool) -> Account:
    """Return the Account for an entry of the password database."""
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid, borrowed)


def make_private_folder(folder: Path, account: Account) -> None:
    """Make ``folder``, which ``account`` alone may enter.

    The place may be one where anybody can write, so a folder that somebody else made there before
    us, or a link, is refused: PostgresError.
    """
    try:
        folder.mkdir(mode=0o700)
        if account.borrowed:
            os.chown(folder, account.uid, account.gid)
    except FileExistsError:
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != account.uid:
            raise PostgresError(
                f"{folder} exists already and does not belong to {account.name}."
            ) from None
    folder.chmod(0o700)


def make_open_folder(folder: Path) -> None:
    """Make ``folder`` where it is missing; every user may enter it, whatever our umask is."""
    if not folder.exists():
        folder.mkdir()
        folder.chmod(0o755)
