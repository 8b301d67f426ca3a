"""The forms behind the desk's pages: what every record's form does."""

from typing import NamedTuple

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from detainees.desk.fields import SearchChoiceField
from detainees.desk.locking import changed_meanwhile, columns_of, digest, seen_now


class Fold(NamedTuple):
    """A section of a form that is folded away: its fields, and those that open it when filled."""

    fields: list
    opened_by: list = ()

    @property
    def fieldset(self):
        """The section as the admin's fieldsets write it."""
        return {"fields": self.fields, "classes": ["collapse"]}


class RecordForm(forms.ModelForm):
    """One record: knows what its author saw, and tells what somebody else changed meanwhile."""

    # The field beside which the message of a database constraint stands.
    rules_beside = {}
    # Sections that are folded away until something in them must be seen, by their titles.
    folded = {}

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Before a formset adds its own fields.
        self.watched = columns_of(self)
        self.initial["seen"] = seen_now(self)
        for name, field in self.fields.items():
            if isinstance(field, SearchChoiceField) and self.instance._state.fields_cache:
                field.chosen = self.instance._state.fields_cache.get(name)

    def has_changed(self):
        return bool(set(self.changed_data) - {"seen"})

    @property
    def open_sections(self):
        """The titles of the folded sections that hold something that must be seen."""
        return [title for title, fold in self.folded.items() if self.must_show(fold)]

    def must_show(self, fold):
        """True when a field of a folded section is in use or has a warning."""
        used = any(self[name].value() for name in fold.opened_by if name in self.fields)
        return used or any(
            getattr(self.fields[name], "warnings", None)
            for name in fold.fields
            if name in self.fields
        )

    def _post_clean(self):
        # An untouched row is not written, so there is nothing to check (nor to ask the database).
        if self.instance._state.adding or self.has_changed():
            super()._post_clean()
            self.compare_with_others()

    def _update_errors(self, errors):
        super()._update_errors(self.beside_fields(errors))

    def beside_fields(self, errors):
        """Move constraints' messages from the top of the form to the fields they are about."""
        places = {
            rule.get_violation_error_message(): self.rules_beside[rule.name]
            for rule in self._meta.model._meta.constraints
            if rule.name in self.rules_beside
        }
        if not places or not hasattr(errors, "error_dict"):
            return errors
        moved = {}
        for name, found in errors.error_dict.items():
            for error in found:
                place = places.get(error.message) if name == NON_FIELD_ERRORS else None
                moved.setdefault(place if place in self.fields else name, []).append(error)
        return ValidationError(moved)

    def compare_with_others(self):
        """Say beside each field what somebody else wrote; show theirs where we wrote nothing."""
        conflicts = changed_meanwhile(self, self.data.get(self.add_prefix("seen"), ""))
        if not conflicts:
            return
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = seen_now(self)
        for name, touched in conflicts.items():
            self.add_error(name, self.conflict(name, touched=touched))
            if not touched:
                self.show_stored(name)

    def conflict(self, name, *, touched):
        """The message about a field that somebody else changed."""
        stored = readable(self[name], self.initial.get(name))
        if touched:
            message = _("Somebody else wrote here meanwhile: %(value)s. Save again to keep yours.")
        else:
            message = _(
                "Somebody else changed this meanwhile to: %(value)s. Save again if it fits."
            )
        return ValidationError(message % {"value": stored}, code="changed_meanwhile")

    def show_stored(self, name):
        """Put the stored value into a field that our author did not touch."""
        field, key = self.fields[name], self.add_prefix(name)
        value = field.prepare_value(self.initial.get(name))
        if isinstance(field, SearchChoiceField):
            self.data[key] = value.text if value else ""
            self.data.pop(f"{key}-choice", None)
        elif isinstance(value, (list, tuple)):
            self.data.setlist(key, value)
        elif value in (None, False):
            self.data.pop(key, None)
        else:
            self.data[key] = field.widget.format_value(value) if is_text(field) else str(value)


def is_text(field):
    """True when the field's box shows its value as text."""
    return isinstance(field.widget, (forms.TextInput, forms.DateInput))


def readable(bound, value):
    """Return a stored value as the page would show it."""
    field = bound.field
    if value in (None, "", []):
        return _("nothing")
    if isinstance(field, SearchChoiceField):
        return field.prepare_value(value).text
    chosen = value if isinstance(value, (list, tuple)) else [value]
    labels = dict(flat_choices(getattr(field, "choices", ())))
    if labels:
        return ", ".join(str(labels.get(str(one), one)) for one in chosen)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    shown = field.prepare_value(value)
    return field.widget.format_value(shown) if is_text(field) else shown


def flat_choices(choices):
    """Yield (key as text, label) of choices with or without groups."""
    for key, label in choices:
        if isinstance(label, (list, tuple)):
            yield from flat_choices(label)
        else:
            yield str(key), label


class WeighedForm(forms.Form):
    """A form that warns of what is unlikely, and is saved over the warnings that were shown."""

    save_anyway = forms.BooleanField(required=False, label=gettext_lazy("Save anyway"))
    warned = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.warnings_met = False

    def page_warnings(self):
        """Return [(form, field name, message)] for what is unlikely but may be so."""
        return []

    def weigh_page(self):
        """Put warnings beside their fields; hold the form back until they are accepted."""
        found = self.page_warnings()
        for form, name, message in found:
            field = form.fields.get(name)
            if field is not None:
                field.warnings = [*getattr(field, "warnings", []), message]
        self.warnings_met = bool(found)
        marks = {warning_mark(*warning) for warning in found}
        accepted = self.data.get("save_anyway") and marks <= set(
            self.data.get("warned", "").split()
        )
        if marks and not accepted:
            self.data = self.data.copy()
            self.data["warned"] = " ".join(sorted(marks))
            self.data.pop("save_anyway", None)
            message = _("Something looks unlikely. Check it, or tick “save anyway” below.")
            self.add_error(None, ValidationError(message, code="unlikely"))


class PageForm(WeighedForm, RecordForm):
    """The record that a whole page is about: sees the rows below it, warns, and is saved over.

    The admin hands it its formsets (``rows``); their rows are read before the page is weighed.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.page_form = self
        self.rows = {}

    def has_changed(self):
        return bool(set(self.changed_data) - {"seen", "save_anyway", "warned"})

    def full_clean(self):
        super().full_clean()
        if self.is_bound:
            for formset in self.rows.values():
                formset.is_valid()
            self.check_page()
            self.weigh_page()

    def written(self, *models):
        """Return the forms of the rows of these kinds that this save writes."""
        return [row for model in models if model in self.rows for row in self.rows[model].written()]

    def check_page(self):
        """Refuse what the record and its rows cannot mean together."""


def warning_mark(form, name, message):
    """Return a few letters that stand for one warning on one page."""
    return digest(f"{form.add_prefix(name)}: {message}")
