"""What one quick entry writes: a person or a known one, a detention, a source, claims."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from detainees.desk.names import letters_of
from detainees.desk.warnings import Row, is_before
from detainees.models import (
    Detention,
    Entry,
    Event,
    Person,
    PersonName,
    Placement,
    Release,
    Source,
)
from detainees.models.claims import CLAIMS
from detainees.models.claims.base import Certainty
from detainees.publication.publish import published_at_end
from registry.lib.dates import partial_span

# Two dates of seizure farther apart than this are two detentions.
APART = timedelta(days=30)


@dataclass(frozen=True)
class Written:
    """What was saved."""

    person: Person
    detention: Detention
    source: Source
    entry: Entry
    is_new: bool


def rows_of(said, *, heard_at):
    """Return [(model, values)] of the claims in a cleaned entry.

    Cases: 1. held somewhere: a placement, its beginning unknown; 2. out: a release; 3. taken at a
    time, or nothing but taken: an event of being seized.
    """
    rows = []
    if said.get("seized_at") or not (said.get("facility") or said.get("is_out")):
        seized = {"kind": Event.Kind.SEIZED, "at": said.get("seized_at") or ""}
        rows.append((Event, {**seized, "heard_at": heard_at}))
    if said.get("facility"):
        rows.append((Placement, {"facility": said["facility"], "heard_at": heard_at}))
    if said.get("is_out"):
        rows.append((Release, {"released_at": said.get("released_at") or "", "heard_at": heard_at}))
    return rows


def detention_meant(person, said):
    """Return the standing detention of ``person`` that an entry speaks of; None: a new one.

    The latest one, unless the new seizure lies 30 days or more from each that is known of it, or
    after its release.
    """
    detention = person.detentions.order_by("-pk").first()
    seized_at = said.get("seized_at")
    if detention is None or not seized_at:
        return detention
    if any(
        is_before(out.released_at, seized_at) for out in Release.objects.filter(detention=detention)
    ):
        return None
    known = Event.objects.filter(detention=detention, kind=Event.Kind.SEIZED).exclude(at="")
    days = [partial_span(event.at) for event in known]
    begin, end = partial_span(seized_at)
    if days and all(begin - last > APART or first - end > APART for first, last in days):
        return None
    return detention


def known_rows(detention):
    """Return the Rows of what is known of a detention (None: nothing), for warnings.

    Of events the day alone: witnesses differ by hours, and nobody is to be warned of that.
    """
    if detention is None:
        return []
    events = [{**vars(event), "at": event.at[:10]} for event in detention.event_claims.all()]
    placements = detention.placement_claims.select_related("facility")
    stays = [{**vars(placement), "facility": placement.facility} for placement in placements]
    releases = [vars(release) for release in detention.release_claims.all()]
    return [
        *(Row("event", values) for values in events),
        *(Row("placement", values) for values in stays),
        *(Row("release", values) for values in releases),
    ]


@published_at_end()
def write_entry(form, account, *, source=None, heard_at=None):
    """Save a valid EntryForm under one Entry; return what was Written.

    Heard now from whom the form names, unless the caller knows better.
    """
    said, entry = form.cleaned_data, Entry.begin(account)
    person, detention = kept_now(form) if form.person else (new_person(form), None)
    if form.person:
        complete(person, form)
    detention = detention or Detention.objects.create(
        person=person, rally=said["rally"], city=said["city"]
    )
    source = source or source_of(form)
    for model, values in rows_of(said, heard_at=heard_at or timezone.now()):
        model.objects.create(
            detention=detention,
            source=source,
            entry=entry,
            certainty=said["certainty"] or Certainty.UNKNOWN,
            note=said["note"],
            **values,
        )
    return Written(person, detention, source, entry, is_new=form.person is None)


def kept_now(form):
    """Return the known person and the detention meant, as they are: merged meanwhile, who is left.

    The person stays locked against a merge until what the form says is written.
    """
    people = Person.objects.select_for_update(no_key=True)
    person = people.get(pk=form.person.pk)
    while person.merged_into_id:
        person = people.get(pk=person.merged_into_id)
    if person.pk == form.person.pk:
        return person, form.detention
    return person, detention_meant(person, form.cleaned_data)


def new_person(form):
    """Make the person; confidential, as every new record."""
    said = form.cleaned_data
    person = Person.objects.create(
        sex=said["sex"] or Person.Sex.UNKNOWN,
        birth_date=form.born,
        looks_minor=said["looks_minor"],
        description=said["description"],
    )
    if any(form.parts[:3]):
        add_name(person, form.parts, is_main=True)
    return person


def complete(person, form):
    """Fill in what nobody knew of a known person; what is known stays."""
    said = form.cleaned_data
    fill_empty(person, birth_date=form.born, sex=said["sex"], description=said["description"])
    if said["add_spelling"] and any(form.parts[:3]):
        add_name(person, form.parts, is_main=not person.names.exists())


def fill_empty(person, **known):
    """Write those of the values of which nothing was known."""
    unknown = ("", Person.Sex.UNKNOWN)
    filled = [
        name
        for name, value in known.items()
        if value not in unknown and getattr(person, name) in unknown
    ]
    for name in filled:
        setattr(person, name, known[name])
    if filled:
        person.save(update_fields=filled)


def add_name(person, parts, *, is_main):
    """Add a spelling as heard, unless it stands there already."""
    spelled = {"surname": parts.surname, "given": parts.given, "patronymic": parts.patronymic}
    if not person.names.filter(**spelled).exists():
        letters = letters_of(" ".join(spelled.values()))
        PersonName.objects.create(person=person, script=letters, is_main=is_main, **spelled)


def source_of(form):
    """Return who told it: a source that was picked, the same one again, or a new one."""
    said = form.cleaned_data
    if said["told_by"] in form.sources:
        return form.sources[said["told_by"]]
    known = [*form.sources.values(), *(sources_on(form.person) if form.person else [])]
    for source in known:
        if (
            source.kind == said["told_by"]
            and source.label.casefold() == said["source_label"].casefold()
        ):
            return source
    return Source.objects.create(
        kind=said["told_by"], label=said["source_label"], contact=said["contact"]
    )


def sources_on(person):
    """Return the sources that have told something of ``person``."""
    keys = set()
    for model in CLAIMS:
        claims = model.objects.filter(detention__person=person)
        keys |= set(claims.values_list("source_id", flat=True))
    return Source.objects.filter(pk__in=keys)
