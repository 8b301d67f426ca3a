"""What happened to an invented person, before anybody tells it: times, places, court, release.

Times are local and naive. The course is consistent by itself; sources disagree later, in
`telling`.
"""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from detainees.exchange.invented.cases import InventedRally
from detainees.exchange.invented.draw import Draw
from detainees.exchange.invented.june_2019_shares import (
    CHARGES,
    DAYS_UP_TO_10,
    DAYS_UP_TO_15,
    ELECTION_DAY,
    FINES,
    MINUTES,
    OUT_OF_TOWN,
)

HOUR = timedelta(hours=1)
LAST_REDUCTION = datetime(2019, 6, 19, 18)
# First and last minute in which people were seized, by rally and by what became of them.
SEIZED = {
    ("first", "day"): ("13:00", "18:20"),
    ("first", "evening"): ("20:30", "23:10"),
    ("second", "day"): ("12:30", "17:30"),
    ("second", "evening"): ("20:30", "23:50"),
    ("second", "after midnight"): ("00:10", "02:40"),
}


@dataclass(slots=True)
class Stay:
    """Held in one facility from - to."""

    facility: str
    from_at: datetime
    to_at: datetime


@dataclass(slots=True)
class Course:
    """The invented course of one case."""

    outcome: str
    part_of_day: str
    station: str
    seized_at: datetime
    delivered_at: datetime
    left_station_at: datetime
    trial_at: datetime | None = None
    minutes: int | None = None
    code: str = "CAO"
    article: str = ""
    part: str = ""
    days: int | None = None
    amount_mci: int | None = None
    counted_from: datetime | None = None
    reduced_at: datetime | None = None
    reduced_to: int | None = None
    stays: list[Stay] = field(default_factory=list)
    released_at: datetime | None = None

    @property
    def hours_held(self) -> float:
        """Hours at the station; the law allows three."""
        return (self.left_station_at - self.delivered_at) / HOUR

    @property
    def is_out_of_town(self) -> bool:
        """Taken to another region to serve the arrest."""
        return any(stay.facility.startswith(OUT_OF_TOWN) for stay in self.stays)

    @property
    def is_overnight(self) -> bool:
        """Still at the station after midnight of the first night."""
        return self.left_station_at.date() > self.seized_at.date()


def draw_course(draw: Draw, rally: InventedRally, outcome: str, *, midnight=False) -> Course:
    """The course up to the ruling and, for those not arrested, to the release."""
    course = _seizure(draw, rally, outcome, midnight)
    if outcome != "released":
        _try(draw, course)
    if outcome == "administrative_arrest":
        _arrest(draw, course)
    else:
        course.released_at = course.left_station_at
        course.amount_mci = FINES[course.part].pick(draw.number) if outcome == "fine" else None
    course.stays.append(Stay(course.station, course.delivered_at, course.left_station_at))
    return course


def _seizure(draw: Draw, rally: InventedRally, outcome: str, midnight: bool) -> Course:
    first = rally.starts_on.day == 9
    part = "day" if draw.chance(0.86 if first else 0.5) else "evening"
    day = rally.starts_on
    if midnight:
        part, day = "after midnight", rally.ends_on
    low, high = (
        datetime.combine(day, time.fromisoformat(text))
        for text in SEIZED["first" if first else "second", part]
    )
    seized = _between(draw, low, high)
    delivered = seized + timedelta(minutes=draw.between(25, 90))
    left = _departure(draw, delivered, outcome, was_9_june=first)
    return Course(outcome, part, draw.one_of(rally.stations), seized, delivered, left)


def _departure(draw: Draw, delivered: datetime, outcome: str, *, was_9_june: bool) -> datetime:
    """On 9 June several hundred were held from the afternoon to the morning, 10 to 17 hours."""
    arrested = outcome == "administrative_arrest"
    in_the_day = delivered < datetime.combine(ELECTION_DAY, time(20))
    if was_9_june and in_the_day and draw.chance(0.97 if arrested else 0.45):
        dawn = datetime.combine(delivered.date() + timedelta(days=1), time(4))
        low = max(10 * HOUR, dawn - delivered)
        return delivered + _between(draw, low, min(17 * HOUR, low + 5 * HOUR))
    hours = (5, 11) if arrested else (2, 8)
    left = delivered + _between(draw, hours[0] * HOUR, hours[1] * HOUR)
    if was_9_june and in_the_day and outcome != "released":
        # The courts sat from the evening on, so whoever was tried waited for them.
        court = datetime.combine(delivered.date(), time(20, 45))
        left = max(left, court + _between(draw, 0 * HOUR, 2 * HOUR))
    return left


