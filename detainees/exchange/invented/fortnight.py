"""Any number of people seized in the fourteen days before an instant: load for lists and boards.

Every case runs its course to the end, and then what was heard after the instant is taken away. So
those seized yesterday are held, those of last week serve or are out, and a release that nobody
told of is overdue. All shares are invented. Nobody here exists.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, timezone
from typing import NamedTuple

from detainees.exchange.invented.cases import (
    InventedCase,
    InventedClaim,
    InventedConsent,
    InventedRally,
    InventedSource,
)
from detainees.exchange.invented.columns import public_ids
from detainees.exchange.invented.course import Course
from detainees.exchange.invented.draw import Draw, Pool
from detainees.exchange.invented.fortnight_course import PATHS, draw_path
from detainees.exchange.invented.fortnight_telling import tell_path
from detainees.exchange.invented.informants import RELIABILITY
from detainees.exchange.invented.june_2019 import AUTHORITIES, CHANNELS, known_birth
from detainees.exchange.invented.june_2019_shares import SOURCES
from detainees.exchange.invented.people import InventedPerson, invented_people
from detainees.exchange.invented.telling import Telling

CHUNK = 2000
DAYS = 14
PEOPLE_A_SOURCE = 50
# Chunks of one seed, and seeds, never share a stream of draws.
SEEDS_APART = 1_000_003

LEVELS = Pool(("listed", "findable", "confidential"), (70, 20, 10))
LEVELS_OF_MINORS = Pool(("listed", "findable", "confidential"), (25, 15, 60))
SCOPES = {"listed": ("find", "list"), "findable": ("find",)}
FINDABLE_WITH_CONSENT = 0.5
ROLES = Pool(
    ("participant", "passer_by", "unknown", "journalist", "observer", "human_rights_defender"),
    (75, 12, 8, 3, 1, 1),
)
GIVERS = Pool(("relative", "person", "lawyer"), (70, 20, 10))
MOTHERS = 0.08
# All that is known of these comes from one chat, and is doubtful.
DOUBTFUL = 0.04
SOURCE_KINDS = {
    "lawyer": "адвокат, помогает многим",
    "volunteer": "список волонтёров",
    "witness": "очевидец, видел многих",
    "media": "репортаж",
    "social_media": "чат родственников",
    "document": "список постановлений",
}


@dataclass(frozen=True, slots=True)
class InventedCity:
    """Where people are seized, and the facilities they are taken to, by the caller's codes."""

    code: str
    weight: int
    hours_from_utc: int
    stations: tuple
    arrest_places: tuple
    remand_places: tuple
    hospitals: tuple


class Chunk(NamedTuple):
    """What the cases of one chunk share."""

    draw: Draw
    until: datetime
    cities: Pool
    sources: list[InventedSource]


def fortnight(
    seed: int, number: int, *, until: datetime, cities: Sequence[InventedCity]
) -> Iterator[InventedCase]:
    """The CHUNK cases of chunk ``number`` (0, 1, ...); ``until`` knows its zone.

    The same arguments give the same cases everywhere, whatever other chunks are asked for.
    """
    own = seed * SEEDS_APART + number
    draw = Draw(own)
    sources = [shared_source(draw, f"{seed}-{number}-{one}") for one in range(1, 1 + shared())]
    chunk = Chunk(draw, until, Pool(cities, [city.weight for city in cities]), sources)
    people = invented_people(own, on=until.date())
    for place, public_id in enumerate(public_ids(Draw(own), CHUNK), 1 + number * CHUNK):
        yield invented_case(chunk, place, next(people), public_id)


def shared() -> int:
    """How many sources a chunk has."""
    return CHUNK // PEOPLE_A_SOURCE


def shared_source(draw: Draw, name: str) -> InventedSource:
    """Somebody who tells of about fifty people."""
    kind = draw.one_of(tuple(SOURCE_KINDS))
    return InventedSource(kind, f"{SOURCE_KINDS[kind]} {name} (вымышлено)", RELIABILITY[kind])


