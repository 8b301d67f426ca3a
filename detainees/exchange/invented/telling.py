"""What the sources say of an invented course: claims, some of them at odds about details.

Whatever they disagree about, all name the same day of seizure and the same kind of sentence, and
the last word is a confirmed release: counts do not depend on whom one believes.
"""

from datetime import datetime, timedelta, timezone

from detainees.exchange.invented.cases import InventedClaim, InventedRally, InventedSource
from detainees.exchange.invented.course import Course, Stay
from detainees.exchange.invented.draw import Draw
from detainees.exchange.invented.informants import CERTAINTY, EXACTNESS, informant

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


class Telling:
    """The claims of one case as they gather."""

    def __init__(
        self,
        draw: Draw,
        rally: InventedRally,
        number: int,
        course: Course,
        sources: list[InventedSource],
    ):
        self.draw = draw
        self.rally = rally
        self.number = number
        self.course = course
        self.sources = sources
        self.claims: list[InventedClaim] = []
        self._zone = timezone(timedelta(hours=rally.hours_from_utc))

    def say(self, noun, source, heard, *, certainty="", about=None, **fields) -> int:
        """Add a claim; return its place among the claims."""
        certainty = certainty or CERTAINTY[source.kind].pick(self.draw.number)
        aware = heard.replace(tzinfo=self._zone, second=0)
        self.claims.append(InventedClaim(noun, source, aware, certainty, fields, about))
        return len(self.claims) - 1

    def when(self, source: InventedSource, moment: datetime) -> str:
        """The moment as exactly as this source knows it: a partial date in local time."""
        return moment.isoformat()[: EXACTNESS[source.kind].pick(self.draw.number)]

    def after(self, moment: datetime, low: int = 1, high: int = 20) -> datetime:
        """When it was heard: some hours after it happened."""
        return moment + timedelta(minutes=self.draw.between(low * 60, high * 60))

    def best(self, *kinds: str) -> InventedSource:
        """The source who would know: the first of these kinds that speaks, else the first."""
        for kind in kinds:
            for source in self.sources:
                if source.kind == kind:
                    return source
        return self.sources[0]

    def other_than(self, source: InventedSource) -> InventedSource | None:
        """Another source of the case, if there is one."""
        return next((other for other in self.sources if other != source), None)


def tell_case(telling: Telling, *, other_station: str = "", other_days: int | None = None) -> None:
    """All claims of a case but those about its treatment, in the order in which things happened."""
    tell_seizure(telling)
    tell_station(telling, other_station)
    if telling.course.trial_at:
        sentence = tell_court(telling, other_days)
        if telling.course.reduced_at:
            _tell_reduction(telling, sentence)
    for stay in telling.course.stays[1:]:
        tell_stay(telling, stay)
    tell_family(telling)
    tell_release(telling)


def tell_seizure(telling: Telling) -> None:
    """When the person was seized; every source names the same day."""
    course, draw = telling.course, telling.draw
    first = telling.best("witness", "detainee")
    at = telling.when(first, course.seized_at)
    telling.say("event", first, telling.after(course.seized_at), kind="seized", at=at)
    second = telling.other_than(first)
    if second and draw.chance(0.4):
        moment = course.seized_at + timedelta(minutes=draw.between(-25, 25))
        if moment.date() != course.seized_at.date():
            moment = course.seized_at
        at = telling.when(second, moment)
        telling.say("event", second, telling.after(course.seized_at, 3, 40), kind="seized", at=at)


def tell_station(telling: Telling, other_station: str) -> None:
    """Delivery and stay at the station; now and then another source names another station."""
    course = telling.course
    source = telling.best("detainee", "lawyer", "relative")
    if telling.draw.chance(0.5):
        at = telling.when(source, course.delivered_at)
        heard = telling.after(course.delivered_at)
        telling.say("event", source, heard, kind="delivered", at=at, facility=course.station)
    if telling.draw.chance(0.08):
        at = telling.when(source, course.delivered_at + HOUR)
        telling.say("event", source, telling.after(course.delivered_at), kind="protocol", at=at)
    tell_stay(telling, course.stays[0], source=source)
    other = telling.other_than(source)
    if other_station and other:
        stay = Stay(other_station, course.delivered_at, course.left_station_at)
        tell_stay(telling, stay, source=other)


def tell_stay(telling: Telling, stay: Stay, *, source: InventedSource | None = None) -> None:
    """A placement, without its end when it was told before; papers shown are known of some."""
    source = source or telling.best("lawyer", "detainee", "relative")
    at_station = stay == telling.course.stays[0]
    told_later = at_station and telling.draw.chance(0.8)
    heard = telling.after(stay.to_at if told_later else stay.from_at, 2, 30)
    fields = {"facility": stay.facility, "from_at": telling.when(source, stay.from_at)}
    if stay.to_at <= heard:
        fields["to_at"] = telling.when(source, stay.to_at)
    if not at_station and telling.draw.chance(0.2):
        fields["ruling_shown"] = telling.draw.one_of(("yes", "yes", "no", "unknown"))
        fields["search_protocol_shown"] = telling.draw.one_of(("yes", "no", "unknown"))
        fields["identity_shown"] = telling.draw.one_of(("yes", "yes", "unknown"))
    telling.say("placement", source, heard, **fields)


