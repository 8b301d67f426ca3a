"""A name for somebody who was entered without one."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from detainees.desk.entry_form import EntryForm
from detainees.desk.entry_rows import add_name, fill_empty, source_of
from detainees.desk.held_names import KEPT, MAY_DECIDE, hold
from detainees.desk.last_used import last_sources
from detainees.models import Entry, Event, Person

BOXES = set(
    "name birth_date told_by source_label surname given patronymic contact certainty note "
    "same_as save_anyway warned".split()
)


class IdentificationForm(EntryForm):
    """Somebody says who an unidentified person is."""

    more_boxes = ("surname", "given", "patronymic", "contact", "certainty", "note")

    def __init__(self, *args, unidentified, **kwargs):
        super().__init__(*args, **kwargs)
        self.unidentified = unidentified
        for name in set(self.fields) - BOXES:
            del self.fields[name]
        self.fields["name"].help_text = ""

    @property
    def candidates(self):
        """Who may be the same, but for the person whom the page is about."""
        return [each for each in super().candidates if each.pk != self.unidentified.pk]

    def clean(self):
        cleaned = super().clean()
        if not any(self.parts[:3]) and "name" not in self.errors:
            self.add_error("name", _("Write at least one part of the name."))
        return cleaned

    def rows(self, *, heard_at):
        """The claims that would be weighed: none, it has no date."""
        return []


@require_http_methods(["GET", "POST"])
@permission_required(
    ["detainees.change_person", "detainees.add_personname", "detainees.add_event"],
    raise_exception=True,
)
def identify(request, pk):
    """Give somebody without a name the name that a source says; who told it stands in a claim.

    If it is somebody whom the registry knows already, nothing is written here: the two are to be
    compared and merged. If the police read the page they see what the person's page shows.
    """
    person = get_object_or_404(Person, pk=pk, merged_into=None)
    sources = last_sources(request)
    if request.method == "GET":
        form = IdentificationForm(unidentified=person, sources=sources)
        return page(request, person, form)
    decides = request.user.has_perm(MAY_DECIDE)
    form = IdentificationForm(request.POST, unidentified=person, sources=sources, decides=decides)
    if not form.is_valid():
        return page(request, person, form)
    if form.person:
        return page(request, person, form, known=form.person)
    if form.must_be_held:
        hold(form, request.user, person)
        messages.warning(request, KEPT)
        return redirect("admin:detainees_person_change", person.pk)
    write_name(person, form, request.user)
    messages.success(request, _("The name is written down."))
    return redirect("admin:detainees_person_change", person.pk)


def page(request, person, form, *, known=None):
    """Render the page; ``known`` is somebody of the registry whom the author means."""
    context = {
        "person": person,
        "form": form,
        "known": known,
        "candidates": form.candidates if form.is_bound else [],
    }
    return render(request, "desk/identify.html", context)


@transaction.atomic
def write_name(person, form, account):
    """Add the name, and a claim that the person was identified for each detention."""
    add_name(person, form.parts, is_main=not person.names.exists())
    fill_empty(person, birth_date=form.born)
    entry, source = Entry.begin(account), source_of(form)
    for detention in person.detentions.all():
        Event.objects.create(
            detention=detention,
            source=source,
            entry=entry,
            kind=Event.Kind.IDENTIFIED,
            certainty=form.cleaned_data["certainty"] or "unknown",
            note=form.cleaned_data["note"],
        )
