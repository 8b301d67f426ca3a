"""Settings and secrets of the demo, kept as KEY=VALUE lines in files that only their owner reads.

If the police read such a file they hold the demo's passwords: those open invented people only, on
a server that listens on no network. Production keeps its secrets elsewhere and never writes here.
"""

import base64
import os
import secrets
from collections.abc import Callable, Iterable, Mapping, MutableMapping
from pathlib import Path


def make_state_folder(root: Path) -> Path:
    """Return ``root/.state``, made if missing, which nobody but its owner may enter."""
    folder = root / ".state"
    folder.mkdir(exist_ok=True)
    folder.chmod(0o700)
    return folder


def read_environment(path: Path) -> dict[str, str]:
    """Return the KEY=VALUE lines of ``path``; a missing file is an empty one."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return {}
    pairs = (line.partition("=") for line in lines if line and not line.startswith("#"))
    return {key: value for key, _, value in pairs}


def write_environment(path: Path, values: Mapping[str, str]) -> None:
    """Replace ``path`` by ``values`` in one step, mode 0600; ValueError for a two-line value."""
    if any("\n" in f"{key}{value}" for key, value in values.items()):
        raise ValueError("A value in an environment file must stand on one line.")
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(descriptor, "w", encoding="utf-8") as file:
        file.writelines(f"{key}={value}\n" for key, value in values.items())
    draft.replace(path)


def long_secret() -> str:
    """Return 384 random bits."""
    return secrets.token_urlsafe(48)


def app_secret() -> str:
    """Return a random secret for an authenticator app: 160 bits in base32."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def keep_secrets(
    path: Path, names: Iterable[str], make: Callable[[], str] = long_secret
) -> dict[str, str]:
    """Return a secret for each name: what ``path`` has, else one from ``make``, added to it."""
    known = read_environment(path)
    missing = [name for name in names if not known.get(name)]
    if missing:
        known |= {name: make() for name in missing}
        write_environment(path, known)
    return {name: known[name] for name in names}


def load_demo_environment(root: Path, environment: MutableMapping[str, str]) -> None:
    """Point ``environment`` at the demo's database, unless it names a database itself."""
    if any(name.endswith("_DATABASE_URL") for name in environment):
        return
    for key, value in read_environment(root / ".state" / "demo.env").items():
        environment.setdefault(key, value)
