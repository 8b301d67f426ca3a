"""Answer a file of names with the people they may mean."""

import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from detainees.desk.name_index import NameIndex
from detainees.desk.name_lists import outer_ids, read_table, write_table


class Command(BaseCommand):
    """Searches as the desk does, among people of every level, for each line of a file.

    The answers are ids: of the list a person came from, else public ids. The queries are names;
    whoever finds that file reads whom somebody asked about.
    """

    help = "Search for each query of a table; write query_id, rank and the person's id."

    def add_arguments(self, parser):
        parser.add_argument("--queries", required=True, metavar="FILE")
        parser.add_argument("--output", required=True, metavar="FILE")
        parser.add_argument("--limit", type=int, default=10, metavar="N")
        parser.add_argument(
            "--latency", metavar="FILE", help="write query_id and milliseconds, without a header"
        )

    def handle(self, *, queries, output, limit, latency, **_options):
        if settings.SIDE not in ("desk", "both"):
            raise CommandError("Run it on the desk's side: set SIDE=desk.")
        if limit < 1:
            raise CommandError("The limit is 1 or more.")
        found, spent = self.search(queries, limit)
        ids = outer_ids({person for _query, _rank, person in found})
        answers = [(query, rank, ids[person]) for query, rank, person in found if person in ids]
        write_table(output, [("query_id", "rank", "person_id"), *answers])
        if latency:
            write_table(latency, [(query, f"{ms:.2f}") for query, ms in spent])
        self.stderr.write(f"{len(spent):,} queries, {len(answers):,} answers")

    def search(self, queries, limit):
        """Return [(query id, rank, person's key)] and [(query id, milliseconds)]."""
        index, found, spent = NameIndex(), [], []
        index.search("", limit=1)  # reads the names, so that no query's time has that in it
        try:
            for query in read_table(queries, ("query_id", "query")):
                year = query.get("birth_year", "")
                began = time.perf_counter()
                matches = index.search(
                    query["query"], int(year) if year.isdecimal() else None, limit=limit
                )
                spent.append((query["query_id"], (time.perf_counter() - began) * 1000))
                found += [(query["query_id"], n, one.person) for n, one in enumerate(matches, 1)]
        except (OSError, ValueError) as error:
            raise CommandError(f"Cannot read {queries}: {error}") from error
        return found, spent
