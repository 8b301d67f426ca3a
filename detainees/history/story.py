"""The story of one person's record: every change, grouped into acts, newest act first."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Field, Model

from detainees.history.tracked import (
    OF_PERSON,
    RECORD,
    events_of,
    owner_column_of_events,
    tracked_fields,
)
from detainees.models import Detention, Person


@dataclass(frozen=True)
class Difference:
    """One column of one row, before and after, as stored; None where there was no row."""

    field: Field
    before: object
    after: object


@dataclass(frozen=True)
class Change:
    """One row made ("insert"), changed ("update") or removed ("delete")."""

    model: type[Model]
    row: int
    at: datetime
    kind: str
    differences: list[Difference]


@dataclass
class Act:
    """What one account, or one program, wrote in one request or transaction.

    ``by`` is the pseudonym as it was then; for another program the database login, and then
    ``is_account`` is False. ``put_back_to`` is an instant in ISO 8601 when the act put back an
    earlier state, else "".
    """

    at: datetime
    by: str
    is_account: bool
    put_back_to: str = ""
    changes: list[Change] = field(default_factory=list)


def story(person_id, models=RECORD):
    """Return the Acts on a person's record, newest first: only what is of one of ``models``.

    Whatever row belonged to the person at any time is told from its beginning to its end. Takes
    one query for each table of the record.
    """
    acts = {}
    for model, event, before in changes_of(person_id, models):
        act = acts.setdefault(act_key(event), begin_act(event))
        act.changes.append(change(model, event, before))
    for act in acts.values():
        act.changes.sort(key=lambda made: (RECORD.index(made.model), made.row, made.at))
    return sorted(acts.values(), key=lambda act: act.at, reverse=True)


def changes_of(person_id, models):
    """Yield (model, event, event before it of the same row or None), by table, oldest first."""
    detentions = []
    for model in RECORD:
        if model not in models and model is not Detention:
            continue
        events = events_ever(model, [person_id] if in_person(model) else detentions)
        if model is Detention:
            detentions = list({event["pgh_obj_id"] for event in events})
        if model in models:
            yield from with_event_before(model, events)


def in_person(model):
    """True when rows of ``model`` hang on the person, False when on a detention."""
    return model is Person or model in OF_PERSON


def events_ever(model, owners):
    """Return the events of all rows of ``model`` that ever hung on ``owners``, oldest first."""
    if not owners:
        return []
    events = events_of(model).objects
    theirs = events.filter(**{f"{owner_column_of_events(model)}__in": owners}).values("pgh_obj_id")
    return list(events.filter(pgh_obj_id__in=theirs).order_by("pgh_id").values())


def with_event_before(model, events):
    """Yield (model, event, the event before it of the same row or None)."""
    last = {}
    for event in events:
        yield model, event, last.get(event["pgh_obj_id"])
        last[event["pgh_obj_id"]] = event


def act_key(event):
    """What events of one act share: the request, else the transaction and the login."""
    return event["pgh_context_id"] or (event["pgh_created_at"], event["pgh_db_user"])


def begin_act(event):
    """Return the Act, still empty, that an event belongs to."""
    context = event["pgh_context"] or {}
    return Act(
        at=event["pgh_created_at"],
        by=context.get("name") or event["pgh_db_user"],
        is_account="name" in context,
        put_back_to=context.get("put_back_to", ""),
    )


def change(model, event, before):
    """Return the Change that an event recorded, seen from the event before it."""
    kind = event["pgh_label"]
    differences = []
    for column in tracked_fields(model):
        now = event[column.attname]
        was = before[column.attname] if before and before["pgh_label"] != "delete" else None
        if kind == "delete":
            was, now = now, None
        if was != now:
            differences.append(Difference(column, was, now))
    return Change(model, event["pgh_obj_id"], event["pgh_created_at"], kind, differences)
