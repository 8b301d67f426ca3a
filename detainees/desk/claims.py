"""The rows of a detention's page: one section for each kind of claim."""

from django import forms
from django.utils.translation import gettext_lazy as _

from detainees.desk.forms import RecordForm
from detainees.desk.records import RecordInline
from detainees.models import (
    Charge,
    Enquiry,
    Event,
    Placement,
    Release,
    Sentence,
    SentenceChange,
    Trial,
    Violation,
)
from detainees.models.claims.base import Certainty


class ClaimForm(RecordForm):
    """What one source says. Without a source of its own it takes the entry's."""


class ClaimInline(RecordInline):
    """The claims of one kind; a row's source, instant and certainty may be left to the entry."""

    form = ClaimForm
    about = []

    def get_fieldsets(self, request, obj=None):
        told = {"fields": ["source", "heard_at", "certainty", "note"], "classes": ["collapse"]}
        return [(None, {"fields": self.about}), (_("Another source, or a note"), told)]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("source", "entry")

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name in ("source", "heard_at"):
            kwargs.update(required=False, initial=None)
        if db_field.name == "heard_at":
            kwargs.update(show_hidden_initial=False)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        if db_field.name == "certainty":
            return forms.ChoiceField(
                choices=[("", _("as in this entry")), *Certainty.choices],
                required=False,
                label=_("How sure the source is"),
            )
        return super().formfield_for_choice_field(db_field, request, **kwargs)


class EventInline(ClaimInline):
    model = Event
    about = ["kind", "at", "facility"]


class PlacementInline(ClaimInline):
    model = Placement
    about = [
        "facility",
        "from_at",
        "to_at",
        "ruling_shown",
        "search_protocol_shown",
        "identity_shown",
    ]


class EnquiryInline(ClaimInline):
    model = Enquiry
    about = ["facility", "asked_at", "reply"]


class TrialInline(ClaimInline):
    model = Trial
    about = [
        "held_at",
        "facility",
        "inside_station",
        "minutes",
        "judge",
        "prosecutor",
        "lawyer_present",
        "closed_doors",
    ]


class ChargeInline(ClaimInline):
    model = Charge
    about = ["code", "article", "part"]


class SentenceInline(ClaimInline):
    model = Sentence
    about = ["kind", "days", "amount_mci", "ruled_at", "counted_from"]


class SentenceChangeInline(ClaimInline):
    model = SentenceChange
    about = ["kind", "decided_at", "days"]


class ViolationInline(ClaimInline):
    model = Violation
    about = ["kind", "at", "facility"]


class ReleaseInline(ClaimInline):
    model = Release
    about = ["manner", "released_at"]


INLINES = [
    EventInline,
    PlacementInline,
    EnquiryInline,
    TrialInline,
    ChargeInline,
    SentenceInline,
    SentenceChangeInline,
    ViolationInline,
    ReleaseInline,
]
