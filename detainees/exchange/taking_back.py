"""Taking an import back: exactly what it brought, unless somebody wrote to it since.

History keeps that the rows were there and that they went; who was brought in by mistake and must
leave no trace is removed on request instead.
"""

from dataclasses import dataclass

from django.utils import timezone

from detainees.history.tracked import RECORD, events_of, owner_column_of_events
from detainees.models import Detention, Entry, Import, Person, PersonName
from detainees.publication.publish import published_at_end

AT_ONCE = 2_000


@dataclass
class TakenBack:
    """How many people went, and the public ids of those who stay."""

    people: int
    kept: list


@published_at_end()
def take_back(brought: Import) -> TakenBack:
    """Delete the people whom ``brought`` brought in; the import is noted as taken back.

    Kept are people to whom anything was written since (a name, a level, a claim, a consent), people
    into whom somebody was merged, and people of whom a caller was told.
    """
    Import.objects.select_for_update().get(pk=brought.pk)
    people = Person.objects.filter(brought_by=brought)
    kept = written_since(brought.entry_id, people) | set(
        people.exclude(merged_from=None, calls=None).values_list("pk", flat=True)
    )
    gone = sorted(set(people.values_list("pk", flat=True)) - kept)
    for start in range(0, len(gone), AT_ONCE):
        delete(gone[start : start + AT_ONCE])
    brought.undone_at = timezone.now()
    brought.save(update_fields=["undone_at"])
    ids = Person.objects.filter(pk__in=kept).order_by("pk").values_list("public_id", flat=True)
    return TakenBack(len(gone), list(ids))


def written_at(entry):
    """Return the instant that all rows of one transaction carry in history, by its entry's key."""
    return events_of(Entry).objects.filter(id=entry).earliest("pgh_id").pgh_created_at


def written_since(entry, people):
    """Return the keys of the people of whom history tells anything later than an entry (a key)."""
    since = written_at(entry)
    detentions = Detention.objects.filter(person__in=people)
    owner_of = dict(detentions.values_list("pk", "person_id"))
    keys = people.values("pk")
    found = set()
    for model in RECORD:
        column = owner_column_of_events(model)
        of_person = column != "detention_id"
        owners = keys if of_person else detentions.values("pk")
        later = events_of(model).objects.filter(
            pgh_created_at__gt=since, **{f"{column}__in": owners}
        )
        touched = later.values_list(column, flat=True).distinct()
        found |= set(touched) if of_person else {owner_of[key] for key in touched}
    return found


def delete(people):
    """Delete people to whom nothing was written since, with their names and detentions."""
    Detention.objects.filter(person__in=people).delete()
    PersonName.objects.filter(person__in=people).delete()
    Person.objects.filter(pk__in=people).delete()
