"""The rows of an export: one a detention, read in chunks, and only what may leave.

If the police read the memory of this program tonight they find names, dates and places, but no
note, contact, identity number, address or pseudonym: the columns named here are fetched and no
other, so a column of the export that wanted one would fail.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from itertools import chain, islice

from django.utils import timezone

from detainees.models import (
    Charge,
    Consent,
    Detention,
    Enquiry,
    Event,
    Health,
    PersonName,
    Placement,
    Rally,
    Release,
    Sentence,
    SentenceChange,
    Trial,
    Violation,
)
from stations.models import City, Facility

CHUNK = 2000

PERSON = (
    *("id", "public_id", "level", "sex", "birth_date", "birth_year_from", "birth_year_to"),
    *("looks_minor", "is_invented"),
)
ABOUT_PERSON = {
    PersonName: ("surname", "given", "patronymic"),
    Consent: ("scopes", "given_at", "expires_at", "withdrawn_at"),
    Health: ("is_pregnant", "has_child_under_14", "raises_child_alone", "disability"),
    Detention: ("id", "rally_id", "city_id", "role"),
}
# What a claim tells, beside its detention, source and instant of hearing.
TOLD = {
    Event: ("kind", "at"),
    Placement: ("facility_id", "from_at", "to_at"),
    Enquiry: ("facility_id", "asked_at", "reply"),
    Trial: ("held_at", "inside_station", "minutes", "lawyer_present"),
    Charge: ("code", "article", "part"),
    Sentence: ("kind", "days", "amount_mci", "ruled_at", "counted_from"),
    SentenceChange: ("kind", "decided_at", "days"),
    Release: ("released_at", "manner"),
    Violation: ("kind",),
}
HEARD = ("detention_id", "source_id", "heard_at")
# Whoever may not see violations does not learn from a count of sources that somebody told of one.
OPEN_CLAIMS = [model for model in TOLD if model is not Violation]


@dataclass
class Places:
    """All rallies, cities and facilities, read once: there are few, and every row names some."""

    rallies: dict
    cities: dict
    facilities: dict
    names: dict = field(default_factory=dict)

    @classmethod
    def read(cls):
        """Read them in five queries."""
        return cls(
            rallies=Rally.objects.defer("note").in_bulk(),
            cities=City.objects.prefetch_related("names").in_bulk(),
            facilities=Facility.objects.prefetch_related("names").in_bulk(),
        )

    def name(self, place, day):
        """What a City or Facility was called on ``day`` (None: today), in the active language."""
        key = (type(place), place.pk, day)
        if key not in self.names:
            self.names[key] = place.name_on(day) or place.fallback_name()
        return self.names[key]


@dataclass
class Row:
    """One detention of a person, or a person of whom no detention is written down (None).

    ``person``, ``detention`` and everything in ``known`` are tuples with the fields named above;
    ``known`` holds lists of them by model.
    """

    person: tuple
    detention: tuple | None
    known: dict
    places: Places
    now: datetime
    found: dict = field(default_factory=dict)

    def once(self, key, find: Callable[[], object]):
        """Return ``find()``, found once for the row: several columns ask for it."""
        if key not in self.found:
            self.found[key] = find()
        return self.found[key]

    @cached_property
    def rally(self):
        """The Rally, or None."""
        return self.places.rallies.get(self.detention.rally_id) if self.detention else None

    @property
    def city(self):
        """The City: the rally's, else the detention's own, else None."""
        if self.rally:
            return self.places.cities[self.rally.city_id]
        return self.places.cities.get(self.detention.city_id) if self.detention else None

    def called(self, place):
        """The name of a City or Facility on the day of the rally; None for no place."""
        day = self.rally.starts_on if self.rally else None
        return self.places.name(place, day) if place else None

    def facility(self, claim):
        """The name of the facility that a claim is about, or None."""
        return self.called(self.places.facilities.get(claim.facility_id))

    def told(self, model):
        """The claims of one kind that tell different things, each where it was heard first."""

        def find():
            first = {}
            for claim in self.known[model]:
                first.setdefault(claim[len(HEARD) :], claim)
            return list(first.values())

        return self.once(model, find)

    @cached_property
    def heard(self):
        """All claims about this detention, violations excepted."""
        return list(chain.from_iterable(self.known[model] for model in OPEN_CLAIMS))


def rows_of(people, *, health=False, violations=False):
    """Yield the `Row` of each detention of ``people`` (a queryset), people in order of entry.

    Reads CHUNK people at a time, in as many queries whatever their number. Health and violations
    are read only when asked for. Needs a transaction: the cursor lives in it.
    """
    guarded = {Health: health, Violation: violations}
    about = [model for model in ABOUT_PERSON if guarded.get(model, True)]
    claims = [model for model in TOLD if guarded.get(model, True)]
    places, now = Places.read(), timezone.now()
    found = people.order_by("pk").values_list(*PERSON, named=True).iterator(CHUNK)
    while chunk := list(islice(found, CHUNK)):
        for person, detention, known in read_chunk(chunk, about, claims):
            yield Row(person, detention, known, places, now)


def read_chunk(people, about, claims):
    """Yield (person, detention or None, {model: what is known}), in one query a model."""
    of_person = {model: facts_of(model, [person.id for person in people]) for model in about}
    detentions = [each.id for found in of_person[Detention].values() for each in found]
    of_detention = {model: claims_of(model, detentions) for model in claims}
    for person in people:
        known = {model: facts[person.id] for model, facts in of_person.items()}
        for detention in known[Detention] or [None]:
            key = detention.id if detention else None
            told = {model: facts[key] for model, facts in of_detention.items()}
            yield person, detention, known | told


def facts_of(model, people):
    """Return {person's key: list of facts}; the main name first, the rest in order of entry."""
    order = ["-is_main", "id"] if model is PersonName else ["id"]
    facts = model.objects.filter(**among("person", people)).order_by(*order)
    return grouped(facts.values_list("person_id", *ABOUT_PERSON[model], named=True))


def claims_of(model, detentions):
    """Return {detention's key: list of claims}, in the order of hearing."""
    claims = model.objects.filter(**among("detention", detentions)).order_by("heard_at", "id")
    return grouped(claims.values_list(*HEARD, *TOLD[model], named=True))


def among(name, keys):
    """Return the filter for a foreign key in ``keys``.

    With its bounds, PostgreSQL reads the index; without them it reads the table for every chunk.
    """
    bounds = {f"{name}__gte": min(keys), f"{name}__lte": max(keys)} if keys else {}
    return {f"{name}__in": keys, **bounds}


def grouped(facts):
    """Return {first field: list of tuples}, with an empty list for every other key."""
    groups = defaultdict(list)
    for fact in facts:
        groups[fact[0]].append(fact)
    return groups


def count_rows(people):
    """Return how many rows `rows_of` yields for a queryset of people."""
    detentions = Detention.objects.filter(person__in=people.order_by().values("pk"))
    return detentions.count() + people.filter(detentions=None).count()
