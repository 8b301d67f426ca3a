"""What one claim says of where somebody is, and as of when: cases 1 to 7, in plain Python."""

from collections import namedtuple
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from registry.lib.dates import partial_span

# noun, id, what (kind, manner, reply), facility, at, began (a placement's from), days,
# counted_from, sentence (of a change), heard_at, certainty, reliability, source
Said = namedtuple(
    "Said",
    "noun id what facility at began days counted_from sentence heard_at certainty reliability"
    " source",
    defaults=("", None, "", "", None, "", None, None, "unknown", "unknown", 1),
)
Place = namedtuple("Place", "id kind zone")

GRADES = {"confirmed": 10, "probable": 20, "possible": 30, "unknown": 40, "doubtful": 50}
TRUST = {"reliable": 1, "usually": 2, "sometimes": 3, "unknown": 4, "unreliable": 5}
EVENTS = ("seized", "delivered", "protocol")
LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)
INSTANT = timedelta(microseconds=1)


def instant(local, zone):
    """A local time as an instant; of two that a change of clocks allows, PostgreSQL's."""
    offset = min(local.replace(tzinfo=ZoneInfo(zone), fold=fold).utcoffset() for fold in (0, 1))
    return (local - offset).replace(tzinfo=UTC)


def first(text, zone):
    return instant(partial_span(text)[0], zone) if text else None


def end(text, zone):
    return instant(partial_span(text)[1], zone) if text else None


def last(text, zone):
    """The last instant covered; a minute is one instant."""
    if not text:
        return None
    start, stop = partial_span(text)
    return instant(start if len(text) == 16 else stop - INSTANT, zone)


def least(*values):
    return min((value for value in values if value is not None), default=None)


def greatest(*values):
    return max((value for value in values if value is not None), default=None)


def doubtful(said):
    return said.certainty == "doubtful"


def weight(said):
    return GRADES[said.certainty] + TRUST[said.reliability]


def newest(said):
    """For ties: the best graded, then the last heard, then the last written."""
    return (weight(said), -said.heard_at.timestamp(), -said.id)


def descending(value):
    """A sort key by which the latest instant comes first and None last."""
    return (value is None, -(value or LONG_AGO).timestamp())


class Whereabouts:
    """What one claim says of where somebody is, and as of when."""

    def __init__(self, said, zone, group, kind, text):
        self.said, self.group, self.kind, self.text = said, group, kind, text
        self.facility, self.doubtful, self.overtaken = said.facility, doubtful(said), False
        spoken = said.at if kind == "left" or said.noun != "placement" else said.began
        self.first, self.end = first(spoken, zone), end(spoken, zone)
        began = said.began if kind == "left" else ""
        self.began = first(began, zone) or self.first
        heard = said.heard_at
        if kind in ("open", "moved"):
            self.as_of = greatest(self.first, heard)
        elif kind == "event":
            self.as_of = self.first or LONG_AGO
        else:
            self.as_of = greatest(self.first, least(self.end, heard))
        self.is_forecast = (
            group == "out" and self.first is not None and self.first > heard + timedelta(hours=24)
        )
        spoken_now = kind in ("open", "moved") or group == "out" or self.as_of == LONG_AGO
        self.confirmed_at = heard if spoken_now else self.as_of

    @classmethod
    def read(cls, said, zone):  # noqa: PLR0911
        """The claim as one of whereabouts, or None when it is none."""
        if said.noun == "release":
            return None if said.what == "died" else cls(said, zone, "out", said.what, said.at)
        if said.noun == "placement":
            if said.at:
                return cls(said, zone, "gone", "left", said.at)
            if said.facility is None:
                return cls(said, zone, "gone", "moved", said.began)
            return cls(said, zone, "in", "open", said.began)
        if said.noun == "enquiry" and said.what == "held":
            return cls(said, zone, "in", "held", said.at)
        if said.noun == "enquiry" and said.what == "not_held":
            return cls(said, zone, "not_here", "not_held", said.at)
        if said.noun == "event" and said.facility and said.what in EVENTS:
            return cls(said, zone, "in", "event", said.at)
        return None

    def order(self):
        return (
            self.doubtful,
            self.overtaken,
            descending(self.as_of),
            not (self.group == "out" or self.kind == "left"),
            descending(self.began),
            weight(self.said),
            -self.said.heard_at.timestamp(),
            self.said.noun,
            -self.said.id,
        )

    def is_overtaken_by(self, other):  # noqa: PLR0911
        if other.doubtful and not self.doubtful:
            return False
        elsewhere = (other.facility and other.facility.id) != (self.facility and self.facility.id)
        if self.kind == "left" and other.group == "out":
            return (other.end or other.said.heard_at) >= self.first
        if self.kind == "left":
            return elsewhere and self.is_left_for(other)
        if self.kind not in ("open", "moved") or other.said.heard_at < self.said.heard_at:
            return False
        if other.group == "out":
            return self.began is None or (other.end or other.said.heard_at) > self.began
        if elsewhere:
            moved = other.group in ("in", "gone") and other.began is not None
            return moved and other.began > (self.began or self.said.heard_at)
        left = other.kind == "left" and other.facility is not None
        return left and (self.began is None or other.end > self.began)

    def is_left_for(self, other):
        """True when another place is told of no earlier than this one was left."""
        if self.facility is None or other.facility is None:
            return False
        told = other.group == "in" or other.kind == "left"
        return told and (other.began or other.said.heard_at) >= self.first
