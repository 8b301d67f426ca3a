"""Calling out: when each facility was last asked, what it said, who calls next.

If the police read the board tonight they see what they were asked, and which pseudonym asks them.
"""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Max, OuterRef, Subquery
from django.utils import timezone

from detainees.desk.standing import custodies, facilities
from detainees.models import CallTurn, Enquiry
from detainees.publication.published import OUT
from stations.models import Facility


@dataclass
class Line:
    """One facility on the board."""

    facility: object
    people: int
    asked_at: datetime | None = None
    replies: list = field(default_factory=list)
    turn: CallTurn | None = None

    @property
    def urgency(self):
        """The order of the board: never asked first, then who was asked longest ago."""
        return (self.asked_at is not None, self.asked_at or timezone.now(), -self.people)


def believed_in():
    """Return how detentions stand whose people are believed to be in a facility."""
    return custodies().filter(facility_id__isnull=False).exclude(base_status__in=OUT)


def board():
    """Return a Line for each facility that is believed to hold somebody, the most urgent first."""
    counted = believed_in().values("facility_id").annotate(people=Count("pk")).order_by()
    people = {row["facility_id"]: row["people"] for row in counted}
    places = facilities(people)
    asked, replies = last_asked(people)
    turns = current_turns(people)
    lines = [
        Line(places[key], count, asked.get(key), replies.get(key, []), turns.get(key))
        for key, count in people.items()
        if key in places
    ]
    return sorted(lines, key=lambda line: line.urgency)


def last_asked(keys):
    """Return {facility: when it was last asked} and {facility: [(reply, how many)]} of that call.

    One call is one Entry: an answer about many people is one answer.
    """
    newest = Enquiry.objects.filter(facility=OuterRef("pk")).order_by("-heard_at", "-id")
    places = Facility.objects.filter(pk__in=keys).annotate(
        last_entry=Subquery(newest.values("entry")[:1])
    )
    last = {place.pk: place.last_entry for place in places if place.last_entry}
    rows = (
        Enquiry.objects.filter(facility__in=last, entry__in=last.values())
        .values_list("facility_id", "entry_id", "reply")
        .annotate(count=Count("pk"), at=Max("heard_at"))
        .order_by("-count", "reply")
    )
    labels, asked, replies = dict(Enquiry.Reply.choices), {}, {}
    for key, entry, reply, count, at in rows:
        if last[key] == entry:
            asked[key] = max(at, asked.get(key, at))
            replies.setdefault(key, []).append((str(labels[reply]), count))
    return asked, replies


def current_turns(keys):
    """Return {facility: the turn of whoever is calling it now}."""
    running = CallTurn.objects.filter(
        facility__in=keys, taken_at__gt=timezone.now() - CallTurn.LASTS
    )
    return {turn.facility_id: turn for turn in running.select_related("account")}


@transaction.atomic
def take_turn(facility, account):
    """Give ``account`` the turn to call ``facility``; return the CallTurn that holds now.

    Of two volunteers who tap at once one gets it: the row's lock decides. One's own turn begins
    anew.
    """
    now = timezone.now()
    turn, is_mine = CallTurn.objects.select_for_update().get_or_create(
        facility=facility, defaults={"account": account, "taken_at": now}
    )
    is_over = turn.ends_at <= now
    if not is_mine and (is_over or turn.account_id == account.pk):
        turn.account, turn.taken_at = account, now
        turn.save()
    return turn


def leave_turn(facility, account):
    """Give up one's own turn."""
    CallTurn.objects.filter(facility=facility, account=account).delete()
