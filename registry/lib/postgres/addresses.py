"""Database addresses: ``postgresql://user:password@host:port/database?options``.

A socket's folder stands among the options: ``postgresql://user:password@/database?host=/folder``.
"""

from pathlib import Path
from urllib.parse import SplitResult, parse_qs, quote, unquote, urlencode, urlsplit

from registry.lib.postgres import PostgresError


def socket_url(folder: Path, port: str, user: str, password: str, database: str) -> str:
    """Return the address of ``database`` behind the socket in ``folder``."""
    options = urlencode({"host": str(folder), "port": port}, quote_via=quote)
    return f"postgresql://{quote(user)}:{quote(password, safe='')}@/{quote(database)}?{options}"


def split(url: str) -> SplitResult:
    """Return the parts of ``url``; PostgresError when it is no database address."""
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres"):
        raise PostgresError("A database address begins with postgresql://")
    return parts


def database_of(url: str) -> str:
    """Return the database that ``url`` names; PostgresError when it names none."""
    name = unquote(split(url).path.lstrip("/"))
    if not name:
        raise PostgresError("DATABASE_URL must name a database: postgresql://user@host/NAME")
    return name


def password_of(url: str) -> str:
    """Return the password in ``url``, else ""."""
    return unquote(split(url).password or "")


def server_of(url: str) -> str:
    """Return what tells one server from another: its host and port."""
    parts = split(url)
    options = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    host = options.get("host") or parts.hostname or ""
    port = options.get("port") or parts.port or 5432
    return f"{host}:{port}"


def with_database(url: str, database: str) -> str:
    """Return ``url`` naming another database."""
    return split(url)._replace(path="/" + quote(database)).geturl()


def with_login(url: str, user: str, password: str) -> str:
    """Return ``url`` with another user and password."""
    parts = split(url)
    place = parts.netloc.rpartition("@")[2]
    login = f"{quote(user)}:{quote(password, safe='')}"
    return parts._replace(netloc=f"{login}@{place}").geturl()