def _try(draw: Draw, course: Course) -> None:
    """The session stands between delivery and departure: on 9 June from the evening on."""
    earliest = course.delivered_at + HOUR
    if course.seized_at.day == 9:
        earliest = max(earliest, datetime.combine(course.seized_at.date(), time(20)))
    latest = course.left_station_at - timedelta(minutes=20)
    course.trial_at = _between(draw, min(earliest, latest), latest)
    course.minutes = draw.between(*MINUTES.pick(draw.number))
    course.article, course.part = CHARGES.pick(draw.number)


def _arrest(draw: Draw, course: Course) -> None:
    """Under part 1 of art. 488 up to 10 days; more only under part 3 or art. 667."""
    terms = DAYS_UP_TO_10 if (course.article, course.part) == ("488", "1") else DAYS_UP_TO_15
    course.days = terms.pick(draw.number)
    course.counted_from = course.seized_at if draw.chance(0.7) else course.trial_at


def send_to(draw: Draw, course: Course, facility: str) -> None:
    """Bring an arrested person to the facility; those out of town travel for hours."""
    away = facility.startswith(OUT_OF_TOWN)
    if away and course.days < 3:
        course.days = draw.between(3, 5)
    start = course.left_station_at
    if away and facility.startswith(("akmola", "karaganda")) and draw.chance(0.25):
        change = start + _between(draw, 3 * HOUR, 8 * HOUR)
        course.stays.append(Stay("nur-sultan-tdf", start + HOUR / 2, change))
        start = change
    arrival = start + (
        _between(draw, 3 * HOUR, 10 * HOUR) if away else _between(draw, HOUR / 2, 2 * HOUR)
    )
    course.stays.append(Stay(facility, arrival, arrival))


def can_be_reduced(course: Course) -> bool:
    """A term of three days or more leaves something to reduce."""
    return course.outcome == "administrative_arrest" and course.days >= 3


def reduce_term(draw: Draw, course: Course) -> None:
    """A shorter term, decided while it was still served and by 19 June."""
    start = course.counted_from
    last = min(start + timedelta(days=course.days - 1), LAST_REDUCTION)
    earliest = min(max(course.stays[-1].from_at, start + timedelta(hours=20)), last)
    decided = _in_office_hours(_between(draw, earliest, last))
    course.reduced_at = min(max(decided, earliest), last)
    served = -((start - course.reduced_at) // timedelta(days=1))
    course.reduced_to = draw.between(max(1, served), course.days - 1)


def let_out(draw: Draw, course: Course) -> None:
    """Release an arrested person when the term ends, as reduced; up to four hours late."""
    term = timedelta(days=course.reduced_to or course.days)
    due = max(course.counted_from + term, course.reduced_at or course.counted_from)
    due = max(due, course.stays[-1].from_at + HOUR)
    course.released_at = due + timedelta(minutes=draw.between(5, 240))
    course.stays[-1].to_at = course.released_at


def take_to_hospital(draw: Draw, course: Course, facility: str) -> None:
    """Bring a person who was not arrested from the station to a hospital, for days."""
    arrival = course.left_station_at + HOUR
    course.released_at = arrival + timedelta(days=draw.between(2, 6), hours=draw.between(0, 8))
    course.stays.append(Stay(facility, arrival, course.released_at))


def _in_office_hours(moment: datetime) -> datetime:
    return moment.replace(hour=min(max(moment.hour, 9), 18))


def _between(draw: Draw, low, high):
    """A drawn instant or length between two, to the minute."""
    minutes = int((high - low).total_seconds() // 60)
    return low + timedelta(minutes=draw.between(0, max(0, minutes)))
