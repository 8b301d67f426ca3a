"""Merging two people at the desk, and taking a merge apart."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from detainees.desk.comparing import MAY_MERGE, lines_of
from detainees.desk.labels import detention_label, labelled_detentions
from detainees.desk.story import visible
from detainees.history.merging import (
    MergeError,
    contradictions,
    merge_people,
    protective,
    same_detentions,
)
from detainees.history.taking_apart import give, later_rows, take_apart
from detainees.history.words import in_words
from detainees.models import Merge, Person

PER_PAGE = 30


@require_http_methods(["GET", "POST"])
@permission_required(MAY_MERGE, raise_exception=True)
def merge(request, kept, merged):
    """Show what merging would do, with what has to be chosen; POST does it.

    If the police read it they read two names and where both were detained.
    """
    people = Person.objects.prefetch_related("names", labelled_detentions())
    kept, merged = (get_object_or_404(people, pk=pk) for pk in (kept, merged))
    error = ""
    if request.method == "POST":
        try:
            done = merge_people(
                kept.pk,
                merged.pk,
                by=request.user.get_username(),
                same=chosen_detentions(request.POST, merged),
                level=request.POST.get("level") or None,
            )
        except MergeError as refusal:
            error = str(refusal)
        else:
            messages.success(request, _("The two are one record now."))
            return redirect("desk:merged", done.pk)
    context = {"kept": kept, "merged": merged, "error": error, **choices(kept, merged)}
    return render(request, "desk/merge.html", context, status=409 if error else 200)


def chosen_detentions(posted, merged):
    """Return {detention of the merged person: of the kept one} as it was chosen."""
    chosen = {each.pk: posted.get(f"detention-{each.pk}", "") for each in merged.detentions.all()}
    return {pk: int(ours) for pk, ours in chosen.items() if ours.isdecimal()}


def choices(kept, merged):
    """Return what the page asks: which detentions are one, and who may see when levels differ.

    The level of a record that no moderator has decided about does not hide the other's by itself:
    the other's is proposed then.
    """
    same = same_detentions(kept, merged)
    undecided = [
        each
        for each in (kept, merged)
        if each.accepted_at is None and each.level == Person.Level.CONFIDENTIAL
    ]
    decided = [each for each in (kept, merged) if each not in undecided]
    proposed = decided[0].level if len(decided) == 1 else protective(kept, merged)
    return {
        "ours": [(each.pk, detention_label(each)) for each in kept.detentions.all()],
        "theirs": [
            (each.pk, detention_label(each), same.get(each.pk)) for each in merged.detentions.all()
        ],
        "levels": sorted(
            {
                (each.level, each.get_level_display(), each.level == proposed)
                for each in (kept, merged)
            }
        ),
        "contradictions": told_contradictions(kept, merged),
    }


def told_contradictions(kept, merged):
    """Return [(name, kept value, merged value)] of what the two records say differently."""
    return [
        (field.verbose_name, in_words(field, ours, {}), in_words(field, theirs, {}))
        for field, ours, theirs in contradictions(kept, merged)
    ]


@require_GET
@permission_required(MAY_MERGE, raise_exception=True)
def merges(request):
    """List all merges, newest first. If the police read it they read names of merged records."""
    found = Merge.objects.select_related("kept", "merged").prefetch_related("kept__names")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "desk/merges.html", {"page": page})


@require_GET
@permission_required(MAY_MERGE, raise_exception=True)
def merged(request, pk):
    """Show one merge: what contradicts, the way to take it apart, and what came later.

    If the police read it they read two names and what is known differently of them.
    """
    return render(request, "desk/merged.html", about(request, pk))


def about(request, pk):
    """Return the context of the pages about one merge."""
    found = get_object_or_404(Merge.objects.select_related("kept", "merged"), pk=pk)
    later = found.later if found.taken_apart_at else later_rows(found)
    return {
        "merge": found,
        "kept": found.kept,
        "merged": found.merged,
        "contradictions": told_contradictions(found.kept, found.merged),
        "later": lines_of(found.kept, later, visible(request.user)),
    }


@require_http_methods(["GET", "POST"])
@permission_required(MAY_MERGE, raise_exception=True)
def apart(request, pk):
    """Ask whether to take a merge apart, showing what would stay; POST does it.

    If the police read it they read two names, and what was written since the merge.
    """
    context = about(request, pk)
    if request.method == "POST":
        try:
            done = take_apart(pk, by=request.user.get_username())
        except MergeError as refusal:
            return render(
                request, "desk/apart.html", {**context, "error": str(refusal)}, status=409
            )
        messages.success(request, _("They are two records again."))
        if done.left:
            messages.warning(
                request,
                _("Some fields were changed since the merge and stay as they are: look at both."),
            )
        return redirect("desk:merged", pk)
    return render(request, "desk/apart.html", context)


@require_POST
@permission_required(MAY_MERGE, raise_exception=True)
def give_later(request, pk):
    """Move the ticked later rows to the person who was taken out. Tells a number and no name."""
    get_object_or_404(Merge, pk=pk)
    chosen = {}
    for key in request.POST.getlist("row"):
        table, _dash, row = key.partition("-")
        if row.isdecimal():
            chosen.setdefault(table, []).append(int(row))
    try:
        count = give(pk, chosen)
    except MergeError as refusal:
        messages.error(request, str(refusal))
    else:
        told = ngettext("%(n)d row was moved.", "%(n)d rows were moved.", count)
        messages.success(request, told % {"n": count})
    return redirect("desk:merged", pk)
