"""Consents and health: rows of the person's page that need their own permission."""

from django import forms
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from detainees.desk.forms import RecordForm
from detainees.desk.records import RecordInline, RecordRows
from detainees.models import Consent, Health


class ConsentForm(RecordForm):
    """Who agreed to what. Without a date it counts from now."""

    rules_beside = {
        "consent_scopes_are_known": "scopes",
        "consent_expires_after_given": "expires_at",
    }

    def clean_given_at(self):
        """Return when the consent was given; now, if nothing was written."""
        return self.cleaned_data["given_at"] or timezone.now()


class ConsentRows(RecordRows):
    """All consents about a person."""

    def active(self, scope):
        """Return the cleaned rows that will allow ``scope`` after the save."""
        now = timezone.now()
        return [
            row.cleaned_data
            for row in self.meant()
            if scope in row.cleaned_data["scopes"] and is_active(row.cleaned_data, now)
        ]

    def write(self, entry):
        """Save the rows; return the new ones.

        ``entry`` is a function that returns the Entry for these.
        """
        new = []
        for consent in self.save(commit=False):
            if consent.pk is None:
                consent.entry = entry()
                new.append(consent)
            consent.save()
        return new


def is_active(consent, now):
    """True when a cleaned consent is neither over nor withdrawn at ``now``."""
    ends = [consent.get("expires_at"), consent.get("withdrawn_at")]
    return all(end is None or end > now for end in ends)


@admin.display(description=gettext_lazy("code for the giver"))
def code(consent):
    """Whether the giver of a stored consent has a code, and the way to make one."""
    if consent.pk is None:
        return _("is offered after the consent is saved")
    told = _("given; make a new one") if consent.code_hash else _("not given yet; make one")
    return format_html('<a href="{}">{}</a>', code_address(consent), told)


def code_address(consent):
    """The address of the page that shows the code of a consent once."""
    return reverse("desk:consent_code", args=[consent.pk])


class ConsentInline(RecordInline):
    """Consents; for moderators."""

    model = Consent
    form = ConsentForm
    formset = ConsentRows
    fields = [
        "given_by",
        "given_by_name",
        "scopes",
        "channel",
        "given_at",
        "expires_at",
        "withdrawn_at",
        code,
    ]
    readonly_fields = [code]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("entry")

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "scopes":
            return forms.MultipleChoiceField(
                choices=Consent.Scope.choices,
                widget=forms.CheckboxSelectMultiple,
                label=capfirst(db_field.verbose_name),
                error_messages={"required": _("Choose at least one thing that is agreed to.")},
            )
        if db_field.name == "given_at":
            # A blank row stays blank: the moment is filled in when something is written.
            kwargs.update(required=False, initial=None, show_hidden_initial=False)
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class HealthInline(RecordInline):
    """What excludes from arrest, and other health matters; needs its own permission."""

    model = Health
    fields = [
        "is_pregnant",
        "has_child_under_14",
        "raises_child_alone",
        "disability",
        "note",
    ]
