"""Writing what a message tells into the record, after showing what would change; taking it back."""

from datetime import timedelta

from django.db import transaction
from django.utils import formats, timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from detainees.desk.cases import custody_of_people, facility_names
from detainees.desk.entry_rows import write_entry
from detainees.desk.grades import with_grades
from detainees.desk.locking import digest
from detainees.exchange.taking_back import delete, written_at, written_since
from detainees.history.past import JUST_BEFORE
from detainees.history.putting_back import PutBackError, fingerprint, plan, put_back
from detainees.history.tracked import events_of
from detainees.models import Event, Person, Placement, Release, Source, Submission
from detainees.models.claims import CLAIMS
from registry.lib.dates import display_partial

# A message is dated by its hour alone: it was heard before the end of it.
KEPT_TO = timedelta(hours=1)


class NotYetSeenError(Exception):
    """Whoever accepts has not seen this change: ``rows`` are [(what, now, then)]."""

    def __init__(self, rows):
        super().__init__()
        self.rows, self.seen = rows, seen_as(rows)


@transaction.atomic
def accept_message(form, submission, account, *, seen):
    """Write a valid MessageForm into the record as the message's own entry; return Written.

    Raises NotYetSeenError, and writes nothing, unless ``seen`` stands for what it would change.
    """
    Submission.objects.select_for_update().get(pk=submission.pk, entry=None)
    now = told_of(form.person)
    source = Source.objects.create(
        kind=form.cleaned_data["told_by"],
        label=label_of(submission),
        reliability=form.cleaned_data["reliability"],
    )
    heard_at = min(timezone.now(), submission.received_at + KEPT_TO)
    written = write_entry(form, account, source=source, heard_at=heard_at)
    then = told_of(Person.objects.get(pk=written.person.pk))
    rows = [(what, now.get(what, ""), value) for what, value in then.items()]
    rows += [(_("New claim"), "", claim) for claim in claims_of(written.entry)]
    if seen != seen_as(rows):
        raise NotYetSeenError(rows)
    submission.entry, submission.outcome = written.entry, Submission.Outcome.ACCEPTED
    submission.save(update_fields=["entry", "outcome"])
    return written


def label_of(submission):
    """What the desk calls a message as a source; its text goes after a month, this stays."""
    return f"message #{submission.pk}"


def claims_of(entry):
    """Yield what each claim of an entry says in words, with its grade."""
    for model in (Event, Placement, Release):
        for claim in with_grades(model.objects.filter(entry=entry)):
            told = f"{capfirst(model._meta.verbose_name)}: {claim} ({claim.grade.label})"
            yield "; ".join(filter(None, [told, claim.note]))


def seen_as(rows):
    """Return a few letters that stand for what was shown, but for the minute, which moves on."""
    moves_on = _("Last confirmed")
    return digest(repr([(str(what), now, then) for what, now, then in rows if what != moves_on]))


def told_of(person):
    """Return {what: value} of how a person stands, in words; {} for nobody."""
    if person is None:
        return {}
    told = {
        _("Name"): "; ".join(map(str, person.names.all())) or person.unidentified(),
        _("Born"): display_partial(person.birth_date),
        _("Who may see"): person.get_level_display(),
    }
    case = custody_of_people([person.pk]).get(person.pk)
    return told | (told_of_case(case) if case else {})


def told_of_case(case):
    """Return {what: value} of how a detention stands."""
    return {
        _("How the person stands"): str(case.status_label),
        _("Where"): facility_names().get(case.facility_id, ""),
        _("Since"): display_partial(case.since or case.seized_at),
        _("Last confirmed"): minute(case.last_confirmed_at),
        _("Release expected"): minute(case.release_at or case.release_to),
        _("Sources"): str(case.sources),
        _("How well founded"): str(case.grade.label) if case.grade else "",
    }


def minute(instant):
    """Return an instant in words, "" for none."""
    return (
        formats.date_format(timezone.localtime(instant), "SHORT_DATETIME_FORMAT") if instant else ""
    )


@transaction.atomic
def take_back(submission):
    """Make the record as it was before the message was accepted into it.

    Raises PutBackError when somebody has written to the person's record since.
    """
    person, entry = submission.person, submission.entry
    people = Person.objects.select_for_update(no_key=True).filter(pk=person.pk)
    list(people)
    if written_since(entry.pk, people):
        raise PutBackError(_("Somebody wrote to this record since. Put it back in its history."))
    at = written_at(entry.pk)
    was_known = events_of(Person).objects.filter(pgh_obj_id=person.pk, pgh_created_at__lt=at)
    submission.entry, submission.outcome = None, Submission.Outcome.NONE
    submission.person = person if was_known.exists() else None
    submission.save(update_fields=["entry", "outcome", "person"])
    if submission.person is None:
        for model in CLAIMS:
            model.objects.filter(entry=entry).delete()
        delete([person.pk])
    else:
        steps = plan(person.pk, at - JUST_BEFORE)
        put_back(person.pk, at - JUST_BEFORE, [step.key for step in steps], fingerprint(steps))
    Source.objects.filter(label=label_of(submission)).delete()
