"""Write today's counts, from which the public statistics are drawn."""

from django.core.management.base import BaseCommand
from django.db import connection
from django.utils import timezone


class Command(BaseCommand):
    """Counts people by city and by status, once a day: more often would tell single people apart.

    A second run on one day counts anew. Cells below five are kept and hidden.
    """

    help = "Write the day's counts of people by city and by status."

    def handle(self, **_options):
        day = timezone.localdate()
        with connection.cursor() as cursor:
            cursor.execute("SELECT count_people(%s)", [day])
        self.stdout.write(f"counted for {day}")
