"""From what is known to what stands in a cell: several claims, partial dates, unknown values."""

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from registry.lib.dates import is_partial

BETWEEN = "; "
NOT_TOLD = "?"
UNKNOWN = "unknown"
DAY, MINUTE = len("2019-06-09"), len("2019-06-09T18:30")


def cell(value):
    """Return what a cell shows of ``value``: a single value, or a list with one value a claim.

    Cases: 1. nothing: None; 2. one value: itself, a whole date as a date; 3. several: joined in
    their order as text, each claim in the same place in all columns of its kind, ``?`` where it
    tells nothing.
    """
    if not isinstance(value, list):
        return dated(value)
    if all(each in (None, "") for each in value):
        return None
    if len(value) == 1:
        return dated(value[0])
    return BETWEEN.join(map(as_text, value))


def dated(value):
    """Return a whole partial date as a date, one with minutes as a datetime, the rest as it is."""
    if value == "":
        return None
    return whole_date(str(value)) if isinstance(value, PartialText) else value


@lru_cache(maxsize=10_000)  # a long list has few different days
def whole_date(text):
    """Return a partial date as a date or datetime when it is whole, else as the text it is."""
    if is_partial(text) and len(text) == DAY:
        return date.fromisoformat(text)
    return datetime.fromisoformat(text) if is_partial(text) and len(text) == MINUTE else text


def as_text(value):
    """Return one of several values as text."""
    if value in (None, ""):
        return NOT_TOLD
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


class PartialText(str):
    """A partial date on its way into a cell; any other text stays text, even "2019-06-09"."""

    __slots__ = ()


def distinct(values):
    """Return the values without repetitions, each where it came first."""
    return list(dict.fromkeys(values))


def told_apart(values):
    """Return the known values of one column that cannot be the same, each where it came first.

    Not told and "unknown" contradict nothing, nor does 9 June contradict 9 June at 18:30.
    """
    if len(values) < 2:
        return values
    known = [value for value in distinct(values) if value not in (None, "", UNKNOWN)]
    return [
        value
        for value in known
        if not any(is_coarser(value, other) for other in known if other is not value)
    ]


def is_coarser(value, other):
    """True when ``value`` is the same partial date as ``other``, told with less precision."""
    return isinstance(value, PartialText) and len(value) < len(other) and other.startswith(value)
