"""Propose entries that may be one person."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from detainees.desk.duplicates import compare_everybody, undecided
from detainees.desk.name_index import NameIndex
from detainees.desk.name_lists import outer_ids, write_table
from detainees.names import SAME_PERSON

PLACES = ("surname", "given", "patronymic")


class Command(BaseCommand):
    """Writes pairs of people who may be one, best first; it merges and deletes nothing.

    Pairs judged to be two people are left out. The file has ids, scores and reasons as codes. With
    --queue the desk's queue of pairs is filled anew: nightly, and after an import.
    """

    help = "Write pairs of people who may be one, with a score and reasons."

    def add_arguments(self, parser):
        parser.add_argument("--output", metavar="FILE")
        parser.add_argument("--queue", action="store_true", help="fill the desk's queue anew")
        parser.add_argument("--min-score", type=float, default=SAME_PERSON, metavar="X")

    def handle(self, *, output, queue, min_score, **_options):
        if settings.SIDE not in ("desk", "both"):
            raise CommandError("Run it on the desk's side: set SIDE=desk.")
        if not 0 <= min_score <= 1:
            raise CommandError("A score is between 0 and 1.")
        if not (output or queue):
            raise CommandError("Name a file with --output, or fill the desk's queue with --queue.")
        if queue:
            self.stderr.write(f"{compare_everybody():,} pairs wait at the desk")
        if output:
            self.write(output, min_score)

    def write(self, output, min_score):
        """Write the pairs with at least that score."""
        pairs = undecided(NameIndex().duplicates().pairs(min_score))
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
