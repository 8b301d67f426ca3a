"""Who says so: the part of a form that every page needs which writes claims for many at once."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from detainees.desk.choices import SOURCES
from detainees.desk.fields import LineField, SearchChoiceField
from detainees.models import Source
from detainees.models.claims.base import Certainty


class TellingForm(forms.Form):
    """A known source found by words, or a new one; and how sure it is. Heard now."""

    source = SearchChoiceField(choices=SOURCES, label=gettext_lazy("Who told this"), required=False)
    new_source_kind = forms.ChoiceField(
        label=gettext_lazy("Or somebody new"),
        choices=[("", "---------"), *Source.Kind.choices],
        required=False,
    )
    new_source_label = LineField(
        label=gettext_lazy("Label of the new source"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("So that the desk knows it again: “sister of A.”. Never public."),
    )
    certainty = forms.ChoiceField(
        label=gettext_lazy("How sure the source is"),
        choices=Certainty.choices,
        initial=Certainty.UNKNOWN,
        required=False,
    )

    def clean(self):
        """Ask for a source: every claim has one."""
        cleaned = super().clean()
        kind, label = cleaned.get("new_source_kind"), cleaned.get("new_source_label")
        if label and not kind:
            self.add_error("new_source_kind", _("Say who or what the new source is."))
        if kind and not label:
            self.add_error("new_source_label", _("Give the source a label."))
        if not (cleaned.get("source") or kind or label or "source" in self.errors):
            message = _("Say who told this: choose a source, or describe a new one below.")
            self.add_error("source", ValidationError(message, code="no_source"))
        return cleaned

    def telling(self, entry):
        """Return what every claim of this entry carries; a new source is made now."""
        return {
            "source": self.cleaned_data["source"] or self.new_source(),
            "certainty": self.cleaned_data["certainty"] or Certainty.UNKNOWN,
            "heard_at": timezone.now(),
            "entry": entry,
        }

    def new_source(self):
        """Make the source that the form describes."""
        return Source.objects.create(
            kind=self.cleaned_data["new_source_kind"], label=self.cleaned_data["new_source_label"]
        )
