"""The page of one detention: what each source says of it."""

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from detainees.desk import warnings
from detainees.desk.cases import standing_of
from detainees.desk.choices import SOURCES
from detainees.desk.claims import INLINES
from detainees.desk.fields import LineField, MomentField, SearchChoiceField
from detainees.desk.forms import Fold, PageForm
from detainees.desk.lists import LimitedRows
from detainees.desk.merged_records import ShowsTheKept, refuse_merged
from detainees.desk.records import RecordAdmin
from detainees.desk.warnings import Row
from detainees.models import Source
from detainees.models.claims import CLAIMS
from detainees.models.claims.base import Certainty

ABOUT = ["rally", "city", "role", "authority", "note"]
THE_DETENTION = gettext_lazy("The detention")
HOW_SURE = gettext_lazy("When heard, how sure, how reliable")


class DetentionForm(PageForm):
    """One detention and, above its claims, who told what is being written down now.

    Every row that names no source of its own takes the entry's source, instant and certainty.
    """

    folded = {
        HOW_SURE: Fold(["entry_heard_at", "entry_certainty", "new_source_reliability"]),
        THE_DETENTION: Fold(ABOUT),
    }

    entry_source = SearchChoiceField(
        choices=SOURCES,
        required=False,
        label=gettext_lazy("A known source"),
        help_text=gettext_lazy("Part of the label of a source that the desk knows. Never public."),
    )
    new_source_kind = forms.ChoiceField(
        choices=[("", "---------"), *Source.Kind.choices],
        required=False,
        label=gettext_lazy("Or a new source: who or what is it"),
    )
    new_source_label = LineField(
        max_length=200,
        required=False,
        label=gettext_lazy("New source: label"),
        help_text=gettext_lazy("So that the desk knows it again: “sister of A.”. Never public."),
    )
    new_source_reliability = forms.ChoiceField(
        choices=Source.Reliability.choices,
        initial=Source.Reliability.UNKNOWN,
        required=False,
        label=gettext_lazy("New source: reliability"),
    )
    entry_heard_at = MomentField(
        required=False, initial=timezone.now, label=gettext_lazy("Heard at")
    )
    entry_certainty = forms.ChoiceField(
        choices=Certainty.choices,
        initial=Certainty.UNKNOWN,
        required=False,
        label=gettext_lazy("How sure the source is"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["entry_source"].widget.offered = self.offered_sources

    def offered_sources(self):
        """Return the sources of the page's standing rows: the next word often comes from them."""
        rows = [row for formset in self.rows.values() for row in formset.initial_forms]
        sources = dict.fromkeys(row.instance.source for row in rows if row.instance.source_id)
        return [SOURCES.option(source) for source in sources]

    def clean(self):
        cleaned = super().clean()
        kind, label = cleaned.get("new_source_kind"), cleaned.get("new_source_label")
        if label and not kind:
            self.add_error("new_source_kind", _("Say who or what the new source is."))
        if kind and not label:
            self.add_error("new_source_label", _("Give the source a label."))
        return cleaned

    @property
    def open_sections(self):
        known = self["rally"].value() or self["city"].value()
        return [*super().open_sections, *([] if known else [THE_DETENTION])]

    def check_page(self):
        """Refuse rows that nobody told, and rows that lead to a new row that is not there."""
        if self.instance.pk:
            refuse_merged(self, self.instance.person)
        self.check_links()
        told = self.cleaned_data.get("entry_source") or self.cleaned_data.get("new_source_label")
        if told or "entry_source" in self.errors:
            return
        if any(row.cleaned_data.get("source") is None for row in self.written(*CLAIMS)):
            message = _("Say who told this: choose a source, or describe a new one below.")
            self.add_error("entry_source", ValidationError(message, code="no_source"))

    def check_links(self):
        """Refuse “the one that is added here now” unless exactly one is added."""
        for row in self.written(*CLAIMS):
            for name in row.takes_new:
                if len(self.rows[row.links[name]].added()) != 1:
                    message = _("Fill in the one blank row that this leads to, or choose another.")
                    row.add_error(name, ValidationError(message, code="no_new_row"))

    def page_warnings(self):
        """Return what is unlikely about the detention and each claim that this save writes."""
        found = []
        if self.has_changed():
            found += [(self, *each) for each in warnings.about_detention(self.cleaned_data)]
        rows = {
            form: Row(model._meta.model_name, form.cleaned_data)
            for model in CLAIMS
            if model in self.rows
            for form in self.rows[model].meant()
        }
        now = timezone.now()
        for form in self.written(*CLAIMS):
            others = [row for other, row in rows.items() if other is not form]
            found += [(form, *each) for each in warnings.about_claim(rows[form], others, now=now)]
        return found

    @cached_property
    def source(self):
        """The entry's source; a new one is made the first time that it is asked for."""
        told = self.cleaned_data.get("entry_source")
        if self.cleaned_data.get("new_source_label"):
            return Source.objects.create(
                kind=self.cleaned_data["new_source_kind"],
                label=self.cleaned_data["new_source_label"],
                reliability=self.cleaned_data["new_source_reliability"]
                or Source.Reliability.UNKNOWN,
            )
        return told

    @property
    def heard_at(self):
        """When the entry was heard; now, if the box was emptied."""
        return self.cleaned_data.get("entry_heard_at") or timezone.now()

    @property
    def certainty(self):
        """How sure the entry's source is."""
        return self.cleaned_data.get("entry_certainty") or Certainty.UNKNOWN


class DetentionAdmin(ShowsTheKept, LimitedRows, RecordAdmin):
    """A detention and its claims. Reached from the person's page."""

    form = DetentionForm
    inlines = INLINES
    change_form_template = "desk/detention_form.html"

    def get_fieldsets(self, request, obj=None):
        if obj is None:
            return [(None, {"fields": ["person", *ABOUT]})]
        folds = {title: fold.fieldset for title, fold in self.form.folded.items()}
        if not self.has_change_permission(request, obj):
            return [(THE_DETENTION, folds[THE_DETENTION])]
        who = ["entry_source", "new_source_kind", "new_source_label"]
        return [(gettext_lazy("Who told this"), {"fields": who}), *folds.items()]

    def get_changeform_initial_data(self, request):
        """The person from whose page somebody comes."""
        return {"person": request.GET.get("person", "")}

    def get_inlines(self, request, obj):
        return self.inlines if obj else []

    def get_queryset(self, request):
        detentions = super().get_queryset(request)
        if request.resolver_match.url_name.endswith("_changelist"):
            detentions = detentions.filter(person__merged_into=None)
        return detentions.select_related("person", "rally__city", "city").prefetch_related(
            "person__names", "rally__city__names", "city__names"
        )

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The form, and above it how all claims together come out."""
        standing = standing_of(object_id) if request.method == "GET" else None
        context = {**(extra_context or {}), "standing": standing}
        return super().change_view(request, object_id, form_url, context)

    def save_formset(self, request, form, formset, change):
        """Write the rows, with one Entry for all new ones."""
        formset.write(form, lambda: self.entry(request))

    def next_page(self, request, obj):
        """The same page again, or an empty person after another."""
        if "_nextperson" in request.POST:
            return reverse("admin:detainees_person_add")
        return super().next_page(request, obj)
