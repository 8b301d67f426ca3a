"""Changing the sentences of many people at once, and taking it back as a whole.

One transaction writes everything, so that a process killed in between leaves all of it or nothing.
The preview does the same and rolls back: what it shows is what the custody arithmetic will say.

Who is left out, and why:

1. released: somebody says that the person is out;
2. no_sentence: no running arrest of known days is told;
3. not_shorter: the new term is as long as the old one, or longer;
4. told_already: the same source told the same change before.
"""

import hashlib
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from detainees.history.tracked import events_of
from detainees.models import BulkChange, Entry, Person, SentenceChange
from detainees.models.claims import CLAIMS
from detainees.publication.cache import CachedCustody

AT_ONCE = 1_000
ARRESTS = ("administrative_arrest", "criminal_arrest", "imprisonment")


@dataclass(frozen=True)
class Order:
    """What is to be written: the kind of change, to how many days or by how many, decided when."""

    kind: str
    decided_at: str = ""
    to_days: int | None = None
    by_days: int | None = None

    def days_for(self, case):
        """The whole term after the change; None when the kind has none."""
        if self.kind != SentenceChange.Kind.REDUCED:
            return None
        return self.to_days if self.to_days is not None else case.sentence_days - self.by_days


@dataclass
class Plan:
    """Whom an order changes and whom it leaves out: CachedCustody rows, before and after."""

    changed: list = field(default_factory=list)  # of (before, after)
    left_out: list = field(default_factory=list)  # of (before, why)

    @property
    def seen(self):
        """A short digest of all that the preview shows; another one means: look again."""
        text = repr(
            [
                (one.pk, one.release_from, one.release_to, new.release_to)
                for one, new in self.changed
            ]
            + [(one.pk, why) for one, why in self.left_out]
        )
        return hashlib.sha256(text.encode()).hexdigest()[:16]


class ChangedMeanwhileError(ValueError):
    """The record is no longer as the preview showed it; ``plan`` is how it is now."""

    def __init__(self, plan):
        super().__init__()
        self.plan = plan


def preview(detentions, order, telling):
    """Return the Plan for an order about these detentions (keys); nothing is written."""
    with transaction.atomic():
        plan, _entry = write(detentions, order, telling, None)
        transaction.set_rollback(True)
    return plan


@transaction.atomic
def change_many(detentions, order, telling, account, *, seen):
    """Write an order for all whom the preview showed; return the BulkChange.

    ``telling`` is a function from an Entry to what each claim carries (source, certainty, heard_at,
    entry). Raises ChangedMeanwhileError, and writes nothing, when the record changed since the
    preview whose digest is ``seen``.
    """
    plan, entry = write(detentions, order, telling, account)
    if plan.seen != seen:
        raise ChangedMeanwhileError(plan)
    return BulkChange.objects.create(entry=entry, changed=len(plan.changed))


def write(detentions, order, telling, account):
    """Write the changes within a transaction; return (the Plan, the Entry)."""
    before = locked(detentions)
    entry = Entry.begin(account)
    told, plan = telling(entry), Plan()
    known = told_already(before, order, told["source"])
    for case in before:
        if why := why_not(case, order, known):
            plan.left_out.append((case, why))
    left_out = {case.pk for case, _why in plan.left_out}
    changed = [case for case in before if case.pk not in left_out]
    SentenceChange.objects.bulk_create(
        SentenceChange(
            detention_id=case.pk,
            kind=order.kind,
            decided_at=order.decided_at,
            days=order.days_for(case),
            **told,
        )
        for case in changed
    )
    after = CachedCustody.objects.in_bulk([case.pk for case in changed])
    plan.changed = [(case, after[case.pk]) for case in changed]
    return plan, entry


def locked(detentions):
    """Return how these detentions stand, their people locked in the order of publication."""
    from_cache = CachedCustody.objects.filter(pk__in=detentions[:AT_ONCE])
    lock_people(from_cache)
    return list(from_cache.order_by("pk"))


def lock_people(cases):
    """Wait for whoever writes about these people now, and let nobody else begin."""
    people = Person.objects.filter(pk__in=cases.values("person_id"))
    list(people.order_by("pk").select_for_update(no_key=True).values_list("pk"))


def why_not(case, order, known):
    """Why an order leaves a detention out; "" when it does not."""
    if case.is_released:
        return "released"
    if case.sentence_kind not in ARRESTS or case.sentence_days is None:
        return "no_sentence"
    days = order.days_for(case)
    if days is not None and not 0 <= days < case.sentence_days:
        return "not_shorter"
    return "told_already" if (case.pk, days) in known else ""


def told_already(cases, order, source):
    """Return {(detention, days)} of the same change that the same source told before."""
    same = SentenceChange.objects.filter(
        detention__in=[case.pk for case in cases],
        kind=order.kind,
        decided_at=order.decided_at,
        source=source,
    )
    return set(same.values_list("detention_id", "days"))


@transaction.atomic
def take_back(change, account):
    """Delete what ``change`` wrote, but not what somebody edited since; return how many stay.

    History keeps that it was there. A second time does nothing.
    """
    change = BulkChange.objects.select_for_update().get(pk=change.pk)
    if change.undone_at:
        return 0
    written = SentenceChange.objects.filter(entry=change.entry)
    lock_people(
        CachedCustody.objects.filter(pk__in=list(written.values_list("detention_id", flat=True)))
    )
    edited = edited_since(written)
    written.exclude(pk__in=edited).delete()
    change.undone_at, change.undone_by_name = timezone.now(), account.username
    change.save()
    return len(edited)


def edited_since(written):
    """Return the keys of the changes that somebody edited after they were written."""
    events = events_of(SentenceChange).objects.filter(
        pgh_obj_id__in=list(written.values_list("pk", flat=True)), pgh_label="update"
    )
    return set(events.values_list("pgh_obj_id", flat=True))


def written_since(change):
    """Return {detention: how many claims} that came after ``change`` about its people."""
    detentions = detentions_of(change)
    found = {}
    for model in CLAIMS:
        later = model.objects.filter(
            detention__in=detentions, entry__entered_at__gt=change.entry.entered_at
        )
        for detention in later.exclude(entry=change.entry).values_list("detention_id", flat=True):
            found[detention] = found.get(detention, 0) + 1
    return found


def detentions_of(change):
    """Return the detentions that a change wrote to, also when it was taken back."""
    events = events_of(SentenceChange).objects.filter(entry_id=change.entry_id)
    return list(events.values_list("detention_id", flat=True).distinct())
