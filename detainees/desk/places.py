"""Places at the desk: regions, cities, facilities with their dated names, and rallies."""

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from detainees.desk import warnings
from detainees.desk.forms import PageForm, RecordForm
from detainees.desk.records import RecordAdmin, RecordInline
from stations.models import CityName, FacilityName, RegionName


@admin.display(description=_("name"))
def name(place):
    """What the place is called today."""
    return str(place)


class NameForm(RecordForm):
    """What a place was called."""

    rules_beside = {
        f"{kind}name_ends_after_start": "valid_to" for kind in ("region", "city", "facility")
    }


class NameInline(RecordInline):
    """What a place was called, from when to when."""

    form = NameForm

    comes_first = True
    is_folded = False
    fields = ["kind", "name_kk", "name_ru", "name_en", "valid_from", "valid_to"]


class RegionNameInline(NameInline):
    model = RegionName


class CityNameInline(NameInline):
    model = CityName


class FacilityNameInline(NameInline):
    model = FacilityName


class PlaceAdmin(RecordAdmin):
    """A place with the names it had."""

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("names")

    def get_search_results(self, request, queryset, search_term):
        found, _may_repeat = super().get_search_results(request, queryset, search_term)
        return (queryset.filter(pk__in=found.values("pk")) if search_term else found), False


class RegionAdmin(PlaceAdmin):
    list_display = [name, "code", "time_zone"]
    search_fields = ["code", "names__name_kk", "names__name_ru", "names__name_en"]
    inlines = [RegionNameInline]
    fields = ["code", "time_zone"]


class CityAdmin(PlaceAdmin):
    list_display = [name, "code", "time_zone"]
    search_fields = ["code", "names__name_kk", "names__name_ru", "names__name_en"]
    inlines = [CityNameInline]
    fields = ["code", "region", "time_zone"]


class FacilityAdmin(PlaceAdmin):
    """What the public sees of a facility is all of it: nothing is guessed."""

    list_display = [name, "kind", "verified_on"]
    search_fields = ["address", "names__name_kk", "names__name_ru", "names__name_en"]
    inlines = [FacilityNameInline]


class RallyForm(PageForm):
    """One rally."""

    rules_beside = {"rally_ends_after_start": "ends_on"}

    def page_warnings(self):
        """Return what is unlikely about the rally."""
        found = warnings.about_rally(self.cleaned_data, today=timezone.localdate())
        return [(self, *each) for each in found]


class RallyAdmin(RecordAdmin):
    """A rally: a city and a date."""

    form = RallyForm

    list_display = ["__str__", "place"]
    fields = ["city", "starts_on", "ends_on", "place", "note"]

    def get_queryset(self, request):
        rallies = super().get_queryset(request)
        return rallies.select_related("city").prefetch_related("city__names")