def tell_court(telling: Telling, other_days: int | None) -> int:
    """Trial, charge and sentence, whose place among the claims is returned.

    Of a second sentence only the days may differ.
    """
    course, draw = telling.course, telling.draw
    source = telling.best("document", "lawyer", "detainee")
    trial = _tell_trial(telling, source) if draw.chance(0.7) else None
    heard = telling.after(course.trial_at, 2, 24)
    if draw.chance(0.75):
        charge = {"code": course.code, "article": course.article, "part": course.part}
        telling.say("charge", source, heard, about=trial, **charge)
    sentence = _tell_sentence(telling, source, course.days, trial)
    other = telling.other_than(source)
    if other and (other_days or draw.chance(0.2)):
        _tell_sentence(telling, other, other_days or course.days, None)
    if draw.chance(0.1):
        at = telling.when(source, course.trial_at + HOUR)
        telling.say("event", source, heard, kind="copy_delivered", at=at)
    return sentence


def _tell_trial(telling: Telling, source: InventedSource) -> int:
    course, draw = telling.course, telling.draw
    inside = draw.chance(0.92 if course.seized_at.day == 9 else 0.6)
    fields = {
        "held_at": telling.when(source, course.trial_at),
        "inside_station": "yes" if inside else "unknown",
        "lawyer_present": "yes" if draw.chance(0.04) else "no",
        "closed_doors": "yes" if draw.chance(0.85) else "unknown",
    }
    if inside:
        fields["facility"] = course.station
    if draw.chance(0.65):
        fields["minutes"] = course.minutes
    return telling.say("trial", source, telling.after(course.trial_at, 2, 24), **fields)


def _tell_sentence(telling: Telling, source, days: int | None, trial: int | None) -> int:
    course = telling.course
    fields = {"kind": course.outcome, "ruled_at": telling.when(source, course.trial_at)}
    if days:
        fields["days"] = days
    if course.amount_mci:
        fields["amount_mci"] = course.amount_mci
    if course.counted_from and source.kind in ("document", "lawyer", "detainee"):
        fields["counted_from"] = course.counted_from.isoformat()[:16]
    heard = telling.after(course.trial_at, 2, 30)
    return telling.say("sentence", source, heard, about=trial, **fields)


def _tell_reduction(telling: Telling, sentence: int) -> None:
    course, draw = telling.course, telling.draw
    source = telling.best("lawyer", "relative")
    if len(telling.sources) < 4 and draw.chance(0.35):
        source = informant(draw, telling.rally, telling.number, "official")
    telling.say(
        "sentencechange",
        source,
        telling.after(course.reduced_at, 1, 30),
        about=sentence,
        kind="reduced",
        decided_at=telling.when(source, course.reduced_at),
        days=course.reduced_to,
    )


def tell_family(telling: Telling) -> None:
    """Whom the family asked, what they were told, and when they learned the place."""
    course, draw = telling.course, telling.draw
    family = telling.best("relative", "lawyer")
    left = course.left_station_at
    if course.is_out_of_town:
        if draw.chance(0.45):
            heard = telling.after(left, 3, 12)
            telling.say("placement", family, heard, from_at=left.isoformat()[:10])
        told = left + 3 * DAY + timedelta(minutes=draw.between(0, 1380))
        if told < course.released_at and draw.chance(0.8):
            at = telling.when(family, told)
            telling.say("event", family, telling.after(told), kind="relatives_told", at=at)
    elif draw.chance(0.2):
        told = telling.after(course.delivered_at, 2, 16)
        at = telling.when(family, told)
        telling.say("event", family, telling.after(told), kind="relatives_told", at=at)
    if draw.chance(0.35 if course.is_out_of_town else 0.1):
        _tell_enquiry(telling, family)


def _tell_enquiry(telling: Telling, family: InventedSource) -> None:
    asked = telling.after(telling.course.delivered_at, 2, 14)
    # Nobody is said to be held who is out by then: the last word of June 2019 is the release.
    is_held = asked + timedelta(hours=1) < telling.course.released_at
    replies = ("refused", "refused", "no_answer", "not_held", "held" if is_held else "not_held")
    telling.say(
        "enquiry",
        family,
        telling.after(asked, 0, 6),
        facility=telling.course.station,
        asked_at=asked.isoformat()[:13],
        reply=telling.draw.one_of(replies),
    )


def tell_release(telling: Telling) -> None:
    """The release, confirmed by a person or paper; now and then somebody told of it before."""
    course, draw = telling.course, telling.draw
    source = telling.best("detainee", "relative", "lawyer")
    out = course.released_at
    other = telling.other_than(source)
    if other and draw.chance(0.12):
        at = telling.when(other, out)
        telling.say("release", other, telling.after(out, 0, 2), manner="released", released_at=at)
    at = telling.when(source, out)
    heard = telling.after(out, 3, 30)
    telling.say("release", source, heard, certainty="confirmed", manner="released", released_at=at)
