"""The rows of a detention's page: one section for each kind of claim."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from detainees.desk.forms import Fold, RecordForm
from detainees.desk.grades import with_grades
from detainees.desk.records import RecordInline, RecordRows
from detainees.desk.widgets import PlainSelect
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

NEW = "new"


class LinkField(forms.TypedChoiceField):
    """Another row of the same page: one that stands already, or the one that is added with it."""

    widget = PlainSelect

    def __init__(self, **kwargs):
        super().__init__(coerce=str, empty_value="", required=False, **kwargs)


class ClaimForm(RecordForm):
    """What one source says. Without a source of its own it takes the entry's."""

    folded = {
        _("Another source, or a note"): Fold(
            ["source", "heard_at", "certainty", "note"], opened_by=["note"]
        )
    }
    # Fields that lead to another row of the page, and the kind of that row.
    links = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.takes_new = set()

    def show_links(self, page):
        """Offer the rows of ``page`` (None: none) as choices, once they are known."""
        for name, model in self.links.items():
            self.fields[name].choices = lambda model=model: link_choices(page, model)
        self.page = page

    def _clean_fields(self):
        super()._clean_fields()
        for name, model in self.links.items():
            chosen = self.cleaned_data.get(name)
            if chosen == NEW:
                self.takes_new.add(name)
            self.cleaned_data[name] = standing_rows(self.page, model).get(chosen)


def standing_rows(page, model):
    """Return {key as text: record} of the rows of ``model`` that stand already."""
    rows = page.rows.get(model) if page else None
    return {str(row.instance.pk): row.instance for row in rows.initial_forms} if rows else {}


def link_choices(page, model):
    """Return the choices of a LinkField, numbered as the page shows the rows."""
    standing = [
        (key, f"{number}. {record}")
        for number, (key, record) in enumerate(standing_rows(page, model).items(), start=1)
    ]
    return [("", _("not known")), *standing, (NEW, _("the one that is added here now"))]


class ClaimRows(RecordRows):
    """The claims of one kind about one detention."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.show_links(getattr(self.instance, "page_form", None))

    def write(self, page, entry):
        """Save the rows; what a row leaves open comes from the page's entry.

        ``entry`` is a function that returns the Entry for new rows; a changed claim keeps its own.
        """
        self.save(commit=False)
        for row in self.written():
            claim = row.instance
            claim.source = claim.source if claim.source_id else page.source
            claim.heard_at = claim.heard_at or page.heard_at
            claim.certainty = claim.certainty or page.certainty
            for name in row.takes_new:
                setattr(claim, name, page.rows[row.links[name]].added()[0].instance)
            if claim.pk is None:
                claim.entry = entry()
            claim.save()


class ClaimInline(RecordInline):
    """The claims of one kind; a row's source, instant and certainty may be left to the entry."""

    form = ClaimForm
    formset = ClaimRows
    about = []
    # Choices that nobody makes by saying nothing: without one the row is blank.
    unsaid = []

    def get_fieldsets(self, request, obj=None):
        folds = [(title, fold.fieldset) for title, fold in self.form.folded.items()]
        return [(None, {"fields": self.about}), *folds]

    def get_queryset(self, request):
        claims = super().get_queryset(request).select_related("source", "entry")
        return with_grades(claims)

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
                widget=PlainSelect,
            )
        if db_field.name in self.unsaid:
            choices = [("", "---------"), *db_field.choices]
            return forms.ChoiceField(
                choices=choices, label=capfirst(db_field.verbose_name), widget=PlainSelect
            )
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.form.links:
            return LinkField(label=capfirst(db_field.verbose_name))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class EventInline(ClaimInline):
    """Dated facts of the case."""

    model = Event
    about = ["kind", "at", "facility"]


class PlacementForm(ClaimForm):
    """Where somebody was held, and which papers were shown."""

    rules_beside = {"placement_ends_after_start": "to_at"}


class PlacementInline(ClaimInline):
    """Where somebody was held."""

    model = Placement
    form = PlacementForm
    about = [
        "facility",
        "from_at",
        "to_at",
        "ruling_shown",
        "search_protocol_shown",
        "identity_shown",
    ]


class EnquiryInline(ClaimInline):
    """Who asked a facility, and what it answered."""

    model = Enquiry
    about = ["facility", "asked_at", "reply"]


class TrialInline(ClaimInline):
    """Court sessions."""

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


class ChargeForm(ClaimForm):
    """An article, perhaps of one trial."""

    links = {"trial": Trial}


class ChargeInline(ClaimInline):
    """Articles that somebody is accused under."""

    model = Charge
    form = ChargeForm
    about = ["code", "article", "part", "trial"]


class SentenceForm(ClaimForm):
    """What was imposed, perhaps at one trial."""

    links = {"trial": Trial}
    rules_beside = {"sentence_days_1_to_90": "days", "sentence_fine_above_zero": "amount_mci"}


class SentenceInline(ClaimInline):
    """What was imposed."""

    model = Sentence
    form = SentenceForm
    about = ["kind", "days", "amount_mci", "ruled_at", "counted_from", "trial"]


class SentenceChangeForm(ClaimForm):
    """A change of one sentence."""

    links = {"sentence": Sentence}
    rules_beside = {"sentencechange_days_0_to_90": "days"}


class SentenceChangeInline(ClaimInline):
    """Reductions, appeals, early ends."""

    model = SentenceChange
    form = SentenceChangeForm
    about = ["kind", "decided_at", "days", "sentence"]
    unsaid = ["kind"]


class ViolationInline(ClaimInline):
    """How the person was treated; needs its own permission."""

    model = Violation
    about = ["kind", "at", "facility"]


class ReleaseInline(ClaimInline):
    """Who says that the person is out."""

    model = Release
    about = ["manner", "released_at"]
    unsaid = ["manner"]


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
