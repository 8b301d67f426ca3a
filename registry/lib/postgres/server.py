"""One private PostgreSQL server, on a socket that its user alone reaches, and on no network.

Its folder holds ``data``, ``socket``, ``log`` and ``superuser`` (a password), all readable by the
server's user only. If the police take the folder they hold the demo's invented people. The log
carries neither statements nor values, so no name ever stands in it.
"""

import hashlib
import secrets
import shutil
import signal
import subprocess
import time
from pathlib import Path

import psycopg2

from registry.lib.postgres import PostgresError, addresses
from registry.lib.postgres.account import (
    Account,
    make_open_folder,
    make_private_folder,
    server_account,
)
from registry.lib.postgres.binaries import Binaries, find_binaries
from registry.lib.processes import end_orphans, start, stop

SUPERUSER = "postgres"
PORT = "5432"
# The kernel's limit for the path of a socket, in bytes.
MAXIMUM_SOCKET_PATH = 107
SECONDS_TO_START = 60
# SIGINT: end the connections and stop cleanly; SIGQUIT: stop now and recover at the next start.
STOPPING = ((signal.SIGINT, 20), (signal.SIGQUIT, 10))
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # Failed statements are told to whoever sent them, not to the log: they hold names.
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
}
# For data that must survive a crash, and may become many: with the values of PostgreSQL, which are
# for a small machine, who publishes a million people waits for the disk. Memory is taken when used.
DURABLE_SETTINGS = {"shared_buffers": "1GB", "max_wal_size": "8GB"}
# For data that nobody misses after a crash.
FAST_SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def socket_folder(folder: Path) -> Path:
    """Return where the socket stands: in ``folder``, or in /tmp when that path is too long."""
    socket = folder / "socket"
    if len(bytes(socket / f".s.PGSQL.{PORT}")) <= MAXIMUM_SOCKET_PATH:
        return socket
    digest = hashlib.sha256(bytes(folder)).hexdigest()[:12]
    return Path("/tmp") / f"detainee-registry-{digest}"  # noqa: S108 - its owner is checked


class PrivateServer:
    """A server whose files are in ``folder``; ``copies``: where programs may be copied to.

    ``start`` makes the data when there are none; what a killed start left behind does not hinder
    it. Not ``durable``: safety in a crash is traded for speed.
    """

    def __init__(self, folder: Path, *, copies: Path, durable: bool = True):
        self.folder = folder
        self.copies = copies
        self.durable = durable
        self.data = folder / "data"
        self.socket = socket_folder(folder)
        self.log = folder / "log"
        self.password_file = folder / "superuser"
        self.account: Account = server_account(self.data)
        self.binaries: Binaries | None = None
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        """Start the server and return when it takes connections; PostgresError when it cannot."""
        make_open_folder(self.folder.parent)
        make_private_folder(self.folder, self.account)
        make_private_folder(self.socket, self.account)
        self.binaries = self.fitting_binaries()
        end_orphans(self.data, *STOPPING)
        if not self.data.exists():
            self.make_data()
        self.forget_crash()
        self.launch()
        self.wait_until_ready()

    def stop(self) -> None:
        """Stop the server; no harm when it has not started or has stopped by itself."""
        if self.process:
            stop(self.process, *STOPPING)
            self.process = None

    def is_alive(self) -> bool:
        """True while the server's process runs."""
        return self.process is not None and self.process.poll() is None

    def remove(self) -> None:
        """Stop the server and delete its folder."""
        self.stop()
        end_orphans(self.data, *STOPPING)
        shutil.rmtree(self.socket, ignore_errors=True)
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, database: str) -> str:
        """Return the administrator's address of ``database``."""
        password = self.password_file.read_text(encoding="utf-8").strip()
        return addresses.socket_url(self.socket, PORT, SUPERUSER, password, database)

    def fitting_binaries(self) -> Binaries:
        """Return programs of the version that made the data."""
        marker = self.data / "PG_VERSION"
        if not marker.exists():
            return find_binaries(self.account, copies=self.copies)
        major = int(marker.read_text(encoding="utf-8"))
        try:
            return find_binaries(self.account, copies=self.copies, major=major)
        except PostgresError as error:
            raise PostgresError(
                f"{error} The database in {self.folder} was made by PostgreSQL {major}: "
                f"install that version, or delete the folder to begin anew without its data."
            ) from None

    def make_data(self) -> None:
        """Make an empty cluster; it appears under its name in one step."""
        draft = self.folder / "data.draft"
        end_orphans(draft)
        shutil.rmtree(draft, ignore_errors=True)
        self.write_password()
        command = [
            *(self.binaries.folder / "initdb", "-D", draft, "-U", SUPERUSER),
            *("-E", "UTF8", "--locale=C.UTF-8", "--locale-provider=libc"),
            *("--auth=scram-sha-256", f"--pwfile={self.password_file}", "--data-checksums"),
            *(() if self.durable else ("--no-sync",)),
        ]
        process = start(
            command,
            ends_with=signal.SIGKILL,
            cwd="/",
            env=ENVIRONMENT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            **self.account.subprocess_options,
        )
        try:
            complaint = process.communicate()[1].decode(errors="replace")
        finally:
            stop(process, (signal.SIGTERM, 5))
        if process.returncode:
            raise PostgresError(f"initdb failed:\n{complaint.strip()}")
        draft.rename(self.data)

    def write_password(self) -> None:
        """Write a new superuser password, which the server's user alone can read."""
        self.password_file.unlink(missing_ok=True)
        self.password_file.touch(mode=0o600)
        self.password_file.write_text(secrets.token_urlsafe(24) + "\n", encoding="utf-8")
        if self.account.borrowed:
            shutil.chown(self.password_file, self.account.uid, self.account.gid)

    def forget_crash(self) -> None:
        """Remove the marks of a server that was killed: nothing runs in ``data`` any more.

        Left alone they stop the next start whenever another process has got the old one's number.
        """
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        for path in self.socket.iterdir():
            path.unlink()

    def launch(self) -> None:
        """Start the server's process."""
        settings = SETTINGS | (DURABLE_SETTINGS if self.durable else FAST_SETTINGS)
        command = [self.binaries.folder / "postgres", "-D", self.data, "-k", self.socket]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        self.log.unlink(missing_ok=True)
        with self.log.open("wb") as log:
            self.log.chmod(0o600)
            self.process = start(
                command,
                ends_with=signal.SIGINT,
                cwd="/",
                env=ENVIRONMENT,
                stdout=log,
                stderr=subprocess.STDOUT,
                **self.account.subprocess_options,
            )

    def wait_until_ready(self) -> None:
        """Return when the server takes connections, else stop it and say what it wrote."""
        deadline = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                psycopg2.connect(self.url("postgres")).close()
                return
            except psycopg2.OperationalError:
                time.sleep(0.02)
        self.stop()
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        raise PostgresError("PostgreSQL did not start:\n" + "\n".join(lines[-20:]))
