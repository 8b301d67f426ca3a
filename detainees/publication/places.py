"""The names of places, as each worker read them some seconds ago.

Harm: none; they are everybody's.
"""

from django.utils.functional import cached_property
from django.utils.translation import get_language

from detainees.publication.kept import kept
from detainees.publication.published import PUBLIC
from stations.models import CityName, DatedName, Facility, FacilityName, RegionName


def read_places(names, field):
    """Return {id: place} of the places that ``names`` name, each with its names attached."""
    places = {}
    for name in names.using(PUBLIC).select_related(field).order_by("-valid_from", "id"):
        place = places.setdefault(getattr(name, f"{field}_id"), getattr(name, field))
        cache = place.__dict__.setdefault("_prefetched_objects_cache", {})
        cache.setdefault("names", []).append(name)
    return places


class Places:
    """Cities and facilities with their names: two queries, and one for each that came since."""

    def __init__(self):
        self._choices = {}

    @cached_property
    def cities(self):
        """The cities by id."""
        return read_places(CityName.objects, "city")

    @cached_property
    def facilities(self):
        """The facilities by id."""
        return read_places(FacilityName.objects, "facility")

    def city(self, city_id):
        """The city with this id, None when there is none."""
        if city_id and city_id not in self.cities:
            names = CityName.objects.filter(city_id=city_id)
            self.cities = {**self.cities, **read_places(names, "city")}
        return self.cities.get(city_id)

    def facility(self, facility_id):
        """The facility with this id, None when there is none."""
        if facility_id and facility_id not in self.facilities:
            names = FacilityName.objects.filter(facility_id=facility_id)
            self.facilities = {**self.facilities, **read_places(names, "facility")}
        return self.facilities.get(facility_id)

    def city_choices(self):
        """(code, name) of every city, by name in the active language."""
        return self._in_order("code", self.cities)

    def facility_choices(self):
        """(id, name) of every facility, by name in the active language."""
        return self._in_order("pk", self.facilities)

    def _in_order(self, key, places):
        """(key, name) of each place as texts, by name; worked out once a language."""
        asked = key, get_language()
        if asked not in self._choices:
            pairs = ((str(getattr(place, key)), str(place)) for place in places.values())
            self._choices[asked] = sorted(pairs, key=lambda pair: pair[1])
        return self._choices[asked]

    def facility_name(self, facility_id):
        """The name of a facility today; "" when there is none."""
        facility = self.facility(facility_id)
        return str(facility) if facility else ""

    def city_name(self, city_id, day):
        """What a city was called on ``day`` (a date; None: today); "" when there is none."""
        city = self.city(city_id)
        return city.name_on(day) if city else ""


@kept
def kept_places():
    """Return the Places of this worker."""
    return Places()


def earlier_names(place):
    """The official names of ``place`` that ended, newest first."""
    return [
        name for name in place.names.all() if name.kind == DatedName.Kind.OFFICIAL and name.valid_to
    ]


def region_names():
    """Return {region id: its name today in the active language}."""
    names = RegionName.objects.using(PUBLIC).filter(kind=DatedName.Kind.OFFICIAL, valid_to=None)
    return {name.region_id: str(name) for name in names}


def published_facilities():
    """All facilities in the order of the public list: by region, kind and number."""
    return Facility.objects.using(PUBLIC).order_by("region__code", "kind", "id")
