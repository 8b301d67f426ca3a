"""Putting an earlier state of a person's record back: a new change like any other.

Nothing is lost by it: what stood there until now is in history, and can be put back in turn.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import pghistory
from django.db import DataError, IntegrityError, connection, models, transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from detainees.history.past import as_of
from detainees.history.story import Difference, in_person
from detainees.history.tracked import RECORD, owner_column, tracked_fields
from detainees.models import Consent, Detention, Merge, Person


class PutBackError(Exception):
    """The state cannot be put back; the message says why, for the page."""


class ChangedMeanwhileError(PutBackError):
    """Somebody wrote between the preview and the act."""


class Kind(StrEnum):
    """What putting back does with one row."""

    MAKE = "make"
    CHANGE = "change"
    TAKE = "take"


@dataclass(frozen=True)
class Step:
    """One row as it is ``now`` and was ``then``: {column: value}, None where there is none."""

    model: type[models.Model]
    row: int
    now: dict | None
    then: dict | None

    @property
    def key(self):
        """The step's name in a form."""
        return f"{self.model._meta.model_name}-{self.row}"

    @property
    def kind(self):
        """Make the row again, change it back, or take it away."""
        if self.now is None:
            return Kind.MAKE
        return Kind.TAKE if self.then is None else Kind.CHANGE

    @property
    def differences(self):
        """What the step changes, as Differences from now to then."""
        now, then = self.now or {}, self.then or {}
        return [
            Difference(field, now.get(field.attname), then.get(field.attname))
            for field in tracked_fields(self.model)
            if now.get(field.attname) != then.get(field.attname)
        ]


def plan(person_id, instant, models=RECORD):
    """Return the Steps that bring the person's record of ``models`` back to ``instant``.

    They cover every row that is the person's now or was then. A consent withdrawn since stays
    withdrawn: nobody takes a withdrawal back for the person; nor does a code come back that a new
    one ended. Empty when nothing differs; raises PutBackError when the person was not written down
    yet, or was another record's part at only one of the two instants.
    """
    refuse_across_merges(person_id, instant)
    now_owned = owned(person_id, models)
    with as_of(instant):
        then_owned = owned(person_id, models)
        if not then_owned[Person]:
            raise PutBackError(_("The person was not written down yet."))
        ids = {model: now_owned[model] | then_owned[model] for model in now_owned}
        then = values_of(ids, models)
    now = values_of(ids, models)
    steps = [
        Step(model, row, now[model].get(row), kept_of_consent(model, now, then, row))
        for model in RECORD
        if model in models
        for row in sorted(ids[model])
    ]
    return [step for step in steps if step.now != step.then]


def refuse_across_merges(person_id, instant):
    """Raise PutBackError when the record was merged, or taken apart, since ``instant``."""
    merges = Merge.objects.filter(models.Q(kept=person_id) | models.Q(merged=person_id))
    stands_since = models.Q(merged_at__gt=instant, taken_apart_at=None)
    stood_then = models.Q(merged_at__lte=instant, taken_apart_at__gt=instant)
    across = merges.filter(stands_since | stood_then).first()
    if across is None:
        return
    if across.taken_apart_at is None:
        raise PutBackError(_("The record was merged since: take that merge apart first."))
    raise PutBackError(_("At that time the record was merged with another one, and is no more."))


def owned(person_id, models):
    """Return {model: ids of its rows that hang on the person}, detentions always."""
    ids = {}
    for model in RECORD:
        if model in models or model in (Person, Detention):
            owners = [person_id] if in_person(model) else ids[Detention]
            found = model.objects.filter(**{f"{owner_column(model)}__in": owners}) if owners else []
            ids[model] = {row.pk for row in found}
    return ids


def values_of(ids, models):
    """Return {model: {id: {column: value}}} of the rows that are there."""
    found = {}
    for model in models:
        columns = [field.attname for field in tracked_fields(model)]
        rows = model.objects.filter(pk__in=ids[model]).values(*columns) if ids[model] else []
        found[model] = {row["id"]: row for row in rows}
    return found


def kept_of_consent(model, now, then, row):
    """Return the values to put back for one row; a consent keeps its code and its withdrawal."""
    values = then[model].get(row)
    if model is not Consent or not values:
        return values
    kept = now[model].get(row, {"code_hash": ""})
    withdrawn_at = kept.get("withdrawn_at") or values["withdrawn_at"]
    return values | {"code_hash": kept["code_hash"], "withdrawn_at": withdrawn_at}


def fingerprint(steps):
    """Return a text that is the same only for the same steps from and to the same values."""
    told = repr([(step.key, step.now, step.then) for step in steps])
    return hashlib.blake2b(told.encode(), digest_size=16).hexdigest()


def put_back(person_id, instant, keys, seen, models=RECORD):
    """Put back the rows named by ``keys`` as they were at ``instant``; return the Steps taken.

    One transaction. Rows deleted since are made again with their old ids. Raises
    ChangedMeanwhileError unless the plan still has the fingerprint ``seen``, and PutBackError when
    the rules of the record refuse the old state; then nothing is changed.
    """
    try:
        with transaction.atomic(), pghistory.context(put_back_to=instant.isoformat()):
            steps = locked_plan(person_id, instant, models)
            if fingerprint(steps) != seen:
                raise ChangedMeanwhileError(
                    _("The record was changed meanwhile: look at it once more.")
                )
            steps = [step for step in steps if step.key in keys]
            for step in sorted(steps, key=order_of):
                take(step)
            check_listed(person_id, steps)
            connection.check_constraints()
    except ProtectedError as error:
        raise PutBackError(_("Other rows hang on a row that would be taken away.")) from error
    except (IntegrityError, DataError) as error:
        raise PutBackError(_("The rules of the record no longer allow this state.")) from error
    return steps


def locked_plan(person_id, instant, models):
    """Return the plan, with the rows it reads locked against other writers until the end."""
    ids = owned(person_id, models)
    for model, rows in ids.items():
        list(model.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=rows))
    return plan(person_id, instant, models)


def order_of(step):
    """Take away first, children before parents; then change and make, parents before children.

    Among names the one that is to be shown first comes last: only one may be so at a time.
    """
    place = RECORD.index(step.model)
    if step.kind is Kind.TAKE:
        return (0, -place, 0)
    return (1, place, (step.then or {}).get("is_main", False))


def take(step):
    """Write one step."""
    if step.kind is Kind.TAKE:
        step.model.objects.get(pk=step.row).delete()
    elif step.kind is Kind.MAKE:
        step.model(**step.then).save(force_insert=True)
    else:
        row = step.model.objects.get(pk=step.row)
        for column, value in step.then.items():
            setattr(row, column, value)
        row.save()


def check_listed(person_id, steps):
    """Raise PutBackError when a step lists a person who has no consent to it now."""
    listed = any(
        difference.field.name == "level" and difference.after == Person.Level.LISTED
        for step in steps
        for difference in step.differences
    )
    if listed and not has_consent_to_list(person_id, timezone.now()):
        raise PutBackError(_("“Listed” needs a consent that holds now."))


def has_consent_to_list(person_id, at: datetime):
    """True when a consent of scope ``list`` holds at an instant."""
    consents = Consent.objects.filter(
        person=person_id, scopes__contains=[Consent.Scope.LIST], withdrawn_at=None
    )
    lasting = models.Q(expires_at=None) | models.Q(expires_at__gt=at)
    return consents.filter(lasting, given_at__lte=at).exists()
