"""Old links and old pages of a record that was merged into another one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from detainees.history.merging import survivor
from detainees.models import Person


class MergedAwayError(Exception):
    """The record that was asked for belongs to a person who was merged."""


class ShowsTheKept:
    """An admin of people, or of what is a person's: an old link leads to the record that stays."""

    def get_object(self, request, object_id, from_field=None):
        found = super().get_object(request, object_id, from_field)
        is_page = request.resolver_match.url_name.endswith("_change")
        if found is not None and is_page and request.method != "POST":
            person = found if isinstance(found, Person) else found.person
            if person.merged_into_id:
                raise MergedAwayError(person.pk)
        return found

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except MergedAwayError as away:
            messages.info(request, _("That record was merged into this one."))
            return redirect("admin:detainees_person_change", survivor(*away.args))


def refuse_merged(form, person):
    """Let nothing be saved to a record that was merged meanwhile; what was typed stays there."""
    if person.merged_into_id:
        message = _(
            "Somebody merged this record into #%(number)d meanwhile, so nothing is saved here. "
            "Copy what you wrote, open #%(number)d, and write it there."
        )
        error = ValidationError(message % {"number": survivor(person.pk)}, code="merged")
        form.add_error(None, error)
