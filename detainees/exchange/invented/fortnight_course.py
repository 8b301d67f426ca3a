"""What happened to people of the fortnight: nine paths, each run to its end. All invented.

Times are local and naive.
"""

from datetime import datetime, timedelta

from detainees.exchange.invented.course import Course, Stay
from detainees.exchange.invented.draw import Draw, Pool
from detainees.exchange.invented.june_2019_shares import (
    CHARGES,
    DAYS_UP_TO_10,
    DAYS_UP_TO_15,
    FINES,
    MINUTES,
)

PATHS = Pool(
    (
        "administrative_arrest",
        "fine",
        "warning",
        "let_go",
        "remand",
        "house_arrest",
        "hospital",
        "transferred",
        "unknown",
    ),
    (50, 13, 8, 10, 5, 3, 3, 4, 4),
)
OUTCOMES = {
    "let_go": "released",
    "hospital": "released",
    "transferred": "unknown",
    "unknown": "unknown",
}
TRIED = ("administrative_arrest", "fine", "warning", "remand", "house_arrest")
# Of a criminal case: taking part in a banned organisation.
CRIMINAL = ("CC", "405", "2")
REDUCED = 0.12


def draw_path(draw: Draw, city, path: str, seized_at: datetime) -> Course:
    """The course of somebody seized in ``city`` (an InventedCity) who takes ``path``."""
    delivered = seized_at + timedelta(minutes=draw.between(25, 90))
    left = delivered + timedelta(minutes=draw.between(150, 900))
    outcome = OUTCOMES.get(path, path)
    course = Course(outcome, "", draw.one_of(city.stations), seized_at, delivered, left)
    course.stays.append(Stay(course.station, delivered, left))
    if path in TRIED:
        try_person(draw, course)
    if path == "administrative_arrest":
        arrest(draw, course, draw.one_of(city.arrest_places))
    elif path == "remand":
        stay(course, draw.one_of(city.remand_places), days=60)
    elif path == "hospital":
        stay(course, draw.one_of(city.hospitals), days=draw.between(2, 9))
        course.released_at = course.stays[-1].to_at
    elif path in ("fine", "warning", "let_go"):
        course.released_at = left
    return course


def try_person(draw: Draw, course: Course) -> None:
    """The session stands between delivery and departure."""
    minutes = int((course.left_station_at - course.delivered_at).total_seconds()) // 60
    course.trial_at = course.delivered_at + timedelta(minutes=draw.between(60, minutes - 20))
    course.minutes = draw.between(*MINUTES.pick(draw.number))
    course.article, course.part = CHARGES.pick(draw.number)
    if course.outcome in ("remand", "house_arrest"):
        course.code, course.article, course.part = CRIMINAL
    if course.outcome == "fine":
        course.amount_mci = FINES[course.part].pick(draw.number)
    if course.outcome == "remand":
        course.days = 60


def arrest(draw: Draw, course: Course, facility) -> None:
    """Days in a facility, now and then fewer than the court gave; out up to four hours late."""
    terms = DAYS_UP_TO_10 if (course.article, course.part) == ("488", "1") else DAYS_UP_TO_15
    course.days = terms.pick(draw.number)
    course.counted_from = course.seized_at if draw.chance(0.7) else course.trial_at
    served = course.days
    if course.days >= 3 and draw.chance(REDUCED):
        served = course.reduced_to = draw.between(2, course.days - 1)
        course.reduced_at = course.counted_from + timedelta(days=served - 1, hours=20)
    stay(course, facility, days=1)
    due = course.counted_from + timedelta(days=served, minutes=draw.between(5, 240))
    course.stays[-1].to_at = max(due, course.stays[-1].from_at + timedelta(hours=1))
    course.released_at = course.stays[-1].to_at


def stay(course: Course, facility, *, days: int) -> None:
    """From the station to the facility, an hour away."""
    arrival = course.left_station_at + timedelta(hours=1)
    course.stays.append(Stay(facility, arrival, arrival + timedelta(days=days)))
