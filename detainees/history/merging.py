"""Merging: two records that are one person become one, and can be taken apart again.

What a merge does, in one transaction, with both people locked in the order of their ids:

1. names, consents and detentions of the merged person become the kept one's; a name that was shown
   first is so no more;
2. a detention that is the same as one of the kept person's stays behind empty, its claims and files
   move: so sources that say the same of one detention are counted together;
3. what only the merged record knows of the person, of the health, or of the same detention, is
   written into the kept one; where the two contradict nothing is chosen: both values stay, each in
   its record, and ``contradictions`` tells them;
4. messages of visitors about the merged person, and what the desk has taken on or closed, are the
   kept one's; the log of calls only grows, and says of whom the kept record is now;
5. who may see is the more protective of the two levels, unless the caller chose the other;
6. the merged record points to the kept one, and nothing is deleted.

Every column that it writes is kept as a step of the Merge. Taking apart undoes each step whose
column still holds what the merge wrote. So it is exactly as before when nothing came between; what
came later stays with the kept person and is told.
"""

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from detainees.history.merge_steps import FILLED, Steps, is_empty
from detainees.history.putting_back import owned
from detainees.history.tracked import RECORD
from detainees.models import Detention, File, Handling, Health, Merge, NotSame, Person, PersonName
from detainees.models.claims import CLAIMS

# What moves from one detention to another.
ON_DETENTION = (*CLAIMS, File)
# The most protective first.
LEVELS = (Person.Level.CONFIDENTIAL, Person.Level.FINDABLE, Person.Level.LISTED)


class MergeError(Exception):
    """It cannot be done; the message says why, for the page."""


def survivor(person_id):
    """Return the id of the record into which a person was merged in the end; None if unknown."""
    found = Person.objects.filter(pk=person_id).values_list("merged_into_id", flat=True)
    while found:
        if found[0] is None:
            return person_id
        person_id = found[0]
        found = Person.objects.filter(pk=person_id).values_list("merged_into_id", flat=True)
    return None


def merge_people(kept_id, merged_id, *, by, same=None, level=None):
    """Make the record ``merged_id`` a part of ``kept_id``; return the Merge.

    ``by`` is the pseudonym of who decided. ``same`` says which detentions are one, {the merged
    person's: the kept one's} by their ids; by default those at the same rally. ``level`` is one of
    the two levels; by default the more protective. Raises MergeError, and then nothing is changed.
    """
    with transaction.atomic():
        kept, merged = locked(kept_id, merged_id)
        refuse(kept, merged)
        same = same_detentions(kept, merged) if same is None else checked(same, kept, merged)
        steps = Steps()
        set_level(steps, kept, merged, level or protective(kept, merged))
        move_names(steps, kept, merged)
        for theirs in (merged.consents, merged.submissions):
            steps.move(theirs.model, theirs.values_list("pk", flat=True), "person_id", kept.pk)
        move_detentions(steps, kept, merged, same)
        join_health(steps, kept, merged)
        steps.fill(kept, merged, FILLED[Person])
        steps.move(Person, [merged.pk], "merged_into_id", kept.pk)
        merge = Merge.objects.create(
            kept=kept,
            merged=merged,
            merged_at=Now(),
            merged_by_name=by,
            steps=steps.told,
            there=rows_of(kept.pk),
        )
        merge.refresh_from_db(fields=["merged_at"])
        return merge


def locked(*people):
    """Return the two people, locked until the end against whoever writes to either.

    The detentions are locked too: a form about one is saved before or after, never between.
    """
    rows = Person.objects.select_for_update().filter(pk__in=people).order_by("pk")
    found = {person.pk: person for person in rows}
    list(Detention.objects.select_for_update().filter(person__in=people).order_by("pk"))
    if len(found) != len(set(people)):
        raise MergeError(_("One of the two records is gone."))
    return [found[pk] for pk in people]


def refuse(kept, merged):
    """Raise MergeError when the two may not be merged."""
    if kept.pk == merged.pk:
        raise MergeError(_("A person cannot be merged into the same person."))
    for person in (kept, merged):
        if person.merged_into_id:
            message = _("Record #%(number)d was merged already, into #%(into)d.")
            raise MergeError(message % {"number": person.pk, "into": person.merged_into_id})
    if NotSame.objects.about(kept.pk, merged.pk).exists():
        raise MergeError(_("Somebody said that the two are not the same. Take that back first."))


