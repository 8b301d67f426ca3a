"""Take an import back."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from detainees.exchange.taking_back import take_back
from detainees.models import Import


class Command(BaseCommand):
    """Deletes what one import brought in, but for people to whom somebody wrote since.

    It prints public ids of those who stay, and no name.
    """

    help = "Take back exactly what an import brought in, unless somebody wrote to it since."

    def add_arguments(self, parser):
        parser.add_argument("number", metavar="ID", type=int, help="the import's number")

    def handle(self, *, number, **_options):
        if settings.SIDE not in ("desk", "both"):
            raise CommandError("Run it on the desk's side: set SIDE=desk.")
        brought = Import.objects.filter(pk=number).first()
        if brought is None:
            raise CommandError(f"There is no import {number}.")
        if brought.undone_at:
            raise CommandError(f"Import {number} was taken back already.")
        taken = take_back(brought)
        self.stdout.write(f"Import {number}: {taken.people:,} people taken back")
        if taken.kept:
            self.stdout.write(f"{len(taken.kept):,} stay, for somebody wrote to them since:")
            for public_id in taken.kept:
                self.stdout.write(public_id)
