"""What else a registry could search names with, over the same rows in the same run.

In PostgreSQL: Django admin's ``icontains`` with and without its trigram index, pg_trgm by likeness
on the text as it is and romanised. In memory: rapidfuzz's WRatio over all names.
"""

from collections.abc import Iterator

from django.db import connections
from rapidfuzz import fuzz, process, utils

from benchmarks.name_sets import Row
from detainees.exchange.invented.letters import passport_latin

OWNER = "owner"
LIMIT = 10
AT_ONCE = 20_000
INDEX = "CREATE INDEX ON bench_name USING gin ({} gin_trgm_ops)"
CONTAINS = "SELECT id FROM bench_name WHERE {} ORDER BY id DESC LIMIT %s"
LIKE = """
    SELECT id FROM bench_name WHERE {0} %% %s ORDER BY similarity({0}, %s) DESC, id LIMIT %s
"""


class Peers:
    """The rows in a table of the database and in memory."""

    def __init__(self, rows: list[Row]):
        self._cursor = connections[OWNER].cursor()
        self._folded = []
        self.run("DROP TABLE IF EXISTS bench_name")
        self.run("CREATE UNLOGGED TABLE bench_name (id int PRIMARY KEY, name text, roman text)")
        for start in range(0, len(rows), AT_ONCE):
            names = [row.name for row in rows[start : start + AT_ONCE]]
            roman = [passport_latin(name).lower() for name in names]
            places = list(range(start, start + len(names)))
            self.run(
                "INSERT INTO bench_name SELECT * FROM unnest(%s::int[], %s::text[], %s::text[])",
                [places, names, roman],
            )
            self._folded += [utils.default_process(name) for name in roman]
        self.run("ANALYZE bench_name")

    def run(self, statement: str, values: list | None = None) -> list[int]:
        """Run a statement; return the first column of its rows, if it has any."""
        self._cursor.execute(statement, values)
        return [row[0] for row in self._cursor.fetchall()] if self._cursor.description else []

    def searches(self, only: tuple[str, ...] = ()) -> Iterator[tuple]:
        """Yield (name, search) of each peer, or of some; its index is made when its turn comes.

        ``search(text)`` returns places of rows, best first.
        """
        every = (
            ("icontains", None, self.containing),
            ("icontains, trigram index", "upper(name)", self.containing),
            ("pg_trgm, raw", "name", self.like_raw),
            ("pg_trgm, romanised", "roman", self.like_romanised),
            ("rapidfuzz over all", None, self.fuzzy),
        )
        for name, indexed, search in every:
            if name in (only or name):
                if indexed:
                    self.run(INDEX.format(indexed))
                    self.run("VACUUM ANALYZE bench_name")
                yield name, search

    def containing(self, text: str) -> list[int]:
        """Rows of which every word is a part, as Django's admin asks."""
        words = text.split()[:10]
        asked = " AND ".join(["upper(name) LIKE upper(%s)"] * len(words)) or "true"
        escaped = [
            word.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_") for word in words
        ]
        return self.run(CONTAINS.format(asked), [*(f"%{word}%" for word in escaped), LIMIT])

    def like_raw(self, text: str) -> list[int]:
        """Rows that are like the text as it was typed."""
        return self.run(LIKE.format("name"), [text, text, LIMIT])

    def like_romanised(self, text: str) -> list[int]:
        """Rows that are like the text, both in passport Latin."""
        roman = passport_latin(text).lower()
        return self.run(LIKE.format("roman"), [roman, roman, LIMIT])

    def fuzzy(self, text: str) -> list[int]:
        """Rows that rapidfuzz's WRatio finds likest, both in passport Latin."""
        typed = utils.default_process(passport_latin(text))
        found = process.extract(typed, self._folded, scorer=fuzz.WRatio, limit=LIMIT)
        return [place for _text, _score, place in found]
