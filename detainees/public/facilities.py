"""Facilities and who is listed there.

Who is harmed if the police read these pages tonight: nobody; they name places, and of people only
those who agreed to be listed.
"""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from detainees.public.filters import FacilityFilter
from detainees.public.people import PER_PAGE, ShallowPaginator, rows_of
from detainees.publication.advice import release_expected
from detainees.publication.listing import Listing
from detainees.publication.places import (
    earlier_names,
    kept_places,
    published_facilities,
    region_names,
)
from detainees.publication.published import OUT, Status


class ShownFacility:
    """A facility as a page shows it: its own fields and the names of its surroundings."""

    def __init__(self, facility, places, region_names):
        self.facility = facility
        self.name = str(facility)
        self.kind_label = facility.get_kind_display()
        self.city_name = places.city_name(facility.city_id, None)
        self.region_name = region_names.get(facility.region_id, "")

    def __getattr__(self, name):
        return getattr(self.facility, name)

    @property
    def former_names(self):
        """Official names that ended, as {name, valid_from, valid_to} with days in ISO form."""
        return [
            {
                "name": str(name),
                "valid_from": name.valid_from.isoformat() if name.valid_from else "",
                "valid_to": name.valid_to.isoformat(),
            }
            for name in earlier_names(self.facility)
        ]


@require_safe
def facility_list(request):
    """The list of facilities, by city and kind."""
    places = kept_places()
    chosen = FacilityFilter(request.GET, published_facilities(), places=places)
    page = Paginator(chosen.qs, PER_PAGE).get_page(request.GET.get("page"))
    regions = region_names()
    page.object_list = [
        ShownFacility(places.facility(facility.pk) or facility, places, regions)
        for facility in page.object_list
    ]
    context = {"filter": chosen, "page_obj": page, "count": page.paginator.count, "more": False}
    return render(request, "public/facility_list.html", context)


def published_facility(facility_id, places):
    """Return the ShownFacility with this id; raise Http404 if none."""
    facility = places.facility(facility_id)
    if facility is None:
        raise Http404
    return ShownFacility(facility, places, region_names())


def people_held(facility_id):
    """The Listing of people whom the latest claims place in a facility."""
    inside = [status for status in Status if status not in OUT]
    return Listing(facility=facility_id, statuses=inside)


def is_release_expected(facility, places):
    """True when the term of somebody listed here may end today, by the facility's own clock.

    Of listed people only: their pages say so anyway, and a count of all would tell of the others.
    """
    city = places.city(facility.city_id)
    zone = ZoneInfo(city.time_zone if city else settings.TIME_ZONE)
    today = timezone.localtime(timezone=zone).replace(hour=0, minute=0, second=0, microsecond=0)
    return release_expected(facility.id, today, today + timedelta(days=1))


@require_safe
def facility_detail(request, facility_id):
    """One facility and the listed people whom the latest claims place there."""
    places = kept_places()
    facility = published_facility(facility_id, places)
    people = people_held(facility_id)
    count, more = people.count()
    page = ShallowPaginator(people, count).get_page(request.GET.get("page"))
    page.object_list = rows_of(page.object_list, places)
    context = {
        "facility": facility,
        "is_release_expected": is_release_expected(facility, places),
        "people": page,
        "count": count,
        "more": more,
    }
    return render(request, "public/facility_detail.html", context)
