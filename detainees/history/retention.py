"""What is not kept for ever, by which rule and why; and whose record somebody should look at.

Kept on purpose: history (it is how a mistake or an attack is seen and put back), the export log,
withdrawn consents (they prove what we were allowed until then), tombstones of removals.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from detainees.models import (
    Call,
    Consent,
    Delay,
    Detention,
    Draft,
    Invitation,
    PageRead,
    Person,
    Release,
    Session,
    Submission,
)
from detainees.models.claims import CLAIMS

# How long a case without a word and without consent is quiet before somebody is asked to look.
QUIET = timedelta(days=365)
COUNTED_FOR = timedelta(days=1)
MONTH = timedelta(days=30)


@dataclass(frozen=True)
class Rule:
    """What goes by itself: ``overdue(at, using)`` returns the rows that are due at an instant."""

    name: str
    reason: str
    overdue: Callable[..., QuerySet]


def expired_sessions(at, using):
    """Return the sessions that nobody can use any more."""
    return Session.objects.using(using).filter(expire_date__lt=at)


def old_drafts(at, using):
    """Return the drafts that no page shows any more."""
    return Draft.objects.using(using).filter(saved_at__lte=at - Draft.LASTS)


def closed_submissions(at, using):
    """Return what visitors sent and moderators closed: its answer could be read long enough."""
    closed = Submission.objects.using(using)
    return closed.filter(closed_at__lt=at - MONTH).order_by()


def old_calls(at, using):
    """Return the calls of families that nobody will ask about any more."""
    return Call.objects.using(using).filter(answered_at__lt=at - MONTH).order_by()


def old_counts(at, using):
    """Return the pages that were counted for a limit and count no more."""
    return PageRead.objects.using(using).filter(read_at__lt=at - COUNTED_FOR)


def old_guesses(at, using):
    """Return the counts of wrong guesses that slow nobody down any more."""
    return Delay.objects.using(using).filter(failed_at__lt=at - COUNTED_FOR)


def old_invitations(at, using):
    """Return the invitations that have opened nothing for a month."""
    return Invitation.objects.using(using).filter(expires_at__lt=at - MONTH)


RULES = (
    Rule(
        "closed messages of visitors",
        "answered and closed 30 days ago, as visitors were promised",
        closed_submissions,
    ),
    Rule(
        "calls of families",
        "answered 30 days ago; they tell who was asked for when, and who was at the desk",
        old_calls,
    ),
    Rule(
        "expired sessions",
        "they open nothing, and tell who worked when",
        expired_sessions,
    ),
    Rule(
        "old drafts",
        "their authors did not save them within a day",
        old_drafts,
    ),
    Rule("counted pages", "the limit looks at one day; they tell who worked when", old_counts),
    Rule("wrong guesses", "they are forgiven after a day", old_guesses),
    Rule("old invitations", "they open nothing, and tell pseudonyms", old_invitations),
)


def remove_overdue(rule, *, at, using):
    """Delete what ``rule`` says is due at ``at``; return the number of rows."""
    return rule.overdue(at, using).delete()[0]


def quiet_cases(at, using):
    """Return the people whose record a moderator should look at; nothing is done to them.

    Cases, all of them true: 1. not merged; 2. detained at least once, and every detention has a
    release; 3. nothing was heard for QUIET; 4. no consent holds at ``at``.
    """
    detentions = Detention.objects.using(using).filter(person=OuterRef("pk"))
    held = ~Exists(Release.objects.using(using).filter(detention=OuterRef("pk")))
    people = Person.objects.using(using).filter(Exists(detentions), merged_into=None)
    people = people.exclude(Exists(detentions.filter(held)))
    for model in CLAIMS:
        claims = model.objects.using(using).filter(detention__person=OuterRef("pk"))
        people = people.exclude(Exists(claims.filter(heard_at__gt=at - QUIET)))
    return people.exclude(Exists(holding_consents(at, using))).order_by("pk")


def holding_consents(at, using):
    """Return the consents of the person outside that hold at an instant."""
    lasting = Q(expires_at=None) | Q(expires_at__gt=at)
    not_withdrawn = Q(withdrawn_at=None) | Q(withdrawn_at__gt=at)
    consents = Consent.objects.using(using).filter(person=OuterRef("pk"), given_at__lte=at)
    return consents.filter(lasting, not_withdrawn)
