"""What needs attention now: reading it, taking it, handing it over, closing it.

The reasons are computed by the database (``attention_cache``); what people do about them stands in
``Handling``. Nothing here names a person.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now
from django.utils import timezone

from detainees.desk.reasons import OF_HEALTH
from detainees.models import Handling
from detainees.publication.cache import CachedConcern

# Whoever takes a case and falls asleep must not keep it from the others.
TAKEN_FOR = timedelta(hours=4)
SAME_REASON = {name: OuterRef(name) for name in ("detention_id", "reason", "detail")}


def open_concerns(account):
    """Return the queryset of what needs attention now and ``account`` may see, most urgent first.

    What was closed is left out until the reason is no longer the same.
    """
    closed = Handling.objects.filter(closed_at__isnull=False, **SAME_REASON)
    same_since = Q(since=OuterRef("since")) | Q(since__isnull=True)
    concerns = CachedConcern.objects.filter(begins_at__lt=Now(), ends_at__gte=Now())
    if not account.has_perm("detainees.view_health"):
        concerns = concerns.exclude(reason__in=OF_HEALTH)
    return concerns.exclude(Exists(closed.filter(same_since))).order_by("urgency", "since", "id")


def taken(concerns, account):
    """Return those of ``concerns`` that ``account`` has taken."""
    return concerns.filter(Exists(held().filter(taken_by=account)))


def free(concerns):
    """Return those of ``concerns`` that nobody has taken."""
    return concerns.exclude(Exists(held()))


def held():
    """The handlings of the outer concern that somebody holds now."""
    return Handling.objects.filter(taken_until__gt=Now(), closed_at=None, **SAME_REASON)


class TakenByAnotherError(ValueError):
    """Somebody else was faster; the message is that pseudonym."""


@transaction.atomic
def take(concern, account):
    """Let ``account`` hold a concern for TAKEN_FOR; TakenByAnotherError when somebody has it."""
    handling = handling_of(concern)
    if is_held(handling) and handling.taken_by_id != account.pk:
        raise TakenByAnotherError(handling.taken_by_name)
    give(handling, account)


@transaction.atomic
def give_back(concern, account):
    """Let go of a concern that ``account`` holds; of another's nothing changes."""
    handling = handling_of(concern)
    if handling.taken_by_id == account.pk:
        handling.taken_by, handling.taken_by_name, handling.taken_until = None, "", None
        handling.save()


@transaction.atomic
def hand_over(concern, to):
    """Give a concern to the account ``to``, whoever holds it."""
    give(handling_of(concern), to)


@transaction.atomic
def close(concern, account, note):
    """Close a concern with what was done; it comes back when the reason is no longer the same."""
    handling = handling_of(concern)
    handling.since = concern.since
    handling.closed_at, handling.closed_by_name = timezone.now(), account.username
    handling.note = note
    handling.taken_until = None
    handling.save()


def handling_of(concern):
    """Return the locked Handling of a concern; a closed one begins anew."""
    handling, _made = Handling.objects.select_for_update().get_or_create(
        detention_id=concern.detention_id, reason=concern.reason, detail=concern.detail
    )
    return handling


def is_held(handling):
    """True when somebody holds it now."""
    return handling.taken_until is not None and handling.taken_until > timezone.now()


def give(handling, account):
    """Write down who holds it from now on."""
    handling.taken_by, handling.taken_by_name = account, account.username
    handling.taken_until = timezone.now() + TAKEN_FOR
    handling.closed_at, handling.closed_by_name, handling.note = None, "", ""
    handling.save()
