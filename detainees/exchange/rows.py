"""The rows of an export: one a detention, read in chunks, and only what may leave.

If the police read the memory of this program tonight they find names, dates and places, but no
note, contact, identity number, address or pseudonym: those columns are not even fetched. A column
of the export that wanted one would cost a query a row, and the tests count queries.
"""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from django.db.models import Prefetch
from django.utils import timezone

from detainees.models import (
    Charge,
    Consent,
    Detention,
    Enquiry,
    Event,
    Health,
    Person,
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
    *("public_id", "level", "sex", "birth_date", "birth_year_from", "birth_year_to"),
    *("looks_minor", "is_invented"),
)
NAME = ("person_id", "surname", "given", "patronymic", "is_main")
CONSENT = ("person_id", "scopes", "given_at", "expires_at", "withdrawn_at")
DETENTION = ("person_id", "rally_id", "city_id", "role")
HEALTH = ("person_id", "is_pregnant", "has_child_under_14", "raises_child_alone", "disability")
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
    """One detention of a person, or a person of whom no detention is written down (None)."""

    person: Person
    detention: Detention | None
    places: Places
    now: datetime
    different: dict = field(default_factory=dict)

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

    def claims(self, model):
        """All claims of one kind about this detention, in the order of hearing."""
        if self.detention is None:
            return []
        return getattr(self.detention, f"{model._meta.model_name}_claims").all()

    def told(self, model):
        """The claims of one kind that tell different things, each where it was heard first."""
        if model not in self.different:
            first = {}
            for claim in self.claims(model):
                first.setdefault(tuple(getattr(claim, name) for name in TOLD[model]), claim)
            self.different[model] = list(first.values())
        return self.different[model]

    @cached_property
    def heard(self):
        """(source, instant) of every claim about this detention, violations excepted."""
        return [
            (claim.source_id, claim.heard_at)
            for model in OPEN_CLAIMS
            for claim in self.claims(model)
        ]


def rows_of(people, *, health=False, violations=False):
    """Yield the `Row` of each detention of ``people`` (a queryset), people in order of entry.

    Reads CHUNK people at a time, in as many queries whatever their number. Health and violations
    are read only when asked for. Needs a transaction: the cursor lives in it.
    """
    places, now = Places.read(), timezone.now()
    for person in readable(people, health=health, violations=violations).iterator(CHUNK):
        for detention in person.detentions.all() or [None]:
            yield Row(person, detention, places, now)


def count_rows(people):
    """Return how many rows `rows_of` yields for a queryset of people."""
    detentions = Detention.objects.filter(person__in=people.order_by().values("pk"))
    return detentions.count() + people.filter(detentions=None).count()


def readable(people, *, health, violations):
    """Return ``people`` with what their rows show, and no other column, prefetched."""
    models = [*OPEN_CLAIMS, Violation] if violations else OPEN_CLAIMS
    return (
        people.only(*PERSON)
        .order_by("pk")
        .prefetch_related(
            Prefetch("names", PersonName.objects.only(*NAME)),
            Prefetch("consents", Consent.objects.only(*CONSENT)),
            Prefetch("detentions", Detention.objects.only(*DETENTION).order_by("pk")),
            *map(claims_of, models),
            *([Prefetch("health", Health.objects.only(*HEALTH))] if health else []),
        )
    )


def claims_of(model):
    """Return the prefetch of one kind of claim, in the order of hearing."""
    columns = ("detention_id", "source_id", "heard_at", *TOLD[model])
    claims = model.objects.only(*columns).order_by("heard_at", "id")
    return Prefetch(f"detentions__{model._meta.model_name}_claims", claims)
