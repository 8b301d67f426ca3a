"""Make any number of invented people."""

import time
from datetime import datetime
from itertools import islice

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from detainees.exchange.invented.fortnight import CHUNK, fortnight
from detainees.exchange.making import Writer
from detainees.exchange.making_places import NoPlacesError, invented_cities
from detainees.models import Entry, Person
from detainees.publication.publish import gather_statistics


class Command(BaseCommand):
    """Makes people who do not exist, seized in the fourteen days before an instant.

    The same seed and instant give the same people, names, dates and public ids everywhere, and
    the first of them are the same whatever their number. About 70 % are listed with a consent,
    20 % findable, 10 % confidential. Written in chunks: when it is interrupted, whole chunks stay.
    If the police read them they learn nothing about anybody; every one is marked as invented.
    """

    help = "Make N invented people, seized in the fourteen days before an instant."

    def add_arguments(self, parser):
        parser.add_argument("number", metavar="N", type=int)
        parser.add_argument("--seed", required=True, type=int, metavar="S", help="0 or more")
        parser.add_argument(
            "--from",
            dest="until",
            metavar="INSTANT",
            help="the fortnight ends here, as 2026-06-09T18:00+05:00; now, to the hour, without it",
        )

    def handle(self, *, number, seed, until, **_options):
        if settings.SIDE not in ("desk", "both"):
            raise CommandError("Run it on the desk's side: set SIDE=desk.")
        if number < 1 or seed < 0:
            raise CommandError("N is 1 or more, S is 0 or more.")
        until = read_instant(until)
        try:
            cities = invented_cities(until)
        except NoPlacesError as error:
            raise CommandError(str(error)) from error
        refuse_known(next(fortnight(seed, 0, until=until, cities=cities)), seed)
        self.make(number, seed, until, cities)
        gather_statistics()

    def make(self, number, seed, until, cities):
        """Write the people chunk by chunk, and tell how far it is."""
        entry = Entry.objects.create(
            entered_by_name="make_people", entered_at=until, channel=Entry.Channel.DEMO
        )
        writer = Writer(entry)
        began, made = time.monotonic(), 0
        while made < number:
            chunk = fortnight(seed, made // CHUNK, until=until, cities=cities)
            made += writer.write(islice(chunk, number - made))
            pace = made / (time.monotonic() - began)
            self.stderr.write(f"{made:,} of {number:,} people, {pace:,.0f} a second")


def read_instant(text):
    """Return the instant that ``text`` names, in the site's time unless it names a zone.

    None is now, to the hour.
    """
    if text is None:
        return timezone.now().replace(minute=0, second=0, microsecond=0)
    try:
        instant = datetime.fromisoformat(text)
    except ValueError as error:
        raise CommandError("Write the instant as 2026-06-09T18:00+05:00.") from error
    return instant if instant.tzinfo else timezone.make_aware(instant)


def refuse_known(case, seed):
    """Raise CommandError when the first person of this seed is there already."""
    if Person.objects.filter(public_id=case.public_id).exists():
        raise CommandError(f"People of seed {seed} are here already: choose another seed.")
