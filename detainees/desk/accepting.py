"""The ways in which a moderator accepts at the desk: a list's action, a form's button, the undo."""

from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy
from django.views.decorators.http import require_http_methods

from detainees.desk.acceptance import accept, accepted_in, undo_acceptance
from detainees.desk.labels import with_main_name

SHOWN = 100
# By the lists of an Acceptance.
SENTENCES = {
    "accepted": ngettext_lazy(
        "%(n)d person is findable now.", "%(n)d people are findable now.", "n"
    ),
    "minors": ngettext_lazy(
        "%(n)d person stays confidential: under 18, and no parent or guardian has consented.",
        "%(n)d people stay confidential: under 18, and no parent or guardian has consented.",
        "n",
    ),
    "kept_confidential": ngettext_lazy(
        "%(n)d person stays confidential, as a moderator decided. Open the record to change it.",
        "%(n)d people stay confidential, as a moderator decided. Open each record to change it.",
        "n",
    ),
    "seen_already": ngettext_lazy(
        "%(n)d person was findable already.", "%(n)d people were findable already.", "n"
    ),
    "merged": ngettext_lazy(
        "%(n)d record was merged into another: accept that one.",
        "%(n)d records were merged into others: accept those.",
        "n",
    ),
}


@admin.action(
    permissions=["set_level"], description=gettext_lazy("Accept the ticked people: findable")
)
def accept_ticked(_admin, request, queryset):
    """Accept the people ticked in a list, and offer the undo."""
    say(request, accept(list(queryset.values_list("pk", flat=True))))


def say(request, done):
    """Tell what an Acceptance did, naming nobody, and link to its undo."""
    for name, sentence in SENTENCES.items():
        count = len(getattr(done, name))
        if count and name == "accepted":
            link = format_html('<a href="{}">{}</a>', undo_address(done.at), _("Undo"))
            messages.success(request, format_html("{} {}", sentence % {"n": count}, link))
        elif count:
            messages.warning(request, sentence % {"n": count})


def undo_address(at):
    """The address that offers to undo the act at an instant."""
    return reverse("desk:undo_acceptance", query={"at": at.isoformat()})


@require_http_methods(["GET", "POST"])
@permission_required(["detainees.view_person", "detainees.set_level"], raise_exception=True)
def undo(request):
    """Show whom the act ``?at=`` made findable; POST makes them confidential as before.

    If the police read it they see names of people who can be found: no more than the list shows.
    """
    try:
        at = parse_datetime(request.GET.get("at", ""))
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        raise Http404
    if request.method == "POST":
        count = undo_acceptance(at)
        sentence = ngettext(
            "%(n)d person is confidential again.", "%(n)d people are confidential again.", count
        )
        messages.success(request, sentence % {"n": count})
        return redirect("admin:detainees_person_changelist")
    people = accepted_in(at)
    context = {"at": at, "count": people.count(), "people": with_main_name(people)[:SHOWN]}
    return render(request, "desk/undo_acceptance.html", context)
