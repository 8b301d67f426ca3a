"""What is unlikely in a form but may be so: shown beside the field, saved over if confirmed.

Pure functions on cleaned data (dicts of a form's values); each returns [(field name, message)].
Dates are stored partial dates; a date counts as before another only if no reading of the two says
otherwise.
"""

from collections import namedtuple
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from detainees.models import Consent, Person, Sentence
from registry.lib.dates import partial_span

# Ages that a birth year rarely gives to somebody at a rally.
YOUNGEST, OLDEST, OF_AGE = 5, 110, 18
# Days that the law allows (law of 2019, to be checked by a lawyer).
LONGEST = {Sentence.Kind.ADMINISTRATIVE_ARREST: 30, Sentence.Kind.CRIMINAL_ARREST: 50}
LARGEST_FINE = 500
WITHOUT_DAYS = {
    Sentence.Kind.FINE,
    Sentence.Kind.WARNING,
    Sentence.Kind.EXPULSION,
    Sentence.Kind.DISMISSED,
}
DATES = {
    "event": ["at"],
    "placement": ["from_at", "to_at"],
    "enquiry": ["asked_at"],
    "trial": ["held_at"],
    "sentence": ["ruled_at", "counted_from"],
    "sentencechange": ["decided_at"],
    "violation": ["at"],
    "release": ["released_at"],
}
Row = namedtuple("Row", "noun values")


def is_before(one, other):
    """True when all of the partial date ``one`` lies before all of ``other``."""
    return bool(one and other) and partial_span(one)[1] <= partial_span(other)[0]


def local(instant):
    """An instant as the naive local time of the desk."""
    return timezone.localtime(instant).replace(tzinfo=None)


def about_person(person, *, on):
    """What is unlikely about a person who was seized on the day ``on`` (today if unknown)."""
    found = []
    born = person.get("birth_date")
    year = int(born[:4]) if born else None
    low, high = person.get("birth_year_from"), person.get("birth_year_to")
    for name, value in (("birth_date", year), ("birth_year_from", low), ("birth_year_to", high)):
        if value is not None and not YOUNGEST <= on.year - value <= OLDEST:
            message = _("That makes the person %(age)s years old.") % {"age": on.year - value}
            found.append((name, message))
    if year and ((low and year < low) or (high and year > high)):
        found.append(("birth_date", _("The estimate of the year of birth says otherwise.")))
    if person.get("looks_minor") and year and on.year - year > OF_AGE:
        found.append(("looks_minor", _("By the date of birth the person is of age.")))
    return found


def about_listing(person, consents, *, on):
    """A minor is listed only when a parent or guardian agreed. ``consents`` hold now."""
    if person.get("level") != Person.Level.LISTED:
        return []
    born = person.get("birth_date")
    is_minor = on.year - int(born[:4]) <= OF_AGE if born else person.get("looks_minor")
    if is_minor and not any(each["given_by"] == Consent.GivenBy.GUARDIAN for each in consents):
        return [("level", _("Perhaps under 18, and no parent or guardian has agreed to listing."))]
    return []


def about_consent(consent, *, now):
    """What is unlikely about one consent."""
    found = []
    given, withdrawn = consent.get("given_at"), consent.get("withdrawn_at")
    if given and given > now + timedelta(minutes=5):
        found.append(("given_at", _("This is in the future.")))
    if given and withdrawn and withdrawn < given:
        found.append(("withdrawn_at", _("Withdrawn before it was given.")))
    return found


def about_detention(detention):
    """What is unlikely about the detention itself."""
    rally, city = detention.get("rally"), detention.get("city")
    if rally and city and rally.city_id != city.pk:
        return [("city", _("The rally was in another city."))]
    return []


def about_claim(row, others, *, now):
    """What is unlikely about one claim (a Row), alone and beside the other rows of the page."""
    found = [*about_instants(row, now=now), *before_seizure(row, others)]
    if row.noun == "sentence":
        found += [*about_sentence(row.values), *other_sentence(row.values, others)]
    if row.noun == "placement":
        found += elsewhere_at_once(row.values, others)
    if row.noun == "release":
        found += [*held_after_release(row.values, others), *other_date(row, others)]
    if row.noun == "event" and row.values.get("kind") == "seized":
        found += other_date(row, others)
    return found


