"""Two people side by side: are they one?"""

from dataclasses import dataclass, field

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from detainees.desk.duplicate_queue import reasons_of
from detainees.desk.labels import detention_label, labelled_detentions
from detainees.desk.story import differences_of, visible
from detainees.history.merging import survivor
from detainees.history.record import record_of
from detainees.history.words import UNTOLD, in_words, labels_of, says_nothing, tell
from detainees.models import Consent, File, Health, NotSame, Person, PersonName
from detainees.models.claims import CLAIMS

NOT_COMPARED = UNTOLD | {"merged_into", "brought_by", "external_id", "accepted_at"}
MAY_MERGE = ["detainees.view_person", "detainees.merge_people"]


@dataclass
class Side:
    """One of the two: the person, what is known of them, and their detentions with all claims."""

    person: Person
    about: dict = field(default_factory=dict)
    names: list = field(default_factory=list)
    others: list = field(default_factory=list)
    detentions: list = field(default_factory=list)


@require_GET
@permission_required(MAY_MERGE, raise_exception=True)
def compare(request, pk, other):
    """Show two people side by side, with the ways to say that they are one or that they are not.

    Who was merged is shown as whom they were merged into. If the police read it they read two
    records, with all that the desk knows of both.
    """
    people = [survivor(one) for one in (pk, other)]
    if None in people or pk == other:
        raise Http404
    if people[0] == people[1]:
        messages.info(request, _("The two are one record already."))
        return redirect("admin:detainees_person_change", people[0])
    if people != [pk, other]:
        return redirect("desk:compare", *people)
    left, right = sides(request.user, people)
    context = {
        "left": left,
        "right": right,
        "sides": [left, right],
        "about": beside(left.about, right.about),
        "reasons": reasons_of(pk, other),
        "not_same": NotSame.objects.about(pk, other).first(),
    }
    return render(request, "desk/compare.html", context)


def sides(account, people):
    """Return the Side of each of two people (ids), as far as the account may see them."""
    found = Person.objects.prefetch_related("names", labelled_detentions()).in_bulk(people)
    rows = {pk: record_of(pk, visible(account)) for pk in people}
    labels = labels_of([each for pk in people for each in differences_of(rows[pk])])
    return [side_of(found[pk], rows[pk], labels) for pk in people]


def side_of(person, rows, labels):
    """Return one Side from the rows of the person's record."""
    side, claims = Side(person), {}
    for row in rows:
        if row.model is Person:
            side.about = about(row, labels)
        elif row.model is PersonName:
            side.names.append(tell(row.differences, labels))
        elif row.model in (Consent, Health):
            side.others.append(told(row, labels))
        elif row.model in CLAIMS:
            claims.setdefault(detention_of(row), []).append(told(row, labels))
    side.detentions = [
        (each, detention_label(each), claims.get(each.pk, [])) for each in person.detentions.all()
    ]
    return side


def about(row, labels):
    """Return {field: value in words} of what is known of the person."""
    return {
        each.field: in_words(each.field, each.after, labels)
        for each in row.differences
        if each.field.name not in NOT_COMPARED and not says_nothing(each.after)
    }


def told(row, labels):
    """Return (noun, [(name, value)]) of a row."""
    values = [(name, after) for name, _before, after in tell(row.differences, labels)]
    return capfirst(str(row.model._meta.verbose_name)), values


def lines_of(person, ids, models):
    """Return [(key, noun, [(name, value)])] of the rows of a person that ``ids`` names by table."""
    rows = [
        row
        for row in record_of(person.pk, models)
        if row.row in ids.get(row.model._meta.model_name, ())
    ]
    labels = labels_of(differences_of(rows))
    lines = [(f"{row.model._meta.model_name}-{row.row}", *told(row, labels)) for row in rows]
    files = File.objects.without_bytes().filter(pk__in=ids.get("file", ()))
    noun = capfirst(str(File._meta.verbose_name))
    return lines + [(f"file-{each.pk}", noun, [("", str(each))]) for each in files]


def detention_of(row):
    """Return the id of the detention that a claim is about."""
    return next(each.after for each in row.differences if each.field.name == "detention")


def beside(left, right):
    """Return [(name, left, right, do they differ)] of what is known on either side."""
    fields = sorted({*left, *right}, key=lambda each: each.creation_counter)
    return [
        (
            capfirst(str(each.verbose_name)),
            left.get(each, ""),
            right.get(each, ""),
            each in left and each in right and left[each] != right[each],
        )
        for each in fields
    ]


@require_POST
@permission_required(MAY_MERGE, raise_exception=True)
def say_not_same(request, pk, other):
    """Remember that two people are not one, or take that back; either can be done again.

    If the police read the answer they learn nothing: it is the page of the two again.
    """
    if pk == other:
        raise Http404
    first, second = (get_object_or_404(Person, pk=one).pk for one in (pk, other))
    if "undo" in request.POST:
        NotSame.objects.about(first, second).delete()
        messages.success(request, _("Taken back: they may be the same."))
    else:
        NotSame.say(first, second, by=request.user.get_username())
        messages.success(request, _("Remembered: they are not the same."))
    return redirect("desk:compare", first, second)
