"""Partial dates: what is known of an instant, in the local time of its place.

One text column in ISO 8601 of reduced precision: ``2019``, ``2019-06``, ``2019-06-09``,
``2019-06-09T18`` or ``2019-06-09T18:30``. Such texts sort by time, read well in every export, and
the database functions ``partial_start`` and ``partial_end`` (migration ``registry 0001``) turn them
into the span they cover.
"""

import re
from datetime import date, datetime, timedelta
from functools import lru_cache

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import formats, timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(?:[T ](\d{1,2})(?::(\d{2}))?)?)?)?")
DOTTED = re.compile(r"(?:(?:(\d{1,2})[./])?(\d{1,2})[./])?(\d{4})(?:[ ,T]+(\d{1,2})(?::(\d{2}))?)?")
# Also in SQL, where \d may mean more than ten digits. It lets 31 February through.
STORED = (
    r"^(19|20)[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01])"
    r"(T([01][0-9]|2[0-3])(:[0-5][0-9])?)?)?)?$"
)
FIRST_YEAR, LAST_YEAR = 1900, 2099
PRECISIONS = ("%Y", "%Y-%m", "%Y-%m-%d", "%Y-%m-%dT%H", "%Y-%m-%dT%H:%M")
LENGTHS = {4: 0, 7: 1, 10: 2, 13: 3, 16: 4}
# What makes a day of a year or a month, by its length.
FIRST_DAY = {4: "-01-01", 7: "-01"}
DATE_HELP = _(
    "Write a date as 09.06.2019 18:30, or as much of it as is known: 09.06.2019, 06.2019, 2019."
)


def parse_partial(text):
    """Return the stored form of a partial date as people type it.

    Understands ``2019``, ``06.2019``, ``9.6.2019``, ``09.06.2019 18:30`` and the ISO forms.
    Raises ValueError when it is none of these or no such day or hour exists.
    """
    text = " ".join(text.split())
    parts = _parts(text)
    if parts is None:
        raise ValueError(f"not a partial date: {text[:40]!r}")
    numbers = [int(part) for part in parts if part is not None]
    if not FIRST_YEAR <= numbers[0] <= LAST_YEAR:
        raise ValueError(f"year out of range: {numbers[0]}")
    filled = numbers + [1, 1, 0, 0][len(numbers) - 1 :]
    return datetime(*filled).strftime(PRECISIONS[len(numbers) - 1])


def _parts(text):
    """Split a text into year, month, day, hour and minute, unknown ones None; None if no date."""
    if match := ISO.fullmatch(text):
        return match.groups()
    match = DOTTED.fullmatch(text)
    if not match:
        return None
    day, month, year, hour, minute = match.groups()
    if hour is not None and day is None:
        return None
    return year, month, day, hour, minute


def partial_span(value):
    """Return (start, end) as naive local datetimes of a stored partial date, end excluded.

    Agrees with ``partial_start`` and ``partial_end``, also on a day that the month has not: 31
    February is counted on to 3 March. Raises ValueError for "" and whatever else spans nothing.
    """
    if not re.fullmatch(STORED, value):
        raise ValueError(f"not a stored partial date: {value[:40]!r}")
    precision = LENGTHS[len(value)]
    numbers = [int(number) for number in re.findall("[0-9]+", value)]
    year, month, day, hour, minute = numbers + [1, 1, 0, 0][precision:]
    start = datetime(year, month, 1, hour, minute) + timedelta(days=day - 1)
    if precision == 0:
        return start, start.replace(year=start.year + 1)
    if precision == 1:
        return start, (start + timedelta(days=31)).replace(day=1)
    step = (timedelta(days=1), timedelta(hours=1), timedelta(minutes=1))[precision - 2]
    return start, start + step