def about_instants(row, *, now):
    """Dates in the future; things heard before they happened."""
    found = []
    heard = row.values.get("heard_at")
    if heard and heard > now + timedelta(minutes=5):
        found.append(("heard_at", _("This is in the future.")))
    for name in DATES.get(row.noun, ()):
        value = row.values.get(name)
        if value and partial_span(value)[0] > local(now):
            found.append((name, _("This is in the future.")))
        elif value and heard and partial_span(value)[0] > local(heard):
            found.append((name, _("This was heard before it happened.")))
    return found


def seizures(rows):
    """The stored dates at which sources say the person was seized."""
    return [
        row.values["at"]
        for row in rows
        if row.noun == "event" and row.values.get("kind") == "seized" and row.values.get("at")
    ]


def before_seizure(row, others):
    """Something that happened before every date at which the person is said to be seized."""
    if row.noun == "event" and row.values.get("kind") == "seized":
        return []
    seized = seizures(others)
    return [
        (name, _("This is before the person was seized."))
        for name in DATES.get(row.noun, ())
        if seized and all(is_before(row.values.get(name), date) for date in seized)
    ]


def about_sentence(sentence):
    """Days and fines that do not go with the kind of sentence; a ruling by nobody."""
    found = []
    kind, days, amount = (sentence.get(name) for name in ("kind", "days", "amount_mci"))
    if days and kind in LONGEST and days > LONGEST[kind]:
        message = _("The law allows %(days)s days. To be checked by a lawyer.")
        found.append(("days", message % {"days": LONGEST[kind]}))
    if days and kind in WITHOUT_DAYS:
        found.append(("days", _("This kind of sentence has no days.")))
    if amount and kind != Sentence.Kind.FINE:
        found.append(("amount_mci", _("This kind of sentence has no fine.")))
    if amount and amount > LARGEST_FINE:
        found.append(("amount_mci", _("A fine of a natural person is at most 500 MCI.")))
    trial = sentence.get("trial")
    if kind == Sentence.Kind.ADMINISTRATIVE_ARREST and trial and not trial.judge:
        message = _("Only a judge may impose arrest, and this trial names no judge.")
        found.append(("trial", message))
    return found


def other_sentence(sentence, others):
    """Another row names another sentence."""
    mine = penalty(sentence)
    if all(row.noun != "sentence" or penalty(row.values) == mine for row in others):
        return []
    return [("kind", _("Another row on this page names another sentence."))]


def penalty(sentence):
    """What a sentence imposes, for comparison."""
    return sentence.get("kind"), sentence.get("days"), sentence.get("amount_mci")


def elsewhere_at_once(placement, others):
    """Another row puts the person into another facility at the same time."""
    mine = certain_stay(placement)
    for row in others:
        if row.noun != "placement" or row.values.get("facility") == placement.get("facility"):
            continue
        theirs = certain_stay(row.values)
        if mine and theirs and max(mine[0], theirs[0]) <= min(mine[1], theirs[1]):
            return [("facility", _("Another row says another facility at the same time."))]
    return []


def certain_stay(placement):
    """(first, last) instant at which a placement holds by every reading, or None.

    Without an end only the beginning is certain, and only if its hour is known: a transfer on the
    same day contradicts nothing.
    """
    begin, end = placement.get("from_at"), placement.get("to_at")
    if not begin or (not end and "T" not in begin):
        return None
    first = partial_span(begin)[1]
    last = partial_span(end)[0] if end else first
    return (first, last) if first <= last else None


def held_after_release(release, others):
    """Another row has the person held after this release."""
    for row in others:
        begin = row.values.get("from_at") if row.noun == "placement" else None
        if is_before(release.get("released_at"), begin):
            return [("released_at", _("Another row has the person held after this."))]
    return []


def other_date(row, others):
    """Another row of the same kind gives quite another date."""
    name = DATES[row.noun][0]
    mine = row.values.get(name)
    for other in others:
        same = other.noun == row.noun and other.values.get("kind") == row.values.get("kind")
        theirs = other.values.get(name) if same else None
        if is_before(mine, theirs) or is_before(theirs, mine):
            return [(name, _("Another row on this page gives another date."))]
    return []


def about_rally(rally, *, today):
    """What is unlikely about a rally."""
    if rally.get("starts_on") and rally["starts_on"] > today:
        return [("starts_on", _("This is in the future."))]
    return []
