"""What an invented case consists of: plain values, named as the record names them.

A case is what several invented sources say of one invented person's detention. Nothing here
knows a database; `fixtures/generate_june_2019.py` writes a fixture from it and
`detainees.exchange.making` rows.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from detainees.exchange.invented.people import InventedPerson


@dataclass(frozen=True, slots=True)
class InventedRally:
    """A protest, with how many people of the report's own list were detained and arrested at it.

    Rallies that no report tells of have no numbers.
    """

    code: str
    city: str
    starts_on: date
    ends_on: date | None
    detained: int = 0
    arrested: int = 0
    stations: tuple[str, ...] = ()
    hours_from_utc: int = 6
    place: str = ""


@dataclass(frozen=True, slots=True)
class InventedSource:
    """Somebody who says something; two cases may share one. `label` says that it is invented."""

    kind: str
    label: str
    reliability: str


@dataclass(frozen=True, slots=True)
class InventedClaim:
    """What one source says: `noun` names the record, `fields` its columns without the common ones.

    Dates in `fields` are partial and in the local time of the place; `heard_at` knows its zone.
    `facility` holds a code. `about` is the place in the case's claims of the trial or sentence
    that this claim belongs to.
    """

    noun: str
    source: InventedSource
    heard_at: datetime
    certainty: str
    fields: dict[str, Any]
    about: int | None = None


@dataclass(frozen=True, slots=True)
class InventedConsent:
    """Who agreed, to `find` and `list` unless said otherwise, without end; how and when."""

    given_by: str
    given_by_name: str
    channel: str
    given_at: datetime
    scopes: tuple[str, ...] = ("find", "list")


@dataclass(frozen=True, slots=True)
class InventedCase:
    """One detention of one invented person, as its sources tell it.

    `outcome` is administrative_arrest, fine, warning, released (without charge) or what else came
    of it; `birth_date` is as much of it as the record knows, `birth_years` an estimate instead;
    `health` holds what excludes from arrest. Nobody knows the name of a `person` that is None.
    """

    number: int
    rally: InventedRally
    person: InventedPerson | None
    role: str
    authority: str
    outcome: str
    birth_date: str
    birth_years: tuple[int, int] | None
    health: dict[str, str]
    consent: InventedConsent | None
    claims: tuple[InventedClaim, ...]
    level: str = "listed"
    sex: str = ""
    looks_minor: bool = False
    description: str = ""
    public_id: str = ""

    @property
    def sources(self) -> list[InventedSource]:
        """The distinct sources in the order in which they first speak."""
        return list(dict.fromkeys(claim.source for claim in self.claims))
