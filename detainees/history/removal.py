"""Removal on request: the record of one person with its history, in one transaction, for good.

What remains is one row of Removal, the keyed hashes of the names (see ``removed_names``), and what
the README of this room says of dead rows, the write-ahead log and backups.
"""

from dataclasses import dataclass, field

from django.db import connections, transaction
from django.db.models import Q

from detainees.history import mentions
from detainees.history.heard_mentions import erase_heard, spellings
from detainees.history.removed_names import fold, kept_digests, years_of
from detainees.history.story import in_person
from detainees.history.tracked import (
    BESIDE,
    RECORD,
    events_of,
    owner_column,
    owner_column_of_events,
)
from detainees.models import (
    Call,
    Charge,
    Detention,
    Merge,
    NotSame,
    Person,
    PersonName,
    Removal,
    RemovedName,
    Sentence,
    SentenceChange,
    Session,
    Source,
)
from detainees.models.claims import CLAIMS

# What another person's claim may point at in the record that goes.
POINTERS = ((Charge, "trial"), (Sentence, "trial"), (SentenceChange, "sentence"))
# What is told of two people.
PAIRS = {Merge: ("kept", "merged"), NotSame: ("first", "second")}


class ReasonNamesThePersonError(ValueError):
    """The reason holds a word of the name, and would outlive it."""


@dataclass
class Removed:
    """What a removal did: rows by table, texts of others changed, rows somebody must look at."""

    counts: dict = field(default_factory=dict)
    mentions: dict = field(default_factory=dict)
    left_over: dict = field(default_factory=dict)


def remove_person(person, *, reason, using):
    """Remove ``person``, whoever was merged into the same one, and their whole history.

    Deleted: the rows of the record, their history, sources that spoke of nobody else, all sessions
    (everybody logs in again: one may hold a form with the name). Entries stay: they hold no name.
    In texts about others the name is replaced. Needs the owner's login. Raises
    ReasonNamesThePersonError when ``reason`` holds a word of the name.
    """
    people = same_person(person, using)
    refuse_named_reason(reason, people, using)
    removed = Removed()
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        keep_hashes(people, using)
        heard = spellings(people, using=using)
        mentions.prepare_patterns(cursor, [one.pk for one in people])
        remove_record(people, removed.counts, using)
        removed.counts["detainees_session"] = Session.objects.using(using).all().delete()[0]
        removed.mentions = mentions.erase_mentions(cursor)
        for table, texts in erase_heard(heard, using=using).items():
            removed.mentions[table] = removed.mentions.get(table, 0) + texts
        removed.left_over = mentions.left_over(cursor)
        counts = {table: count for table, count in removed.counts.items() if count}
        Removal.objects.using(using).create(number=person.pk, reason=reason, counts=counts)
    return removed


def same_person(person, using):
    """Return every Person that is this one: the survivor of merges, and all merged into it."""
    people = Person.objects.using(using)
    while person.merged_into_id:
        person = people.get(pk=person.merged_into_id)
    found, new = [person], [person]
    while new:
        new = list(people.filter(merged_into__in=new).exclude(pk__in=[one.pk for one in found]))
        found += new
    return found


def refuse_named_reason(reason, people, using):
    """Raise ReasonNamesThePersonError when the reason holds a word of a name of ``people``."""
    words = set(fold(reason).replace(".", " ").replace(",", " ").split())
    for name in PersonName.objects.using(using).filter(person__in=people):
        if words & {word for word in fold(str(name)).split() if len(word) > 1}:
            raise ReasonNamesThePersonError("The reason must not hold a word of the name.")


def keep_hashes(people, using):
    """Store the keyed hashes of all names of ``people``."""
    years = sorted({year for person in people for year in years_of(person)})
    digests = set()
    for name in PersonName.objects.using(using).filter(person__in=people):
        digests |= kept_digests(name.surname, name.given, name.patronymic, years)
    RemovedName.objects.using(using).bulk_create(
        [RemovedName(digest=digest) for digest in sorted(digests)], ignore_conflicts=True
    )


def remove_record(people, counts, using):
    """Delete the rows of ``people``'s record and their history; add to ``counts`` by table."""
    detentions = detentions_of(people, using)
    sources = sources_of(detentions, using)
    detach(people, detentions, using)
    remove_pairs(people, counts, using)
    count(counts, Call.objects.using(using).filter(person__in=people).delete())
    rows = {}
    for model in reversed((*RECORD, *BESIDE)):
        owners = people if in_person(model) else detentions
        theirs = model.objects.using(using).filter(**{f"{owner_column(model)}__in": keys(owners)})
        rows[model] = list(theirs.values_list("pk", flat=True))
        count(counts, theirs.delete())
    rows[Source] = lone(sources, using)
    theirs = Source.objects.using(using).filter(pk__in=rows[Source])
    count(counts, theirs.delete())
    for model, gone in rows.items():
        owners = {Source: gone}.get(model, people if in_person(model) else detentions)
        remove_history(model, gone, keys(owners), counts, using)


def remove_pairs(people, counts, using):
    """Delete merges of ``people``, and what says whom they are not, with the history of both."""
    for model, columns in PAIRS.items():
        about = Q(**{f"{columns[0]}__in": people}) | Q(**{f"{columns[1]}__in": people})
        for rows in (model, events_of(model)):
            count(counts, rows.objects.using(using).filter(about).delete())


def keys(owners):
    """Return the ids of people, or the ids that were given."""
    return [owner.pk if isinstance(owner, Person) else owner for owner in owners]


def count(counts, deleted):
    """Add what ``delete()`` told to ``counts``, each table by its own name."""
    for label, rows in deleted[1].items():
        table = label.lower().replace(".", "_")
        counts[table] = counts.get(table, 0) + rows


def detentions_of(people, using):
    """Return the ids of ``people``'s detentions: those of today and those deleted since."""
    now = Detention.objects.using(using)
    ever = events_of(Detention).objects.using(using).filter(person_id__in=keys(people))
    ids = set(ever.values_list("pgh_obj_id", flat=True))
    of_others = now.filter(pk__in=ids).exclude(person__in=people)
    ids -= set(of_others.values_list("pk", flat=True))
    return sorted(ids | set(now.filter(person__in=people).values_list("pk", flat=True)))


def sources_of(detentions, using):
    """Return the ids of the sources that ever said something of ``detentions``."""
    ids = set()
    for model in CLAIMS:
        events = events_of(model).objects.using(using).filter(detention_id__in=detentions)
        ids |= set(events.values_list("source_id", flat=True))
    return ids


def lone(sources, using):
    """Return those of ``sources`` that no claim stands on any more."""
    used = set()
    for model in CLAIMS:
        claims = model.objects.using(using).filter(source__in=sources)
        used |= set(claims.values_list("source_id", flat=True))
    return sorted(sources - used)


def detach(people, detentions, using):
    """Free the record that goes from what points at it: merges, and claims about others."""
    Person.objects.using(using).filter(merged_into__in=people).update(merged_into=None)
    for model, pointer in POINTERS:
        pointed = model.objects.using(using).filter(**{f"{pointer}__detention__in": detentions})
        pointed.exclude(detention__in=detentions).update(**{pointer: None})


def remove_history(model, rows, owners, counts, using):
    """Delete the history of ``rows``, and of whatever else of ``model`` hung on ``owners``."""
    hung = Q(pgh_obj_id__in=rows)
    if model is not Source:
        hung |= Q(**{f"{owner_column_of_events(model)}__in": owners})
    count(counts, events_of(model).objects.using(using).filter(hung).delete())
