"""Acceptance: a moderator says that a new record may be found.

Until then a new record is confidential (design: who may see). Accepting makes it findable; who did
it, and when, stands in the history. All people of one act share its instant, so that the act can be
undone as a whole.

Who is not accepted, and why:

1. merged into somebody else: that record decides;
2. seen by others already: findable or listed;
3. under 18, or looking it, without a guardian's consent to "find": stays confidential;
4. kept confidential by a moderator before, unless ``overrule`` says that this is meant.
"""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from detainees.history.tracked import events_of
from detainees.models import Person

# The view is what the publication goes by: who is hidden by age today.
HIDDEN_BY_AGE = "SELECT person_id FROM standing WHERE person_id = ANY(%s) AND findable_from > now()"


@dataclass
class Acceptance:
    """What one act of accepting did, by ids of people; ``at`` names the act."""

    at: datetime
    accepted: list = field(default_factory=list)
    merged: list = field(default_factory=list)
    seen_already: list = field(default_factory=list)
    minors: list = field(default_factory=list)
    kept_confidential: list = field(default_factory=list)


def accept(people, *, overrule=False):
    """Make those of ``people`` (ids) findable who may be; return the Acceptance.

    One transaction, with the rows locked in the order of their ids. Who calls it has asked for the
    permission ``set_level``.
    """
    with transaction.atomic():
        locked = Person.objects.select_for_update(no_key=True).filter(pk__in=people)
        rows = list(locked.order_by("pk"))
        done, hidden = Acceptance(timezone.now()), hidden_by_age([row.pk for row in rows])
        for person in rows:
            outcome(done, person, hidden, overrule=overrule).append(person.pk)
        accepted = Person.objects.filter(pk__in=done.accepted)
        accepted.update(level=Person.Level.FINDABLE, accepted_at=done.at)
    return done


def hidden_by_age(people):
    """Return those of ``people`` (ids) who are under 18, as far as is known, and unguarded."""
    with connection.cursor() as cursor:
        cursor.execute(HIDDEN_BY_AGE, [people])
        return {pk for (pk,) in cursor.fetchall()}


def outcome(done, person, hidden, *, overrule):
    """Return the list of ``done`` that ``person`` belongs to."""
    if person.merged_into_id:
        return done.merged
    if person.level != Person.Level.CONFIDENTIAL:
        return done.seen_already
    if person.pk in hidden:
        return done.minors
    if person.accepted_at and not overrule:
        return done.kept_confidential
    return done.accepted


def accepted_in(at):
    """Return the people of the act at ``at`` who still are as it left them, in order of ids."""
    return Person.objects.filter(
        accepted_at=at, level=Person.Level.FINDABLE, merged_into=None
    ).order_by("pk")


def undo_acceptance(at):
    """Make the people of the act at ``at`` confidential as before; return how many.

    Whose level was changed since is left alone. Who was kept confidential by a moderator before
    the act is so again; for the others it is as if nobody had decided.
    """
    with transaction.atomic():
        people = list(accepted_in(at).select_for_update(no_key=True))
        before = accepted_before([person.pk for person in people], at)
        for person in people:
            person.level = Person.Level.CONFIDENTIAL
            person.accepted_at = before.get(person.pk)
            person.save(update_fields=["level", "accepted_at"])
    return len(people)


def accepted_before(people, at):
    """Return {id: ``accepted_at`` before the act at ``at``}, from the history."""
    events = events_of(Person).objects.filter(pgh_obj_id__in=people).order_by("pgh_id")
    before, decided = {}, set()
    for pk, accepted_at in events.values_list("pgh_obj_id", "accepted_at"):
        if accepted_at == at:
            decided.add(pk)
        elif pk not in decided:
            before[pk] = accepted_at
    return before
