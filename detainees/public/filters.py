"""One filter for the public list, its pages and the API."""

import re
import unicodedata
from datetime import timedelta

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import BooleanField, Q
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _

from detainees.public.name_index import listed
from detainees.publication.published import PublishedDetention, PublishedPerson, Status
from detainees.publication.vocabulary import FacilityKind, SentenceKind
from registry.lib.dates import PartialDateFormField, partial_span

MOST_WORDS = 8
MOST_LETTERS = 60
MOST_NEAR = 500  # people whose name is near, however it is spelt


class NameField(forms.CharField):
    """A name, or the beginnings of its words; gives the text."""

    default_error_messages = {
        "no_letters": _("Write a name in letters, or its beginning."),
    }

    def to_python(self, value):
        """Return the text, composed; raise ValidationError for text without a letter or digit."""
        text = unicodedata.normalize("NFC", super().to_python(value))
        if text and not words_of(text):
            raise ValidationError(self.error_messages["no_letters"], code="no_letters")
        return text

    def has_changed(self, initial, data):
        return bool(data)


def words_of(text):
    """Return at most eight words in lower case."""
    words = re.findall(r"[^\W_]+", text.lower())
    return [word[:MOST_LETTERS] for word in words[:MOST_WORDS]]


class NameFilter(django_filters.Filter):
    """Keeps people whose name is near, and those with a word beginning with each word asked for."""

    field_class = NameField

    def filter(self, queryset, text):
        if not text:
            return queryset
        self.parent.near = {found.person: found for found in listed.search(text, limit=MOST_NEAR)}
        beginning = RawSQL("SELECT people_named(%s)", [words_of(text)])
        return queryset.filter(Q(pk__in=[*self.parent.near]) | Q(pk__in=beginning))


class DayField(PartialDateFormField):
    """A day, month or year, as precise as the visitor likes."""

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off"}))
        super().__init__(max_length=20, **kwargs)


class PeopleFilter(django_filters.FilterSet):
    """What the public list and the API can be narrowed by.

    City, dates and sentence must hold for one and the same detention; status and facility for the
    latest one. An unknown value is an error beside its field, and finds nobody.

    ``near`` is {person's key: the engine's `Match`} of those whose name is near, best first; it is
    there when ``qs`` was asked for.
    """

    q = NameFilter(label=_("Name, or its beginning"))
    city = django_filters.ChoiceFilter(label=_("City of the rally"), method="narrow")
    detained_from = django_filters.Filter(label=_("Detained from"), method="narrow")
    detained_to = django_filters.Filter(label=_("Detained to"), method="narrow")
    status = django_filters.ChoiceFilter(
        label=_("Status"), choices=Status.choices, method="narrow", empty_label=_("any")
    )
    facility = django_filters.ChoiceFilter(label=_("Facility"), method="narrow")
    sentence = django_filters.ChoiceFilter(
        label=_("Sentence"), choices=SentenceKind.choices, method="narrow", empty_label=_("any")
    )

    class Meta:
        model = PublishedPerson
        fields = []

    def __init__(self, *args, places, **kwargs):
        """``places`` is the Places whose names stand in the choices."""
        super().__init__(*args, **kwargs)
        self.near = {}
        self.filters["city"].extra.update(choices=places.city_choices(), empty_label=_("any"))
        self.filters["facility"].extra.update(
            choices=places.facility_choices(), empty_label=_("any")
        )
        for name in ("detained_from", "detained_to"):
            self.filters[name].field_class = DayField

    def narrow(self, queryset, name, value):
        """Leave the narrowing to ``filter_queryset``: several filters speak of one detention."""
        return queryset

    def filter_queryset(self, queryset):
        """Apply the name, then what must hold for one detention and for the latest one."""
        asked = self.form.cleaned_data
        if not self.form.is_valid():
            return queryset.none()
        queryset = super().filter_queryset(queryset)
        if asked["status"]:
            queryset = queryset.filter(may_be(asked["status"]), status=asked["status"])
        if asked["facility"]:
            queryset = queryset.filter(facility_id=asked["facility"])
        if conditions := self.of_one_detention(asked):
            detentions = PublishedDetention.objects.filter(**conditions)
            queryset = queryset.filter(pk__in=detentions.values("person_id"))
        return queryset

    @staticmethod
    def of_one_detention(asked):
        """Conditions on a detention: city, span of the seizure, sentence."""
        conditions = {}
        if asked["city"]:
            conditions["city__code"] = asked["city"]
        if asked["detained_from"]:
            conditions["seized_last_on__gte"] = partial_span(asked["detained_from"])[0].date()
        if asked["detained_to"]:
            end = partial_span(asked["detained_to"])[1] - timedelta(seconds=1)
            conditions["seized_first_on__lte"] = end.date()
        if asked["sentence"]:
            conditions["sentences__contains"] = [asked["sentence"]]
        return conditions


def may_be(status):
    """The condition, served by an index, that the clock can make somebody's state ``status``."""
    return RawSQL("base_status = ANY (base_statuses(%s))", [status], output_field=BooleanField())


class FacilityFilter(django_filters.FilterSet):
    """What the list of facilities can be narrowed by."""

    city = django_filters.ChoiceFilter(label=_("City"), field_name="city__code")
    kind = django_filters.ChoiceFilter(
        label=_("Kind"), choices=FacilityKind.choices, empty_label=_("any")
    )

    def __init__(self, *args, places, **kwargs):
        """``places`` is the Places whose names stand in the choices."""
        super().__init__(*args, **kwargs)
        self.filters["city"].extra.update(choices=places.city_choices(), empty_label=_("any"))