def same_detentions(kept, merged):
    """Return {detention of the merged: of the kept person} of those at the same rally."""
    at_rally = dict(kept.detentions.exclude(rally=None).order_by("-pk").values_list("rally", "pk"))
    theirs = merged.detentions.filter(rally__in=at_rally).values_list("pk", "rally")
    return {pk: at_rally[rally] for pk, rally in theirs}


def checked(same, kept, merged):
    """Return ``same`` when it leads from the merged person's detentions to the kept one's."""
    theirs, ours = (set(each.detentions.values_list("pk", flat=True)) for each in (merged, kept))
    if not (set(same) <= theirs and set(same.values()) <= ours):
        raise MergeError(_("The detentions were changed meanwhile: look at them once more."))
    return same


def protective(kept, merged):
    """Return the more protective of two people's levels."""
    return min(kept.level, merged.level, key=LEVELS.index)


def set_level(steps, kept, merged, level):
    """Write the level, and with it whether a moderator has decided."""
    if level not in (kept.level, merged.level):
        raise MergeError(_("The levels were changed meanwhile: look at them once more."))
    decided_at = kept.accepted_at or (merged.accepted_at if merged.level == level else None)
    steps.change(kept, "level", level)
    steps.change(kept, "accepted_at", decided_at)


def move_names(steps, kept, merged):
    """Give the kept person all names; that of the kept one goes on being shown first."""
    if kept.names.filter(is_main=True).exists():
        mains = merged.names.filter(is_main=True).values_list("pk", flat=True)
        steps.move(PersonName, mains, "is_main", False)
    steps.move(PersonName, merged.names.values_list("pk", flat=True), "person_id", kept.pk)


def move_detentions(steps, kept, merged, same):
    """Give the kept person all detentions, or only their claims where they are ``same``."""
    for ours, theirs in ((same.get(each.pk), each) for each in merged.detentions.order_by("pk")):
        if ours is None:
            steps.move(Detention, [theirs.pk], "person_id", kept.pk)
            continue
        for model in ON_DETENTION:
            rows = movable(model.objects.filter(detention=theirs), ours)
            steps.move(model, rows.values_list("pk", flat=True), "detention_id", ours)
        steps.move(Handling, handlings_to_move(theirs, ours), "detention_id", ours)
        steps.fill(Detention.objects.get(pk=ours), theirs, FILLED[Detention])


def handlings_to_move(theirs, ours):
    """Return the keys of what was done about a detention's reasons, but those the other has too."""
    done = set(Handling.objects.filter(detention=ours).values_list("reason", "detail"))
    rows = theirs.handlings.values_list("pk", "reason", "detail")
    return [pk for pk, *reason in rows if tuple(reason) not in done]


def movable(rows, detention_id):
    """Leave out of rows of ON_DETENTION the files that the detention has already."""
    if rows.model is not File:
        return rows
    there = File.objects.filter(detention=detention_id).values("sha256")
    return rows.exclude(sha256__in=there)


def join_health(steps, kept, merged):
    """Give the kept person what is known of the health; theirs stays behind where both have one."""
    ours, theirs = (Health.objects.filter(person=each).first() for each in (kept, merged))
    if ours and theirs:
        steps.fill(ours, theirs, FILLED[Health])
    elif theirs:
        steps.move(Health, [theirs.pk], "person_id", kept.pk)


def rows_of(person_id):
    """Return {table: ids} of all rows that are a person's."""
    rows = owned(person_id, RECORD)
    files = File.objects.filter(detention__in=rows[Detention]).values_list("pk", flat=True)
    told = {model._meta.model_name: sorted(rows[model]) for model in RECORD if model is not Person}
    return {**told, "file": sorted(files)}


def contradictions(kept, merged):
    """Return [(field, kept value, merged value)] of what two people's records know differently."""
    return [
        (Person._meta.get_field(column), getattr(kept, column), getattr(merged, column))
        for column in FILLED[Person]
        if not is_empty(getattr(kept, column))
        and not is_empty(getattr(merged, column))
        and getattr(kept, column) != getattr(merged, column)
    ]
