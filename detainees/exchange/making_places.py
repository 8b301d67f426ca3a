"""Where invented people are seized and held: the cities and facilities that the registry knows."""

from collections import defaultdict
from datetime import datetime
from zoneinfo import ZoneInfo

from detainees.exchange.invented.fortnight import InventedCity
from stations.models import City, Facility

KINDS = {
    "stations": (Facility.Kind.POLICE_STATION,),
    "arrest_places": (Facility.Kind.SPECIAL_RECEPTION, Facility.Kind.TEMPORARY_DETENTION),
    "remand_places": (Facility.Kind.REMAND, Facility.Kind.TEMPORARY_DETENTION),
    "hospitals": (Facility.Kind.HOSPITAL,),
}
# Most are seized in cities whose police stations are known.
WEIGHT_WITH_STATIONS, WEIGHT_WITHOUT = 6, 1


class NoPlacesError(Exception):
    """The registry does not know the places that invented people need."""


def invented_cities(until: datetime) -> list[InventedCity]:
    """All cities with facilities by id; a city without a kind of facility uses invented ones.

    Raises NoPlacesError when there are no cities, or no facilities of a kind.
    """
    facilities = list(Facility.objects.order_by("id"))
    by_city = defaultdict(list)
    for facility in facilities:
        by_city[facility.city_id].append(facility)
    elsewhere = of_each_kind([each for each in facilities if each.is_invented])
    cities = [
        invented_city(city, of_each_kind(by_city[city.pk]), elsewhere, until)
        for city in City.objects.order_by("code")
    ]
    if not cities or not all(elsewhere.values()):
        raise NoPlacesError("There are no places yet: run manage.py loaddata stations first.")
    return cities


def of_each_kind(facilities: list[Facility]) -> dict[str, tuple[int, ...]]:
    """The ids of the facilities by what they serve for."""
    return {
        use: tuple(facility.pk for facility in facilities if facility.kind in kinds)
        for use, kinds in KINDS.items()
    }


def invented_city(city: City, here: dict, elsewhere: dict, until: datetime) -> InventedCity:
    """One city, with its own facilities where it has any."""
    return InventedCity(
        city.code,
        WEIGHT_WITH_STATIONS if here["stations"] else WEIGHT_WITHOUT,
        hours_from_utc(city.time_zone, until),
        **{use: here[use] or elsewhere[use] for use in KINDS},
    )


def hours_from_utc(time_zone: str, moment: datetime) -> int:
    """The whole hours that the zone's clocks were ahead of UTC at the moment."""
    return int(moment.astimezone(ZoneInfo(time_zone)).utcoffset().total_seconds()) // 3600
