"""The page that puts an earlier state of a person's record back."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import BadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import capfirst
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from detainees.desk.story import differences_of, read_instant, visible
from detainees.history.putting_back import PutBackError, fingerprint, plan, put_back
from detainees.history.words import labels_of, tell
from detainees.models import Person


@require_http_methods(["GET", "POST"])
@permission_required(["detainees.view_person", "detainees.put_back"], raise_exception=True)
def person_put_back(request, pk):
    """Show what would change if a record, or a ``?row=``, became as it was ``?at=``; POST does it.

    Only ticked rows are put back, and nothing if somebody wrote since the page was shown. If the
    police read it they see what the history page shows.
    """
    person = get_object_or_404(Person, pk=pk)
    try:
        at = read_instant(request.GET.get("at", ""))
    except ValueError as error:
        raise BadRequest("no instant") from error
    if request.method == "GET":
        return preview(request, person, at)
    keys = request.POST.getlist("row")
    try:
        steps = put_back(person.pk, at, keys, request.POST.get("seen", ""), visible(request.user))
    except PutBackError as error:
        return preview(request, person, at, error=str(error), ticked=keys)
    count = len(steps)
    told = ngettext("%(count)d row was put back.", "%(count)d rows were put back.", count)
    messages.success(request, told % {"count": count})
    return redirect("desk:person_history", person.pk)


def preview(request, person, at, *, error="", ticked=None):
    """Show the steps, those of ``ticked`` (else of the row asked for, else all) ticked."""
    steps = []
    try:
        steps = plan(person.pk, at, visible(request.user))
    except PutBackError as refusal:
        error = str(refusal)
    if ticked is None:
        ticked = request.GET.getlist("row") or [step.key for step in steps]
    labels = labels_of(differences_of(steps))
    context = {
        "person": person,
        "at": at,
        "error": error,
        "seen": fingerprint(steps),
        "steps": [tell_step(step, labels, is_ticked=step.key in ticked) for step in steps],
    }
    return render(request, "desk/put_back.html", context, status=409 if error else 200)


def tell_step(step, labels, *, is_ticked):
    """Return what the page tells of one Step."""
    return {
        "key": step.key,
        "noun": capfirst(step.model._meta.verbose_name),
        "row": step.row,
        "kind": step.kind,
        "fields": tell(step.differences, labels),
        "is_ticked": is_ticked,
    }
