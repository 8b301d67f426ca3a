"""What is known and told of a detention: for each column, one value or one a claim.

A list has one value for each different claim, in the order of hearing; nothing is chosen among
them. Lists of one kind of claim run in parallel, so that a trial's date and minutes can be paired.
"""

from django.utils import timezone

from detainees.exchange.cells import UNKNOWN, PartialText, distinct
from detainees.models import (
    Charge,
    Consent,
    Event,
    Health,
    PersonName,
    Placement,
    Release,
    Violation,
)
from detainees.models.person import Answer
from registry.lib.dates import partial_span


def invented(row):
    """The mark of whoever, or whatever rally, was made up for the demo."""
    made_up = row.person.is_invented or (row.rally and row.rally.is_invented)
    return "INVENTED" if made_up else None


def person(field):
    """Return the function that gives a field of the person."""
    return lambda row: getattr(row.person, field)


def names(row):
    """All spellings, the one shown first before the others."""
    return [
        " ".join(filter(None, (each.surname, each.given, each.patronymic)))
        for each in row.known[PersonName]
    ]


def name(row):
    """The name shown first."""
    return next(iter(names(row)), None)


def other_names(row):
    """All other spellings."""
    return distinct(names(row)[1:])


def birth_date(row):
    """As much of the date of birth as is known."""
    return PartialText(row.person.birth_date)


def looks_minor(row):
    """Yes, or no mark: nobody looks "not under 18"."""
    return Answer.YES.value if row.person.looks_minor else None


def consents(row):
    """The scopes of the consents that hold now, in the order of the vocabulary."""
    agreed = {
        scope
        for consent in row.known[Consent]
        if consent.given_at <= row.now
        and not (consent.withdrawn_at and consent.withdrawn_at <= row.now)
        and not (consent.expires_at and consent.expires_at <= row.now)
        for scope in consent.scopes
    }
    return [scope for scope in Consent.Scope.values if scope in agreed]


def detention(field):
    """Return the function that gives a field of the detention, None without one."""
    return lambda row: getattr(row.detention, field) if row.detention else None


def rally_on(row):
    """The day on which the rally began."""
    return row.rally.starts_on if row.rally else None


def city(row):
    """The city of the rally, else of the detention."""
    return row.called(row.city)


def event(kind):
    """Return the function that gives the dates of one kind of event."""
    return lambda row: [PartialText(each.at) for each in row.told(Event) if each.kind == kind]


def facility_now(row):
    """Where placements without an end say the person is, unless a release was heard of later."""
    out_at = max((release.heard_at for release in row.known[Release]), default=None)
    return distinct(
        row.facility(placement) or UNKNOWN
        for placement in row.told(Placement)
        if not placement.to_at and (out_at is None or placement.heard_at > out_at)
    )


def last_placements(row):
    """The placements after which no other surely began; those of unknown beginning among them."""
    return row.once("last placements", lambda: find_last(row))


def find_last(row):
    """Find them."""
    placements = row.told(Placement)
    spans = [partial_span(each.from_at) if each.from_at else None for each in placements]
    latest = max((span[0] for span in spans if span), default=None)
    return [
        placement
        for placement, span in zip(placements, spans, strict=True)
        if span is None or span[1] > latest
    ]


def last_facility(row):
    """Where the last placements were."""
    return [row.facility(placement) or UNKNOWN for placement in last_placements(row)]


def last(field):
    """Return the function that gives a date of the last placements."""
    return lambda row: [PartialText(getattr(each, field)) for each in last_placements(row)]


def of(model, field):
    """Return the function that gives a field of one kind of claim."""
    return lambda row: [getattr(claim, field) for claim in row.told(model)]


def date_of(model, field):
    """Return the function that gives a partial date of one kind of claim."""
    return lambda row: [PartialText(getattr(claim, field)) for claim in row.told(model)]


def charges(row):
    """Code, article and part of every charge."""
    return [
        f"{each.code} {each.article}" + (f"({each.part})" if each.part else "")
        for each in row.told(Charge)
    ]


def violations(row):
    """Every kind of violation that somebody told of."""
    return [violation.kind for violation in row.told(Violation)]


def health(field):
    """Return the function that gives what is known of the person's health."""
    return lambda row: [getattr(each, field) for each in row.known[Health]]


def sources(row):
    """How many different sources tell of this detention, violations left aside."""
    return len({claim.source_id for claim in row.heard})


def first_heard(row):
    """The hour in which the first of these claims was heard."""
    return hour(min((claim.heard_at for claim in row.heard), default=None))


def last_heard(row):
    """The hour in which the last of these claims was heard."""
    return hour(max((claim.heard_at for claim in row.heard), default=None))


def hour(instant):
    """Return an instant in our zone, without the zone, cut to the hour; None for None."""
    if instant is None:
        return None
    return timezone.localtime(instant).replace(tzinfo=None, minute=0, second=0, microsecond=0)
