"""Taking a merge apart: exactly as before when nothing came between.

Rows that were added to the kept person after the merge stay there, also those that were added to a
detention that goes back; they are told in the Merge (``later``), and ``give`` moves those that a
moderator knows to be the other person's.
"""

from dataclasses import dataclass, field

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from detainees.history.merge_steps import undo
from detainees.history.merging import ON_DETENTION, MergeError, locked, movable, rows_of
from detainees.history.tracked import OF_PERSON
from detainees.models import Detention, Health, Merge, PersonName

# How a step says that a detention went over as a whole.
WENT_OVER = ("detention", "person_id")


@dataclass
class TakenApart:
    """The Merge, and the columns [table, row, column] that were written since and stay."""

    merge: Merge
    left: list = field(default_factory=list)


def take_apart(merge_id, *, by):
    """Undo a merge; return the TakenApart. ``by`` is the pseudonym of who decided.

    One transaction, both people locked in the order of their ids. Raises MergeError, and then
    nothing is changed.
    """
    with transaction.atomic():
        merge = Merge.objects.get(pk=merge_id)
        kept, _merged = locked(merge.kept_id, merge.merged_id)
        merge = Merge.objects.select_for_update(of=("self",)).get(pk=merge_id)
        refuse(merge, kept)
        merge.later = later_rows(merge)
        keep_later_claims(merge, kept)
        left = undo(merge.steps)
        show_one_name_first(kept)
        merge.taken_apart_at, merge.taken_apart_by_name = Now(), by
        merge.save()
        merge.refresh_from_db(fields=["taken_apart_at"])
    return TakenApart(merge, left)


def refuse(merge, kept):
    """Raise MergeError when the merge is apart already, or a later one stands on it."""
    if merge.taken_apart_at:
        raise MergeError(_("It was taken apart already."))
    if kept.merged_into_id:
        message = _("Record #%(number)d itself was merged later: take that apart first.")
        raise MergeError(message % {"number": kept.pk})
    goes = set(going(merge))
    for later in Merge.objects.filter(kept=kept, taken_apart_at=None, pk__gt=merge.pk):
        if goes & {step[4] for step in later.steps if step[2] == "detention_id"}:
            message = _("Record #%(number)d was merged later: take that apart first.")
            raise MergeError(message % {"number": later.merged_id})


def going(merge):
    """Return the ids of the detentions that go back as a whole."""
    return [row for table, row, column, *_rest in merge.steps if (table, column) == WENT_OVER]


def later_rows(merge):
    """Return {table: ids} of the kept person's rows that nobody but a later writer put there.

    Neither those that were there right after the merge, nor those that another merge brought.
    """
    known = {(table, pk) for table, ids in merge.there.items() for pk in ids}
    for other in Merge.objects.filter(kept=merge.kept_id, pk__gt=merge.pk):
        known |= {(table, pk) for table, pk, *_rest in other.steps}
    later = {
        table: [pk for pk in ids if (table, pk) not in known]
        for table, ids in rows_of(merge.kept_id).items()
    }
    return {table: ids for table, ids in later.items() if ids}


def keep_later_claims(merge, kept):
    """Let claims that came later to a detention that goes back stay with the kept person."""
    for detention in Detention.objects.filter(pk__in=going(merge), person=kept):
        for model in ON_DETENTION:
            ids = merge.later.get(model._meta.model_name, [])
            rows = model.objects.filter(pk__in=ids, detention=detention)
            if rows.exists():
                stays = home(detention, kept, but=going(merge))
                movable(rows, stays.pk).update(detention=stays)


def home(detention, person, *, but=()):
    """Return ``person``'s detention at the same place and day, made if there is none."""
    there = {"person": person, "rally": detention.rally, "city": detention.city}
    found = Detention.objects.filter(**there).exclude(pk__in=but).order_by("pk").first()
    return found or Detention.objects.create(**there)


def show_one_name_first(person):
    """Show a name of the person first, if the one that was so far has gone back."""
    names = PersonName.objects.filter(person=person)
    if not names.filter(is_main=True).exists():
        names.filter(pk__in=names.order_by("pk").values("pk")[:1]).update(is_main=True)


def give(merge_id, chosen):
    """Move rows that came later, {table: ids}, to the person who was taken out; return how many.

    A claim goes to the person's detention at the same place and day. Rows that are the kept
    person's no more are left alone.
    """
    with transaction.atomic():
        merge = Merge.objects.select_for_update(of=("self",)).get(pk=merge_id)
        if not merge.taken_apart_at:
            raise MergeError(_("The two are one record again."))
        kept, merged = locked(merge.kept_id, merge.merged_id)
        if kept.merged_into_id or merged.merged_into_id:
            raise MergeError(_("One of the two was merged since."))
        return sum(
            give_row(row, kept, merged)
            for model in (*ON_DETENTION, *OF_PERSON)
            for row in chosen_rows(merge, chosen, model, kept)
        )


def chosen_rows(merge, chosen, model, kept):
    """Return the rows of one table that came later, were chosen, and still are the kept one's."""
    table = model._meta.model_name
    ids = set(chosen.get(table, ())) & set(merge.later.get(table, ()))
    owner = "detention__person" if model in ON_DETENTION else "person"
    return list(model.objects.filter(pk__in=ids, **{owner: kept}))


def give_row(row, kept, merged):
    """Give one row to ``merged``; return 1, or 0 when it has to stay."""
    if type(row) in ON_DETENTION:
        there = home(row.detention, merged)
        one = type(row).objects.filter(pk=row.pk)
        return movable(one, there.pk).update(detention=there)
    if isinstance(row, Health) and Health.objects.filter(person=merged).exists():
        return 0
    row.person, was_main = merged, getattr(row, "is_main", False)
    if isinstance(row, PersonName):
        row.is_main = not merged.names.exists()
    row.save()
    if was_main:
        show_one_name_first(kept)
    return 1
