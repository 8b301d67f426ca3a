"""Stored values in the words of a page."""

from datetime import date, datetime

from django.db.models import prefetch_related_objects
from django.utils import formats, timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from detainees.models import Rally, Source
from registry.lib.dates import PartialDateField, display_partial
from stations.models import City, Facility

# What says nothing when a row is made or removed; a change of it is told all the same.
UNTOLD = {"id", "public_id", "entry", "person", "detention", "made_at", "is_invented"}
SILENT = (None, "", "unknown")


def tell(differences, labels, *, all_columns=False):
    """Return [(name, before, after)] in words, "" for nothing, without what tells nothing.

    ``labels`` come from ``labels_of``. A column that went from one value to another is always
    told; one of a row made or removed only if it says something, or with ``all_columns``.
    """
    told = []
    for difference in differences:
        field = difference.field
        if None in (difference.before, difference.after) and not all_columns:
            value = difference.after if difference.before is None else difference.before
            if field.name in UNTOLD or says_nothing(value):
                continue
        before, after = (
            in_words(field, value, labels) for value in (difference.before, difference.after)
        )
        told.append((capfirst(str(field.verbose_name)), before, after))
    return told


def says_nothing(value):
    """True for what a row holds when nobody has said anything; 0 is something."""
    return value is False or value == [] or value in SILENT


def in_words(field, value, labels):
    """Return one stored value in the active language; "" for None and empty text."""
    if value in (None, "") or value == []:
        return ""
    if field.is_relation:
        return labels.get((field.related_model, value), f"#{value}")
    if isinstance(value, list):
        choices = dict(field.base_field.flatchoices)
        return ", ".join(str(choices.get(item, item)) for item in value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, PartialDateField):
        return str(display_partial(value))
    return plain(field, value)


def plain(field, value):
    """Return a value that has no labels of its own in words."""
    if field.name == "code_hash":
        return f"{value[:4]}…"  # tells one code from the next
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return formats.date_format(timezone.localtime(value), "DATETIME_FORMAT")
    if isinstance(value, date):
        return formats.date_format(value)
    return str(value)


def labels_of(differences):
    """Return {(model, id): text} for the sources and places that differences point at.

    At most six queries, whatever the number of differences; a row that is gone has no label.
    """
    wanted = {Source: set(), Facility: set(), City: set(), Rally: set()}
    for difference in differences:
        if difference.field.is_relation and difference.field.related_model in wanted:
            wanted[difference.field.related_model] |= {difference.before, difference.after} - {None}
    found = {model: fetch(model, ids) for model, ids in wanted.items()}
    cities = [*found[City].values(), *(rally.city for rally in found[Rally].values())]
    prefetch_related_objects(list(found[Facility].values()), "names")
    prefetch_related_objects(cities, "names")
    return {(model, pk): str(row) for model, rows in found.items() for pk, row in rows.items()}


def fetch(model, ids):
    """Return {id: row} of those of ``ids`` that are there, a rally with its city."""
    if not ids:
        return {}
    rows = model.objects.select_related("city") if model is Rally else model.objects
    return rows.in_bulk(ids)
