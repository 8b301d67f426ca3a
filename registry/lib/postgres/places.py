"""Which server is used: the one that DATABASE_URL names, else a private one of ours.

The demo's place keeps its data, another one is made for a run of the tests or the benchmarks and
goes with it. Private servers of an ordinary user stand in ``.state``. Below root's home the user
who runs PostgreSQL for root reaches nothing, so root's stand in ``/var/lib``.
"""

import contextlib
import hashlib
import os
import secrets
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from registry.lib.environment import keep_secrets, make_state_folder
from registry.lib.locks import try_lock
from registry.lib.postgres import PostgresError, addresses, roles
from registry.lib.postgres.account import server_account
from registry.lib.postgres.server import PORT, STOPPING, PrivateServer
from registry.lib.processes import end_orphans

DEMO_DATABASE = "registry"
MACHINE_FOLDER = Path("/var/lib")
TEMPORARY_PREFIX = "detainee-registry-test-"


class PrivatePlace:
    """The database ``name`` on a server of ours, kept between starts."""

    def __init__(self, server: PrivateServer, name: str, passwords: Mapping[str, str]):
        self.server = server
        self.name = name
        self.passwords = passwords

    @property
    def urls(self) -> dict[str, str]:
        """The three logins' addresses as environment variables; known before the server runs."""
        base = addresses.socket_url(self.server.socket, PORT, "", "", self.name)
        return login_urls(base, self.passwords)

    def open(self) -> None:
        """Start the server, with logins and database."""
        self.server.start()
        roles.prepare(self.server.url(self.name), self.passwords, ours=True)

    def close(self) -> None:
        """Stop the server."""
        self.server.stop()

    def is_alive(self) -> bool:
        """True while the server runs."""
        return self.server.is_alive()

    def __str__(self):
        return str(self.server.folder)


class TemporaryPlace(PrivatePlace):
    """A private place in a folder of its own that goes when it is closed.

    ``durable``: write as carefully, and as slowly, as a server whose data are to survive a crash.
    """

    def __init__(self, root: Path, name: str, *, durable: bool = False):
        account = server_account()
        self.folder = Path(tempfile.mkdtemp(prefix=TEMPORARY_PREFIX, dir=open_folder(account)))
        self.folder.chmod(0o711)
        self.lock = try_lock(self.folder / "lock")
        server = PrivateServer(
            self.folder / "postgres", copies=machine_folder(root), durable=durable
        )
        super().__init__(server, name, {login: secrets.token_urlsafe(24) for login in roles.LOGINS})

    def open(self) -> None:
        """Remove what killed runs left behind, and start."""
        remove_abandoned(self.folder.parent)
        super().open()

    def close(self) -> None:
        """Stop the server and remove its folder."""
        self.server.remove()
        shutil.rmtree(self.folder, ignore_errors=True)
        self.lock.close()


class GivenPlace:
    """A database on the administrator's server, which must run; ``temporary``: dropped after use.

    The passwords of logins that exist there are never changed.
    """

    def __init__(self, admin_url: str, passwords: Mapping[str, str], *, temporary: bool):
        self.admin_url = admin_url
        self.passwords = passwords
        self.temporary = temporary

    @property
    def urls(self) -> dict[str, str]:
        """The three logins' addresses as environment variables."""
        return login_urls(self.admin_url, self.passwords)

    def open(self) -> None:
        """Make logins and database where they are missing; a temporary one is made afresh."""
        if self.temporary:
            roles.drop_database(self.admin_url)
        roles.prepare(self.admin_url, self.passwords, ours=False)

    def close(self) -> None:
        """Drop a temporary database."""
        if self.temporary:
            roles.drop_database(self.admin_url)

    def is_alive(self) -> bool:
        """True: that server is looked after by its administrator."""
        return True

    def __str__(self):
        name, server = addresses.database_of(self.admin_url), addresses.server_of(self.admin_url)
        return f"the database {name} on {server}"


def demo_place(root: Path, environment: Mapping[str, str]) -> PrivatePlace | GivenPlace:
    """Return where the demo of the checkout ``root`` keeps its data."""
    if environment.get("DATABASE_URL"):
        url = environment["DATABASE_URL"]
        return GivenPlace(url, given_passwords(root, url, environment), temporary=False)
    copies = machine_folder(root)
    server = PrivateServer(copies / "postgres", copies=copies)
    return PrivatePlace(server, DEMO_DATABASE, kept_passwords(root, "private"))


def temporary_place(
    root: Path, environment: Mapping[str, str], *, kind: str
) -> TemporaryPlace | GivenPlace:
    """Return a new place for one run; its database is called ``kind``_NAME."""
    if not environment.get("DATABASE_URL"):
        return TemporaryPlace(root, f"{kind}_{DEMO_DATABASE}")
    given = environment["DATABASE_URL"]
    url = addresses.with_database(given, f"{kind}_{addresses.database_of(given)}")
    return GivenPlace(url, given_passwords(root, url, environment), temporary=True)


def login_urls(url: str, passwords: Mapping[str, str]) -> dict[str, str]:
    """Return ``OWNER_DATABASE_URL`` and its two companions."""
    return {
        f"{login.upper()}_DATABASE_URL": roles.login_url(url, login, passwords[login])
        for login in roles.LOGINS
    }


def kept_passwords(root: Path, server: str) -> dict[str, str]:
    """Return the logins' passwords on ``server``, made when it is first met and kept in .state."""
    path = make_state_folder(root) / f"logins-{server}.env"
    kept = keep_secrets(path, [f"{login.upper()}_PASSWORD" for login in roles.LOGINS])
    return {login: kept[f"{login.upper()}_PASSWORD"] for login in roles.LOGINS}


def given_passwords(root: Path, url: str, environment: Mapping[str, str]) -> dict[str, str]:
    """Return the logins' passwords on a given server: those in their own addresses come first."""
    passwords = kept_passwords(root, digest(addresses.server_of(url)))
    for login in roles.LOGINS:
        address = environment.get(f"{login.upper()}_DATABASE_URL")
        if address:
            passwords[login] = addresses.password_of(address)
    return passwords


def machine_folder(root: Path) -> Path:
    """Return the folder, which may not exist yet, for this checkout's servers and programs."""
    if os.geteuid() != 0:
        return make_state_folder(root)
    return MACHINE_FOLDER / f"detainee-registry-{digest(str(root.resolve()))}"


def open_folder(account) -> Path:
    """Return a folder for temporary files that the server's user can enter."""
    for folder in (tempfile.gettempdir(), "/tmp", "/var/tmp"):  # noqa: S108 - mkdtemp is used
        if account.can_enter(folder):
            return Path(folder)
    raise PostgresError(f"The user {account.name} can enter no folder for temporary files.")


def remove_abandoned(parent: Path) -> None:
    """Remove the temporary places in ``parent`` of runs of ours that were killed."""
    for folder in parent.glob(f"{TEMPORARY_PREFIX}*"):
        with contextlib.suppress(FileNotFoundError):  # another run may be removing it too
            if folder.lstat().st_uid == os.geteuid():
                remove_if_abandoned(folder)


def remove_if_abandoned(folder: Path) -> None:
    """Remove a temporary place, with the processes that run in it, when nobody holds its lock."""
    lock = try_lock(folder / "lock")
    if lock:
        end_orphans(folder / "postgres" / "data", *STOPPING)
        shutil.rmtree(folder, ignore_errors=True)
        lock.close()


def digest(text: str) -> str:
    """Return a short name for ``text``."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]