def display_partial(value):
    """Return a stored partial date in the words of the active language.

    What names no day of the calendar ("", or 31 February written past our forms) stays as it is.
    """
    start = first_instant(value)
    if start is None:
        return value
    precision = LENGTHS[len(value)]
    if precision == 0:
        return value
    if precision == 1:
        return _in_words(start.date(), "YEAR_MONTH_FORMAT")
    day = _in_words(start.date(), "DATE_FORMAT")
    if precision == 2:
        return day
    if precision == 3:
        return _("%(day)s, about %(hour)s:00") % {"day": day, "hour": f"{start:%H}"}
    return f"{day}, {start:%H:%M}"


def display_day(instant):
    """Return the local day of an aware instant in the words of the active language."""
    return _in_words(timezone.localdate(instant), "DATE_FORMAT")


def _in_words(day, style):
    """Return a date in the active language's format; only English writes its months large."""
    return _year_in_words(day.year, style, get_language())[day.timetuple().tm_yday]


@lru_cache(maxsize=30)
def _year_in_words(year, style, language):
    """Return every day of a year in words, by its number in the year.

    A page names many days. Whole years are remembered, so that memory tells of no day asked for.
    """
    words = [""]
    day = date(year, 1, 1)
    while day.year == year:
        words.append(formats.date_format(day, style))
        day += timedelta(days=1)
    return words if language == "en" else [text.lower() for text in words]


def is_partial(value):
    """True when ``value`` is a partial date as stored, and its day exists."""
    return first_instant(value) is not None


def first_instant(value):
    """Return the naive local instant at which a stored partial date begins.

    None for what is no such text, and for a day that does not exist.
    """
    if not re.fullmatch(STORED, value):
        return None
    try:
        return datetime.fromisoformat(f"{value}{FIRST_DAY.get(len(value), '')}")
    except ValueError:
        return None


def validate_partial(value):
    """Raise ValidationError unless ``value`` is a stored partial date."""
    if not is_partial(value):
        raise ValidationError(DATE_HELP, code="partial_date")


class PartialDateFormField(forms.CharField):
    """A text box for a partial date; keeps what was typed when it cannot be read."""

    default_error_messages = {"invalid": DATE_HELP}

    def to_python(self, value):
        """Return the stored form, "" for nothing; raise ValidationError with an example."""
        value = super().to_python(value)
        if value in self.empty_values:
            return ""
        try:
            return parse_partial(value)
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error

    def prepare_value(self, value):
        """Show a stored value as people type it, day first; anything else as it was typed."""
        if isinstance(value, str) and is_partial(value):
            return typed_partial(value)
        return value

    def has_changed(self, initial, data):
        """Compare stored forms, so that an untouched box never counts as a change."""
        try:
            return super().has_changed(initial or "", self.to_python(data))
        except ValidationError:
            return True


def typed_partial(value):
    """Return a stored partial date as a form shows it: ``09.06.2019 18:30``."""
    date, _t, time = value.partition("T")
    day_first = ".".join(reversed(date.split("-")))
    return f"{day_first} {time}".strip()


class PartialDateField(models.CharField):
    """A partial date in local time of its place, stored as sortable text; "" is unknown."""

    description = "Partial date"

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        kwargs["max_length"] = 16
        kwargs["validators"] = [validate_partial]
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("validators", None)
        return name, path, args, kwargs

    def formfield(self, **kwargs):
        """A box without a length limit: a browser would cut off what is too long, unseen."""
        return super().formfield(
            **{"form_class": PartialDateFormField, "max_length": None, **kwargs}
        )


class PartialStart(models.Func):
    """In SQL: the first local instant that a partial date covers, NULL when unknown."""

    function = "partial_start"
    output_field = models.DateTimeField()


class PartialEnd(models.Func):
    """In SQL: the first local instant after what a partial date covers, NULL when unknown."""

    function = "partial_end"
    output_field = models.DateTimeField()


def partial_date_rule(field, model):
    """The database constraint that a column holds a partial date or nothing."""
    return models.CheckConstraint(
        condition=models.Q(**{field: ""}) | models.Q(**{f"{field}__regex": STORED}),
        name=f"{model}_{field}_is_partial_date",
        violation_error_message=DATE_HELP,
    )
