"""Filters of the list of people."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from detainees.desk.labels import official_name
from detainees.desk.lists import KnownValues
from detainees.models import Detention, Person, PersonName
from stations.models import City, CityName


class LevelFilter(KnownValues):
    """By who may see the person."""

    title = _("who may see")
    parameter_name = "level"

    def lookups(self, request, model_admin):
        return Person.Level.choices

    def queryset(self, request, queryset):
        return queryset.filter(level=self.value()) if self.value() else queryset


class AcceptedFilter(KnownValues):
    """Those for whom no moderator has decided yet who may see."""

    title = _("moderator")
    parameter_name = "accepted"

    def lookups(self, request, model_admin):
        return [("no", _("has not decided yet"))]

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        return queryset.filter(accepted_at=None, level=Person.Level.CONFIDENTIAL)


class CityFilter(KnownValues):
    """By the city where the person was seized: the rally's, else the detention's own."""

    title = _("city")
    parameter_name = "city"

    def lookups(self, request, model_admin):
        cities = City.objects.annotate(named=official_name(CityName, "pk")).order_by("code")
        return [(city.code, city.named or city.code) for city in cities]

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        seized = Q(rally__city__code=self.value()) | Q(rally=None, city__code=self.value())
        return queryset.filter(Exists(Detention.objects.filter(seized, person=OuterRef("pk"))))


class NamelessFilter(KnownValues):
    """Those whose name nobody knows."""

    title = _("name")
    parameter_name = "name"

    def lookups(self, request, model_admin):
        return [("unknown", _("not known"))]

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        return queryset.filter(~Exists(PersonName.objects.filter(person=OuterRef("pk"))))
