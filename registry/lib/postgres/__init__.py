"""A private PostgreSQL for the demo, the tests and the benchmarks, and the three database logins.

- ``account``: which user of the machine runs PostgreSQL, and which folders it can reach;
- ``binaries``: where PostgreSQL's programs are;
- ``server``: one private server: made, started, stopped, recovered after a crash;
- ``addresses``: database URLs;
- ``roles``: the three logins and the database they work in;
- ``places``: whose server is used, a private one or that of ``DATABASE_URL``.
"""


class PostgresError(Exception):
    """PostgreSQL cannot be used; the message says why and what to do about it."""
