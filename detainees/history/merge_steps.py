"""The steps of a merge: single columns written, so that each can be undone by itself.

A step is [table, row, column, before, after]. Texts are never kept in a step: a column that was
filled in holds [..., FILL, row it came from] instead, for the row it came from still has the text.
"""

from itertools import groupby

from django.apps import apps
from django.utils.dateparse import parse_datetime

from detainees.models import Detention, Health, Person

FILL = "filled in"
# What an empty column of the kept row takes from the same column of the merged one.
FILLED = {
    Person: (
        "sex", "birth_date", "birth_year_from", "birth_year_to", "looks_minor", "description",
        "occupation", "citizenship", "identity_number", "home_address", "phone", "note",
    ),
    Detention: ("rally_id", "city_id", "role", "authority", "note"),
    Health: ("is_pregnant", "has_child_under_14", "raises_child_alone", "disability", "note"),
}  # fmt: skip
# Columns that say one thing together: filled in together or not at all.
TOGETHER = ({"birth_year_from", "birth_year_to"}, {"rally_id", "city_id"})


def is_empty(value):
    """True for what a column holds when nobody has said anything."""
    return value in (None, "", "unknown", False)


class Steps:
    """Writes columns of rows, and tells each as a step."""

    def __init__(self):
        self.told = []

    def change(self, row, column, value):
        """Write one column of one row, unless it holds the value already."""
        before = getattr(row, column)
        if before == value:
            return
        setattr(row, column, value)
        row.save(update_fields=[column])
        self.tell(row, column, before, value)

    def move(self, model, ids, column, value):
        """Write one column of several rows, by their ids, that hold different values now."""
        before = dict(model.objects.filter(pk__in=list(ids)).values_list("pk", column))
        model.objects.filter(pk__in=before).update(**{column: value})
        for pk in sorted(before):
            self.tell(model(pk=pk), column, before[pk], value)

    def fill(self, into, source, columns):
        """Write into the empty ones of ``columns`` what ``source`` knows."""
        filled = [
            column
            for column in columns
            if not is_empty(getattr(source, column))
            and all(is_empty(getattr(into, each)) for each in together(column))
        ]
        for column in filled:
            setattr(into, column, getattr(source, column))
            self.tell(into, column, FILL, source.pk)
        if filled:
            into.save(update_fields=filled)

    def tell(self, row, column, before, after):
        """Keep one step."""
        step = [row._meta.model_name, row.pk, column, as_json(before), as_json(after)]
        self.told.append(step)


def together(column):
    """Return the columns that must all be empty for ``column`` to be filled in."""
    return next((each for each in TOGETHER if column in each), {column})


def as_json(value):
    """Return an instant as text; other values as they are."""
    return value.isoformat() if hasattr(value, "isoformat") else value


def undo(steps):
    """Undo steps, the last one first; return those that could not be: something else stands there.

    A column that holds again what it held before counts as undone.
    """
    left = []
    for (table, column, before, after), group in groupby(reversed(steps), key=alike):
        model, rows = apps.get_model("detainees", table), [step[1] for step in group]
        if before == FILL:
            undone = [row for row in rows if empty(model, row, after, column)]
        else:
            undone = restore(model, rows, column, stored(column, before), stored(column, after))
        left += [[table, row, column] for row in rows if row not in undone]
    return left


def alike(step):
    """What steps that are undone at once have in common."""
    table, _row, column, before, after = step
    return table, column, before, after


def stored(column, value):
    """Return a value as the column holds it."""
    return parse_datetime(value) if value and column.endswith("_at") else value


def restore(model, rows, column, before, after):
    """Write ``before`` where ``after`` still stands; return the rows that hold it now."""
    found = model.objects.filter(pk__in=rows)
    found.filter(**{column: after}).update(**{column: before})
    return set(found.filter(**{column: before}).values_list("pk", flat=True))


def empty(model, row, source, column):
    """Empty a filled column if it still holds what the source's does; True when it is empty."""
    rows = model.objects.in_bulk([row, source])
    if row not in rows:
        return False
    into = rows[row]
    if source in rows and getattr(into, column) == getattr(rows[source], column):
        setattr(into, column, model._meta.get_field(column).get_default())
        into.save(update_fields=[column])
    return is_empty(getattr(into, column))
