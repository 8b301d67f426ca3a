"""Fill the cache of what the world may see, or prove that it is right."""

from django.core.management.base import BaseCommand, CommandError

from detainees.publication.publish import differences, publish_due, publish_everybody


class Command(BaseCommand):
    """``--check`` says where cache and record differ and fails if they do; ``--rebuild`` refills.

    ``--due`` belongs into the nightly jobs: whose consent has run out is shown by no page, but the
    public list's own tables hold the row until then.

    The output names people by number only: a log of it tells the police nothing.
    """

    help = "Check the cache of published people, or fill it anew."

    def add_arguments(self, parser):
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--check", action="store_true", help="compare cache and record")
        what.add_argument("--due", action="store_true", help="follow the clock, once a night")
        what.add_argument("--rebuild", action="store_true", help="fill the cache anew")

    def handle(self, *, check, due, rebuild, **_options):
        if due:
            self.stdout.write(f"{publish_due()} people followed the clock")
            return
        if rebuild:
            number = publish_everybody(progress=self.show_progress)
            self.stderr.write("")
            self.stdout.write(f"{number} people published anew")
            return
        found = differences()
        for cache, person, fault in found:
            self.stdout.write(f"{cache}\t{person or '-'}\t{fault}")
        if found:
            raise CommandError(f"{len(found)} differences")
        self.stdout.write("no difference")

    def show_progress(self, done, of_all):
        self.stderr.write(f"\r{done:,} of {of_all:,} people", ending="")
        self.stderr.flush()
