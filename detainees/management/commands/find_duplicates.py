"""Propose entries that may be one person."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from detainees.desk.name_index import NameIndex
from detainees.desk.name_lists import outer_ids, write_table
from detainees.names import SAME_PERSON

PLACES = ("surname", "given", "patronymic")


class Command(BaseCommand):
    """Writes pairs of people who may be one, best first; it merges and deletes nothing.

    The file has ids, scores and reasons as codes, no names.
    """

    help = "Write pairs of people who may be one, with a score and reasons."

    def add_arguments(self, parser):
        parser.add_argument("--output", required=True, metavar="FILE")
        parser.add_argument("--min-score", type=float, default=SAME_PERSON, metavar="X")

    def handle(self, *, output, min_score, **_options):
        if settings.SIDE not in ("desk", "both"):
            raise CommandError("Run it on the desk's side: set SIDE=desk.")
        if not 0 <= min_score <= 1:
            raise CommandError("A score is between 0 and 1.")
        pairs = NameIndex().duplicates().pairs(min_score)
        ids = outer_ids({person for pair in pairs for person in (pair.a, pair.b)})
        rows = [
            (ids[pair.a], ids[pair.b], f"{pair.score:.4f}", ", ".join(map(in_code, pair.reasons)))
            for pair in pairs
        ]
        write_table(output, [("id_a", "id_b", "score", "reason"), *rows])
        self.stderr.write(f"{len(rows):,} pairs")


def in_code(reason):
    """A reason without names: its code, and the place of the word if it is about one."""
    place = reason.data[0] if reason.data and isinstance(reason.data[0], str) else ""
    return f"{reason.code} {place}".strip() if place in PLACES else reason.code
