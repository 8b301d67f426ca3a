"""Load one invented night, dated from now."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from detainees.exchange.invented.night import CITY, FACILITIES, NIGHT_IDS, invented_night
from detainees.exchange.making import Writer
from detainees.exchange.making_places import hours_from_utc
from detainees.models import Entry, Person
from stations.models import City


class Command(BaseCommand):
    """Loads forty people who do not exist, detained at a rally of their own four days ago.

    They stand at all levels: unreleased, contradictory, overdue, silent, minors, without a name,
    likely duplicates. A second run does nothing. No count of June 2019 changes. If the police read
    them they learn nothing about anybody; every one is marked as invented.
    """

    help = "Load an invented night of forty people, dated from the moment of loading."

    def handle(self, *, verbosity, **_options):
        if settings.SIDE not in ("desk", "both"):
            raise CommandError("Run it on the desk's side: set SIDE=desk.")
        if Person.objects.filter(public_id__in=NIGHT_IDS).exists():
            return self.tell(verbosity, "The invented night is here already.")
        city = City.objects.filter(code=CITY).first()
        facilities = city and facilities_of(city)
        if not facilities:
            raise CommandError("There are no places yet: run manage.py loaddata stations first.")
        made = load(city, facilities, timezone.now())
        return self.tell(verbosity, f"An invented night: {made} people.")

    def tell(self, verbosity, text):
        """Say what happened, unless asked to be silent."""
        if verbosity:
            self.stderr.write(text)


def facilities_of(city):
    """Return {code of the stories: id} of the city's facilities; {} when one is missing."""
    by_kind = {facility.kind: facility.pk for facility in city.facilities.filter(is_invented=True)}
    if not set(FACILITIES.values()) <= set(by_kind):
        return {}
    return {code: by_kind[kind] for code, kind in FACILITIES.items()}


def load(city, facilities, now):
    """Write the night as of ``now``; return how many people."""
    entry = Entry.objects.create(
        entered_by_name="load_night", entered_at=now, channel=Entry.Channel.DEMO
    )
    hours = hours_from_utc(city.time_zone, now)
    return Writer(entry, facilities).write(invented_night(now, hours_from_utc=hours))
