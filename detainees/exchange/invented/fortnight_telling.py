"""What sources tell of the people of the fortnight, some of it at odds or not at all."""

from datetime import datetime, timedelta

from detainees.exchange.invented.draw import Pool
from detainees.exchange.invented.telling import Telling, tell_court, tell_release, tell_seizure

# INVENTED shares.
RELEASE_TOLD = {"administrative_arrest": 0.75, "hospital": 0.6}
RELEASE_TOLD_ELSE = 0.92
STATION_CLOSED = 0.95
TWO_PLACES = 0.04
TWO_TERMS = 0.12
VIOLATED = 0.12
VIOLATIONS = Pool(
    ("over_limit", "no_lawyer", "phone_seized", "no_food", "relatives_not_told", "beaten"),
    (30, 25, 20, 10, 10, 5),
)
HOUR = timedelta(hours=1)


def tell_path(telling: Telling, path: str, *, city, now: datetime) -> None:
    """All claims of a case in the order in which things happened; the later are of the future.

    ``now`` is the instant that will part them, on the clocks of ``city`` (an InventedCity).
    """
    tell_seizure(telling)
    if path == "unknown":
        tell_search(telling)
        return
    tell_station(telling, now)
    if telling.course.trial_at:
        tell_sentence(telling)
    for stay in telling.course.stays[1:]:
        tell_open_stay(telling, stay.facility, stay.from_at)
    if path == "transferred":
        tell_open_stay(telling, None, telling.course.left_station_at)
    if path == "administrative_arrest" and telling.draw.chance(TWO_PLACES):
        tell_other_place(telling, city)
    tell_family(telling)
    told = RELEASE_TOLD.get(path, RELEASE_TOLD_ELSE)
    if telling.course.released_at and telling.draw.chance(told):
        tell_release(telling)


def tell_sentence(telling: Telling) -> None:
    """The court; now and then two sources name 10 and 15 days; a reduction."""
    course = telling.course
    differs = course.days == 10 and telling.draw.chance(TWO_TERMS)
    sentence = tell_court(telling, 15 if differs else None)
    if course.reduced_at:
        source = telling.best("lawyer", "document")
        at = telling.when(source, course.reduced_at)
        heard = telling.after(course.reduced_at)
        fields = {"kind": "reduced", "decided_at": at, "days": course.reduced_to}
        telling.say("sentencechange", source, heard, about=sentence, **fields)


def tell_search(telling: Telling) -> None:
    """The family asks, is told nothing, and knows nothing."""
    source = telling.sources[0]
    asked = telling.after(telling.course.seized_at, 3, 20)
    for reply in telling.draw.some(("not_held", "not_held", "refused", "no_answer"), 2):
        at = telling.when(source, asked)
        heard = telling.after(asked, 0, 3)
        telling.say(
            "enquiry", source, heard, facility=telling.course.station, asked_at=at, reply=reply
        )
        asked = telling.after(heard, 6, 40)
    telling.say("placement", source, asked, facility=None, from_at="")


def tell_station(telling: Telling, now: datetime) -> None:
    """Delivery to the station and the stay there, mostly told when it is over."""
    course = telling.course
    source = telling.best("lawyer", "volunteer", "witness")
    if telling.draw.chance(0.5):
        at = telling.when(source, course.delivered_at)
        heard = telling.after(course.delivered_at, 0, 5)
        telling.say("event", source, heard, kind="delivered", at=at, facility=course.station)
    fields = {"facility": course.station, "from_at": telling.when(source, course.delivered_at)}
    heard = telling.after(course.delivered_at, 1, 4)
    over = telling.after(course.left_station_at, 0, 12)
    if over <= now and telling.draw.chance(STATION_CLOSED):
        heard = over
        fields["to_at"] = telling.when(source, course.left_station_at)
    telling.say("placement", source, heard, **fields)
    if telling.draw.chance(VIOLATED):
        kind = VIOLATIONS.pick(telling.draw.number)
        at = course.delivered_at.isoformat()[:10]
        telling.say("violation", source, heard, kind=kind, at=at, facility=course.station)


def tell_open_stay(telling: Telling, facility, from_at: datetime, *, source=None) -> None:
    """Held there, as far as anybody knows to this day."""
    source = source or telling.best("lawyer", "volunteer", "document")
    at = telling.when(source, from_at)
    telling.say("placement", source, telling.after(from_at, 2, 30), facility=facility, from_at=at)


def tell_other_place(telling: Telling, city) -> None:
    """A second source has it that the person is held elsewhere."""
    stay = telling.course.stays[-1]
    others = [place for place in city.remand_places if place != stay.facility]
    source = telling.other_than(telling.best("lawyer", "volunteer", "document"))
    if source and others:
        tell_open_stay(telling, telling.draw.one_of(others), stay.from_at, source=source)


def tell_family(telling: Telling) -> None:
    """Now and then relatives were told, or asked."""
    course, draw = telling.course, telling.draw
    source = telling.sources[-1]
    if draw.chance(0.1):
        told = course.delivered_at + 2 * HOUR
        at = telling.when(source, told)
        telling.say("event", source, telling.after(told), kind="relatives_told", at=at)
    if draw.chance(0.15):
        asked = telling.after(course.delivered_at, 1, 5)
        at = telling.when(source, asked)
        reply = draw.one_of(("held", "held", "refused", "no_answer", "not_held"))
        heard = telling.after(asked, 0, 6)
        telling.say("enquiry", source, heard, facility=course.station, asked_at=at, reply=reply)
