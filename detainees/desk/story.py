"""The story of one person's record at the desk, and the record as it was at an instant."""

from datetime import UTC
from urllib.parse import urlencode

from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.text import capfirst
from django.views.decorators.http import require_GET

from detainees.history.past import JUST_BEFORE, as_of
from detainees.history.record import record_of
from detainees.history.story import story
from detainees.history.tracked import RECORD
from detainees.history.words import labels_of, tell
from detainees.models import Person
from registry.lib.dates import DATE_HELP, parse_partial, partial_span

ACTS_PER_PAGE = 30


@require_GET
@permission_required("detainees.view_person", raise_exception=True)
def person_history(request, pk):
    """Show who changed what of a person's record and when; with ``?at=`` the record as it was then.

    Health, violations and consents only to those who may see them. If the police read it they see
    the record as it is and was, and the pseudonyms of those who wrote it.
    """
    person = get_object_or_404(Person, pk=pk)
    typed = request.GET.get("at", "")
    error = ""
    if typed:
        try:
            return person_at(request, person, read_instant(typed))
        except ValueError:
            error = DATE_HELP
    acts = story(person.pk, visible(request.user))
    page = Paginator(acts, ACTS_PER_PAGE).get_page(request.GET.get("page"))
    labels = labels_of(differences_of(change for act in page for change in act.changes))
    context = {
        "person": person,
        "page": page,
        "acts": [tell_act(person.pk, act, labels) for act in page],
        "typed": typed,
        "error": error,
    }
    return render(request, "desk/story.html", context, status=400 if error else 200)


def person_at(request, person, at):
    """Show the record as it was at an instant, and the way to put it back."""
    with as_of(at):
        rows = record_of(person.pk, visible(request.user))
        labels = labels_of(differences_of(rows))
    context = {
        "person": person,
        "at": at,
        "rows": [tell_change(person.pk, row, labels) for row in rows],
        "put_back": put_back_address(person.pk, at),
    }
    return render(request, "desk/story_at.html", context)


def visible(account):
    """Return the tables of the record that an account may see."""
    return [
        model for model in RECORD if account.has_perm(f"detainees.view_{model._meta.model_name}")
    ]


def read_instant(text):
    """Return the instant that a link or a person's typing names; ValueError when it is none.

    A link names it exactly, with its zone. Who types a day, a month or a minute means its end, in
    the desk's local time.
    """
    exact = parse_datetime(text)
    if exact and exact.tzinfo and 1900 < exact.year < 2100:
        return exact
    _start, end = partial_span(parse_partial(text))
    return timezone.make_aware(end) - JUST_BEFORE


def put_back_address(person_id, at, row=""):
    """Return the address that offers to put a record, or one row of it, back to an instant."""
    query = {"at": at.astimezone(UTC).isoformat().replace("+00:00", "Z")}
    if row:
        query["row"] = row
    return f"{reverse('desk:person_put_back', args=[person_id])}?{urlencode(query)}"


def differences_of(changes):
    """Return all differences of Changes or Steps in one list."""
    return [difference for change in changes for difference in change.differences]


def tell_act(person_id, act, labels):
    """Return what the page tells of an Act: when, who, which rows, and how to go back before it."""
    changes = [tell_change(person_id, change, labels) for change in act.changes]
    return {
        "at": act.at,
        "by": act.by,
        "is_account": act.is_account,
        "put_back_to": parse_datetime(act.put_back_to) if act.put_back_to else None,
        "changes": changes,
        "before": put_back_address(person_id, act.at - JUST_BEFORE),
    }


def tell_change(person_id, change, labels):
    """Return what the page tells of one row: its noun, number, what happened, fields in words."""
    key = f"{change.model._meta.model_name}-{change.row}"
    return {
        "noun": capfirst(change.model._meta.verbose_name),
        "row": change.row,
        "kind": change.kind,
        "fields": tell(change.differences, labels),
        "before": change.at and put_back_address(person_id, change.at - JUST_BEFORE, key),
    }