def invented_case(
    chunk: Chunk, number: int, person: InventedPerson, public_id: str
) -> InventedCase:
    """One case, as far as it was heard of by the instant."""
    draw, city = chunk.draw, chunk.cities.pick(chunk.draw.number)
    now = local(chunk.until, city)
    seized_at = draw_seizure(draw, now)
    rally = rally_on(city, seized_at.date())
    is_minor = person.age_on(seized_at.date()) < 18
    path = "let_go" if is_minor else PATHS.pick(draw.number)
    course = draw_path(draw, city, path, seized_at)
    sources = draw_sources(draw, chunk.sources)
    telling = Telling(draw, rally, number, course, sources)
    tell_path(telling, path, city=city, now=now)
    level = (LEVELS_OF_MINORS if is_minor else LEVELS).pick(draw.number)
    return InventedCase(
        number,
        rally,
        person,
        ROLES.pick(draw.number),
        AUTHORITIES.pick(draw.number),
        course.outcome,
        *known_birth(draw, person, is_minor=is_minor),
        draw_health(draw, person, course),
        draw_consent(draw, level, course, chunk.until, is_minor=is_minor, city=city),
        graded(draw, heard_by(telling.claims, chunk.until)),
        level=level,
        public_id=public_id,
    )


def local(moment: datetime, city: InventedCity) -> datetime:
    """The moment on the city's clocks, without its zone."""
    return moment.astimezone(zone_of(city)).replace(tzinfo=None)


def zone_of(city: InventedCity) -> timezone:
    """The city's time."""
    return timezone(timedelta(hours=city.hours_from_utc))


def draw_seizure(draw: Draw, now: datetime) -> datetime:
    """Between 11:00 and 23:30 of one of the days before, and at least two hours ago."""
    day = now.date() - timedelta(days=draw.between(0, DAYS - 1))
    seized = datetime.combine(day, time(11)) + timedelta(minutes=draw.between(0, 750))
    return seized if seized <= now - timedelta(hours=2) else seized - timedelta(days=1)


def rally_on(city: InventedCity, day: date) -> InventedRally:
    """The rally of that city and day."""
    hours = city.hours_from_utc
    return InventedRally(f"{city.code} {day}", city.code, day, None, hours_from_utc=hours)


def draw_sources(draw: Draw, pool: Sequence[InventedSource]) -> list[InventedSource]:
    """One to four different sources of the pool."""
    chosen = {}
    wanted = SOURCES.pick(draw.number)
    while len(chosen) < wanted:
        chosen[draw.one_of(pool)] = True
    return list(chosen)


def draw_health(draw: Draw, person: InventedPerson, course: Course) -> dict[str, str]:
    """What excludes from arrest: mothers and pregnant women of some, mostly not known."""
    fits = person.sex == "female" and 22 <= person.age_on(course.seized_at.date()) <= 42
    if not fits or not draw.chance(MOTHERS):
        return {}
    return {draw.one_of(("has_child_under_14",) * 5 + ("is_pregnant",)): "yes"}


def draw_consent(
    draw: Draw, level: str, course: Course, until: datetime, *, is_minor: bool, city: InventedCity
) -> InventedConsent | None:
    """For all who are listed and some who can be found, between the seizure and the instant."""
    if level == "confidential" or (
        level == "findable" and not is_minor and not draw.chance(FINDABLE_WITH_CONSENT)
    ):
        return None
    seized = course.seized_at.replace(tzinfo=zone_of(city))
    minutes = int((until - seized).total_seconds()) // 60
    given = seized + timedelta(minutes=draw.between(60, min(minutes, 4 * 24 * 60)))
    giver = "guardian" if is_minor else GIVERS.pick(draw.number)
    return InventedConsent(giver, "", CHANNELS.pick(draw.number), given, SCOPES[level])


def heard_by(claims: Sequence[InventedClaim], until: datetime) -> list[InventedClaim]:
    """The claims heard by then; the first always, heard at the last moment if need be."""
    if claims[0].heard_at > until:
        claims = [replace(claims[0], heard_at=until), *claims[1:]]
    known = [place for place, claim in enumerate(claims) if claim.heard_at <= until]
    places = {old: new for new, old in enumerate(known)}
    return [
        claims[old]
        if claims[old].about is None
        else replace(claims[old], about=places.get(claims[old].about))
        for old in known
    ]


def graded(draw: Draw, claims: list[InventedClaim]) -> tuple[InventedClaim, ...]:
    """The claims, of a few people all from their first source, and all doubtful."""
    if not draw.chance(DOUBTFUL):
        return tuple(claims)
    source = claims[0].source
    return tuple(replace(claim, source=source, certainty="doubtful") for claim in claims)
