"""The rows of one person's record, as they are or, within ``as_of``, as they were."""

from detainees.history.story import Change, Difference, in_person
from detainees.history.tracked import RECORD, owner_column, tracked_fields
from detainees.models import Detention


def record_of(person_id, models=RECORD):
    """Return the rows of ``models`` of a person's record, each as a Change from nothing to it.

    Takes one query for each table of the record, and is done when it returns.
    """
    rows, detentions = [], []
    for model in RECORD:
        if model not in models and model is not Detention:
            continue
        owners = [person_id] if in_person(model) else detentions
        columns = tracked_fields(model)
        found = rows_on(model, owners, columns)
        if model is Detention:
            detentions = [row["id"] for row in found]
        if model in models:
            rows += [row_as_change(model, columns, row) for row in found]
    return rows


def rows_on(model, owners, columns):
    """Return the rows of ``model`` that hang on ``owners`` as {column: value}, by id."""
    if not owners:
        return []
    rows = model.objects.filter(**{f"{owner_column(model)}__in": owners}).order_by("id")
    return list(rows.values(*(column.attname for column in columns)))


def row_as_change(model, columns, row):
    """Return a row as the Change that would make it."""
    differences = [Difference(column, None, row[column.attname]) for column in columns]
    return Change(model, row["id"], None, "insert", differences)
