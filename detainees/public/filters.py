"""One filter for the public list, its pages and the API."""

import re
import unicodedata
from datetime import timedelta

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from detainees.public.name_index import listed
from detainees.publication.listing import Listing
from detainees.publication.published import PublishedPerson, Status
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


class DayField(PartialDateFormField):
    """A day, month or year, as precise as the visitor likes."""

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off"}))
        super().__init__(max_length=20, **kwargs)


class PeopleFilter(django_filters.FilterSet):
    """What the public list and the API can be narrowed by.

    City, dates and sentence must hold for one and the same detention; status and facility for the
    latest one. An unknown value is an error beside its field, and finds nobody.
    """

    q = django_filters.Filter(label=_("Name, or its beginning"), method="narrow")
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
        self.filters["city"].extra.update(choices=places.city_choices(), empty_label=_("any"))
        self.filters["facility"].extra.update(
            choices=places.facility_choices(), empty_label=_("any")
        )
        self.filters["q"].field_class = NameField
        for name in ("detained_from", "detained_to"):
            self.filters[name].field_class = DayField

    def narrow(self, listing, name, value):
        """Leave the narrowing to ``people``: several filters speak of one detention."""
        return listing

    @cached_property
    def near(self):
        """{person's key: the engine's `Match`} of those whose name is near, best first."""
        asked = self.form.cleaned_data["q"] if self.form.is_valid() else ""
        found = listed.search(asked, limit=MOST_NEAR) if asked else []
        return {match.person: match for match in found}

    @property
    def people(self):
        """The Listing of those who are asked for; of nobody when a field has an error.

        By name: whose name is near, and who has a word beginning with each word asked for.
        """
        if not self.form.is_valid():
            return Listing().none()
        asked = self.form.cleaned_data
        since, until, facility = asked["detained_from"], asked["detained_to"], asked["facility"]
        return Listing(
            words=words_of(asked["q"]) or None,
            near=[*self.near],
            city=asked["city"] or None,
            seized_from=first_day(since) if since else None,
            seized_to=last_day(until) if until else None,
            statuses=[asked["status"]] if asked["status"] else None,
            facility=int(facility) if facility else None,
            sentence=asked["sentence"] or None,
        )


def first_day(text):
    """The first day that a partial date covers."""
    return partial_span(text)[0].date()


def last_day(text):
    """The last day that a partial date covers."""
    return (partial_span(text)[1] - timedelta(seconds=1)).date()


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
