"""What is chosen by searching (sources, people) and what is chosen from a list (places)."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, JsonResponse
from django.views.decorators.http import require_POST

from detainees.desk.fields import MATCHES_SHOWN, plain_line, token
from detainees.desk.labels import official_name
from detainees.desk.search import people_called
from detainees.models import Person, Rally, Source
from registry.lib.dates import display_partial
from stations.models import City, CityName, Facility, FacilityName, Region, RegionName


@dataclass(frozen=True)
class SearchableChoices:
    """One kind of record that a search box can choose."""

    kind: str
    model: type

    def get(self, key):
        """Return the record with this key (text or number), or None."""
        if not str(key).isascii() or not str(key).isdigit() or len(str(key)) > 18:
            return None
        return self.model.objects.filter(pk=key).first()

    def find(self, words):
        """Return a queryset of the records that all the words fit."""
        if self.model is Person:
            return people_called(words).prefetch_related("names")
        return sources_called(words)

    def token(self, record):
        """Return the text that names one record for certain."""
        return token(record.label if self.model is Source else str(record), record.pk)

    def option(self, record):
        """Return a match as a dict of key, token and what helps to tell it from others."""
        hint = record.get_kind_display() if self.model is Source else record.birth_date
        return {"pk": record.pk, "token": self.token(record), "hint": str(hint)}


SOURCES = SearchableChoices("source", Source)
PEOPLE = SearchableChoices("person", Person)
KINDS = {"source": SOURCES, "person": PEOPLE}


def sources_called(words, sources=None):
    """Return the sources whose label or note has every word, newest first."""
    sources = (Source.objects if sources is None else sources).order_by("-id")
    for word in words.split()[:10]:
        sources = sources.filter(Q(label__icontains=word) | Q(note__icontains=word))
    return sources


@require_POST
def choices(request):
    """Answer at most ten matches as JSON, for the script that offers them while typing.

    By POST, so that no address, log or browser history holds the words. Only for those who may see
    such records. If the police read an answer they see labels that the desk shows anyway.
    """
    searchable = KINDS.get(request.POST.get("kind"))
    if searchable is None:
        raise Http404
    if not request.user.has_perm(f"detainees.view_{searchable.kind}"):
        raise PermissionDenied
    words = plain_line(request.POST.get("words", ""))[:100]
    matches = searchable.find(words)[:MATCHES_SHOWN] if words else []
    return JsonResponse({"results": [searchable.option(match) for match in matches]})


def kept_for_request(request, name, make):
    """Return ``make()``, made once a request: many rows share one list of places."""
    kept = getattr(request, "desk_choices", None)
    if kept is None:
        kept = request.desk_choices = {}
    if name not in kept:
        kept[name] = make()
    return kept[name]


def facility_choices():
    """Return the facilities as choices in groups, one for each region."""
    return by_region(Facility.objects.annotate(named=official_name(FacilityName, "pk")))


def city_choices():
    """Return the cities as choices in groups, one for each region."""
    return by_region(City.objects.annotate(named=official_name(CityName, "pk")))


def region_choices():
    """Return the regions as choices, in order of names."""
    regions = Region.objects.annotate(named=official_name(RegionName, "pk"))
    named = [(region.pk, region.named or region.fallback_name()) for region in regions]
    return [("", "---------"), *sorted(named, key=second)]


def by_region(places):
    """Return ``[("", "---"), (region, [(key, name), ...]), ...]`` in order of names."""
    groups = {}
    places = places.select_related("region")
    for place in places.annotate(region_named=official_name(RegionName, "region")):
        region = place.region_named or place.region.fallback_name()
        groups.setdefault(region, []).append((place.pk, place.named or place.fallback_name()))
    ordered = sorted((name, sorted(options, key=second)) for name, options in groups.items())
    return [("", "---------"), *ordered]


def second(pair):
    """The name of a choice."""
    return pair[1]


def rally_choices():
    """Return the rallies as choices, newest first."""
    rallies = Rally.objects.select_related("city")
    rallies = rallies.annotate(named=official_name(CityName, "city", "starts_on"))
    return [("", "---------"), *((rally.pk, rally_label(rally)) for rally in rallies)]


def rally_label(rally):
    """Where and when, of a rally whose city's name came along."""
    named = rally.named or rally.city.fallback_name()
    return f"{named}, {display_partial(rally.starts_on.isoformat())}"
