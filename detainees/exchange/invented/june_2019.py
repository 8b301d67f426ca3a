"""The rallies of 9 and 10 June 2019 as 1,080 invented cases whose counts are the report's.

Promise: by rally, day of seizure and kind of sentence the counts equal the list that the Open
Dialogue Foundation published (its report of June 2019, sections 2 and 5); every case ends with a
confirmed release; the same seed gives the same cases everywhere. Nobody in them exists.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from itertools import islice

from detainees.exchange.invented.cases import InventedCase, InventedConsent, InventedRally
from detainees.exchange.invented.course import (
    Course,
    can_be_reduced,
    draw_course,
    let_out,
    reduce_term,
    send_to,
    take_to_hospital,
)
from detainees.exchange.invented.draw import Draw, Pool
from detainees.exchange.invented.informants import draw_informants
from detainees.exchange.invented.june_2019_shares import (
    BIRTH_DATES,
    ELECTION_DAY,
    EXCLUDED_BUT_ARRESTED,
    IN_HOSPITAL,
    NOT_ARRESTED,
    PLACES_OF_ARREST,
    RALLIES,
    REDUCED,
    ROLES,
    SEIZED_ON_11_JUNE,
    TWO_STATIONS,
    TWO_TERMS,
)
from detainees.exchange.invented.people import InventedPerson, invented_people
from detainees.exchange.invented.telling import Telling, tell_case
from detainees.exchange.invented.treatment import tell_treatment

ARREST = "administrative_arrest"
AUTHORITIES = Pool(
    ("", "полиция", "спецназ", "люди в штатском", "внутренние войска"), (6, 5, 2, 1, 1)
)
GIVERS = Pool(("person", "relative", "lawyer"), (75, 20, 5))
CHANNELS = Pool(("message", "spoken", "written"), (5, 3, 2))


@dataclass(slots=True)
class _Draft:
    """A case while it is being put together."""

    rally: InventedRally
    outcome: str
    midnight: bool = False
    person: InventedPerson | None = None
    role: str = "participant"
    health: dict[str, str] = field(default_factory=dict)
    course: Course | None = None
    sources: list = field(default_factory=list)
    other_station: str = ""
    other_days: int | None = None

    @property
    def is_arrested(self) -> bool:
        return self.outcome == ARREST

    @property
    def age(self) -> int:
        return self.person.age_on(ELECTION_DAY)


def june_2019(seed: int = 2019) -> list[InventedCase]:
    """The 1,080 cases, by rally in the order of the report."""
    draw = Draw(seed)
    drafts = _slots(draw)
    _give_people(draw, drafts, seed)
    _give_roles(draw, drafts)
    _give_courses(draw, drafts)
    guardians = invented_people(seed + 1, ages=((38, 52, 1),))
    return [_finished(draw, draft, number, guardians) for number, draft in enumerate(drafts, 1)]


def _slots(draw: Draw) -> list[_Draft]:
    """One draft for every detained person of every rally, arrested or not."""
    others = sum(rally.detained - rally.arrested for rally in RALLIES)
    outcomes = [kind for kind, count in NOT_ARRESTED.items() for _ in range(count)]
    if others != len(outcomes):
        raise ValueError("the shares of those not arrested do not add up")
    spread = iter(draw.shuffled(outcomes))
    drafts = []
    for rally in RALLIES:
        free = [next(spread) for _ in range(rally.detained - rally.arrested)]
        kinds = draw.shuffled([ARREST] * rally.arrested + free)
        drafts += [_Draft(rally, kind) for kind in kinds]
    late = [draft for draft in drafts if draft.rally.ends_on and not draft.is_arrested]
    for draft in draw.some(late, SEIZED_ON_11_JUNE):
        draft.midnight = True
    return drafts


def _give_people(draw: Draw, drafts: list[_Draft], seed: int) -> None:
    """People whom the law excludes from arrest were not arrested; minors were not tried."""
    people = list(islice(invented_people(seed, on=ELECTION_DAY), len(drafts)))
    minors = [person for person in people if person.age_on(ELECTION_DAY) < 18]
    too_old = [person for person in people if _is_too_old(person)]
    rest = [person for person in people if not _is_protected(person)]
    untried = draw.shuffled([draft for draft in drafts if draft.outcome == "released"])
    _seat(minors, untried)
    free = [draft for draft in drafts if not draft.person and not draft.is_arrested]
    _seat(too_old, draw.shuffled(free))
    _seat(rest, [draft for draft in drafts if not draft.person])
    _give_health(draw, drafts)


def _seat(people: list[InventedPerson], drafts: list[_Draft]) -> None:
    for person, draft in zip(people, drafts, strict=False):
        draft.person = person


def _is_too_old(person: InventedPerson) -> bool:
    """Women over 58 and men over 63 are not arrested (CAO art. 50 part 2)."""
    return person.age_on(ELECTION_DAY) > (57 if person.sex == "female" else 62)


def _is_protected(person: InventedPerson) -> bool:
    return person.age_on(ELECTION_DAY) < 18 or _is_too_old(person)


def _give_health(draw: Draw, drafts: list[_Draft]) -> None:
    """Mothers, pregnant women and disabled people: free, but for a few arrested all the same."""
    women = [draft for draft in drafts if draft.person.sex == "female" and 24 <= draft.age <= 42]
    free = draw.some([draft for draft in women if not draft.is_arrested], 26)
    arrested = draw.some([draft for draft in women if draft.is_arrested], EXCLUDED_BUT_ARRESTED)
    for place, draft in enumerate(free + arrested):
        draft.health = {"has_child_under_14": "yes"}
        if place % 4 == 0:
            draft.health["raises_child_alone"] = "yes"
        if place < 2:
            draft.health = {"is_pregnant": "yes"}
    adults = [draft for draft in drafts if not draft.is_arrested and not draft.health]
    for draft in draw.some([draft for draft in adults if draft.age >= 18], 5):
        draft.health = {"disability": draw.one_of(("1", "2", "2", "3"))}


def _give_roles(draw: Draw, drafts: list[_Draft]) -> None:
    """Journalists and observers were mostly let go; one human rights defender was arrested."""
    adults = [draft for draft in drafts if 20 <= draft.age <= 60 and not draft.health]
    free = [draft for draft in adults if not draft.is_arrested]
    for role, count in ROLES.items():
        arrested = 1 if role == "human_rights_defender" else 0
        pool = drafts if role in ("passer_by", "unknown") else free
        chosen = draw.some(
            [draft for draft in pool if draft.role == "participant"], count - arrested
        )
        if arrested:
            chosen.append(draw.one_of([draft for draft in adults if draft.is_arrested]))
        for draft in chosen:
            draft.role = role


def _give_courses(draw: Draw, drafts: list[_Draft]) -> None:
    """What happened to each, then the things of which the report gives an exact number."""
    for number, draft in enumerate(drafts, 1):
        draft.course = draw_course(draw, draft.rally, draft.outcome, midnight=draft.midnight)
        draft.sources = draw_informants(draw, draft.rally, number, draft.person)
    for rally in RALLIES:
        _send_away(draw, rally, [draft for draft in drafts if draft.rally == rally])
    _disagree(draw, drafts)
    reducible = [draft for draft in drafts if can_be_reduced(draft.course)]
    for draft in draw.some(reducible, REDUCED):
        reduce_term(draw, draft.course)
    for draft in drafts:
        if draft.is_arrested:
            let_out(draw, draft.course)


def _send_away(draw: Draw, rally: InventedRally, drafts: list[_Draft]) -> None:
    facilities = [
        place for place, count in PLACES_OF_ARREST[rally.code].items() for _ in range(count)
    ]
    arrested = [draft for draft in drafts if draft.is_arrested]
    for draft, facility in zip(arrested, draw.shuffled(facilities), strict=True):
        send_to(draw, draft.course, facility)
    if rally.code == "nur-sultan-9":
        free = [draft for draft in drafts if draft.outcome == "released" and draft.age >= 18]
        men = [draft for draft in free if draft.person.sex == "male"]
        for draft in draw.some(men, IN_HOSPITAL):
            take_to_hospital(draw, draft.course, "hospital")


def _disagree(draw: Draw, drafts: list[_Draft]) -> None:
    """A few cases where two sources differ about the station, or about 10 and 15 days."""
    several = [draft for draft in drafts if len(draft.sources) > 1]
    two_places = [draft for draft in several if len(draft.rally.stations) > 1]
    for draft in draw.some(two_places, TWO_STATIONS):
        first, second = draft.rally.stations
        draft.other_station = second if draft.course.station == first else first
    for draft in draw.some([draft for draft in several if draft.course.days == 10], TWO_TERMS):
        draft.other_days = 15


def _finished(draw: Draw, draft: _Draft, number: int, guardians: Iterator) -> InventedCase:
    telling = Telling(draw, draft.rally, number, draft.course, draft.sources)
    tell_case(telling, other_station=draft.other_station, other_days=draft.other_days)
    tell_treatment(telling, _traits(draft))
    return InventedCase(
        number,
        draft.rally,
        draft.person,
        draft.role,
        AUTHORITIES.pick(draw.number),
        draft.outcome,
        *known_birth(draw, draft.person, is_minor=draft.age < 18),
        draft.health,
        _consent(draw, draft, guardians),
        tuple(telling.claims),
    )


def _traits(draft: _Draft) -> frozenset[str]:
    traits = {draft.role}
    if draft.age < 18:
        traits.add("minor")
    if "has_child_under_14" in draft.health:
        traits.add("with_child")
    return frozenset(traits)


def known_birth(
    draw: Draw, person: InventedPerson, *, is_minor: bool
) -> tuple[str, tuple[int, int] | None]:
    """What the record knows: a date or year, or an estimate; of minors the day, for consent."""
    known = BIRTH_DATES.pick(draw.number)
    born = person.born_on.isoformat()
    if is_minor or known == "day":
        return born, None
    if known == "year":
        return born[:4], None
    first = person.birth_year - draw.between(0, 6)
    return "", (first, first + 6) if known == "estimate" else None


def _consent(draw: Draw, draft: _Draft, guardians: Iterator) -> InventedConsent:
    """Given after the release; for minors by an invented parent of the same sex."""
    day = draft.course.released_at.date() + timedelta(days=draw.between(1, 20))
    zone = timezone(timedelta(hours=draft.rally.hours_from_utc))
    given = datetime(
        day.year, day.month, day.day, draw.between(9, 21), draw.between(0, 59), tzinfo=zone
    )
    channel = CHANNELS.pick(draw.number)
    if draft.age >= 18:
        return InventedConsent(GIVERS.pick(draw.number), "", channel, given)
    child = draft.person
    alike = (child.sex, child.alphabet, child.community)
    parent = next(
        adult for adult in guardians if (adult.sex, adult.alphabet, adult.community) == alike
    )
    return InventedConsent("guardian", f"{child.surname} {parent.given}", channel, given)
