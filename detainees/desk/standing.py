"""How people stand as of now, read from the cache of custody: at the desk, of everybody."""

from django.db.models import Func, TextField
from django.db.models.functions import Now

from detainees.desk.labels import official_name
from detainees.publication.cache import CachedCustody
from stations.models import Facility, FacilityName


class CustodyStatus(Func):
    """In SQL: the status at an instant, of a base status and the latest release."""

    function = "custody_status"
    output_field = TextField()


def custodies():
    """Return how detentions stand, with ``status`` as of now; a queryset of CachedCustody."""
    return CachedCustody.objects.annotate(status=CustodyStatus("base_status", "release_to", Now()))


def last_custodies(keys):
    """Return {person's key: how the latest detention stands} of these people."""
    stays = custodies().filter(person_id__in=keys).order_by("detention_id")
    return {stay.person_id: stay for stay in stays}


def facilities(keys):
    """Return {key: Facility}, ``named`` as it is called today in the active language."""
    found = Facility.objects.filter(pk__in={key for key in keys if key})
    found = found.select_related("region", "city")
    named = {}
    for facility in found.annotate(official=official_name(FacilityName, "pk")):
        facility.named = facility.official or facility.fallback_name()
        named[facility.pk] = facility
    return named
