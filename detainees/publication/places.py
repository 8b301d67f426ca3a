"""The names of places for one answer: two queries, whatever the number of rows."""

from django.utils.functional import cached_property

from detainees.publication.published import PUBLIC
from stations.models import CityName, DatedName, Facility, FacilityName, RegionName


def places_by_id(names, field):
    """Return {id: place} of the places that ``names`` name, each with its names attached."""
    places = {}
    for name in names:
        place = places.setdefault(getattr(name, f"{field}_id"), getattr(name, field))
        cache = place.__dict__.setdefault("_prefetched_objects_cache", {})
        cache.setdefault("names", []).append(name)
    return places


class Places:
    """Cities and facilities with their names, each read once for one answer.

    ``city_ids`` and ``facility_ids`` say which are needed, if not all.
    """

    def __init__(self, *, city_ids=None, facility_ids=None):
        self.city_ids, self.facility_ids = city_ids, facility_ids

    @cached_property
    def cities(self):
        """The cities by id."""
        names = CityName.objects.using(PUBLIC).select_related("city")
        if self.city_ids is not None:
            names = names.filter(city_id__in=self.city_ids)
        return places_by_id(names.order_by("-valid_from", "id"), "city")

    @cached_property
    def facilities(self):
        """The facilities by id."""
        names = FacilityName.objects.using(PUBLIC).select_related("facility")
        if self.facility_ids is not None:
            names = names.filter(facility_id__in=self.facility_ids)
        return places_by_id(names.order_by("-valid_from", "id"), "facility")

    def city_choices(self):
        """(code, name) of every city, by name in the active language."""
        pairs = ((city.code, str(city)) for city in self.cities.values())
        return sorted(pairs, key=lambda pair: pair[1])

    def facility_choices(self):
        """(id, name) of every facility, by name in the active language."""
        pairs = ((str(facility.pk), str(facility)) for facility in self.facilities.values())
        return sorted(pairs, key=lambda pair: pair[1])

    def facility_name(self, facility_id):
        """The name of a facility today; "" when there is none."""
        facility = self.facilities.get(facility_id)
        return str(facility) if facility else ""

    def city_name(self, city_id, day):
        """What a city was called on ``day`` (a date; None: today); "" when there is none."""
        city = self.cities.get(city_id)
        return city.name_on(day) if city else ""


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
