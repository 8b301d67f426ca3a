"""What happened to one record and its rows: who changed what, when."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.response import TemplateResponse
from django.utils import formats, timezone
from django.utils.text import capfirst

from detainees.desk.fields import token
from registry.lib.dates import PartialDateField, display_partial

EVENTS_SHOWN = 300
# What the page or the line itself says already.
SELF_EVIDENT = ("person", "detention", "entry")


@dataclass(frozen=True)
class Change:
    """One event of history: a row made, changed or removed, with its values before and after."""

    at: datetime
    by: str
    label: str
    what: str
    fields: list  # of (name, before, after)


def history_page(admin, request, object_id, *, read=None):
    """Answer with the changes of a record and of the rows on its page that the account may see.

    ``read`` returns the changes of a record whose history is kept in a way of its own.

    If the police read it they see the record as it was before and the pseudonyms of those who
    wrote it: it is as secret as the record itself.
    """
    record = admin.get_object(request, object_id)
    if record is None:
        raise Http404
    if not admin.has_view_or_change_permission(request, record):
        raise PermissionDenied
    changes = (read or changes_of)(record)
    for inline in admin.get_inline_instances(request, record):
        if inline.has_view_or_change_permission(request, record):
            changes += changes_of_rows(inline.model, record)
    changes.sort(key=lambda change: change.at, reverse=True)
    context = {
        **admin.admin_site.each_context(request),
        "title": admin.opts.verbose_name,
        "opts": admin.opts,
        "address": admin.page_address("change", record.pk),
        "changes": changes[:EVENTS_SHOWN],
    }
    request.current_app = admin.admin_site.name
    return TemplateResponse(request, "desk/history.html", context)


def changes_of(record):
    """Return the changes of one record, oldest first."""
    if not hasattr(type(record), "history"):
        return []
    events = record.history.order_by("pgh_id")
    return read_events(events, type(record))


def changes_of_rows(model, record):
    """Return the changes of all rows of ``model`` that belong to ``record``, removed ones too."""
    if not hasattr(model, "history"):
        return []
    column = next(
        field.name
        for field in model._meta.fields
        if field.is_relation and field.related_model is type(record)
    )
    events = model.history.rel.related_model.objects.filter(**{column: record.pk})
    return read_events(events.order_by("pgh_id"), model)


def read_events(events, model):
    """Return events as Changes; each is compared with the event before it of the same row."""
    before, changes = {}, []
    for event in events:
        values = shown_values(event, model)
        changes.append(
            Change(
                at=event.pgh_created_at,
                by=author(event),
                label=event.pgh_label,
                what=capfirst(model._meta.verbose_name),
                fields=differences(before.get(event.pgh_obj_id, {}), values),
            )
        )
        before[event.pgh_obj_id] = values
    return changes


def author(event):
    """The pseudonym that wrote, as it was then; for another program the database login."""
    return (event.pgh_context or {}).get("name") or event.pgh_db_user


def differences(before, after):
    """Return [(field name, before, after)] of what is not the same."""
    return [
        (name, before.get(name, ""), value)
        for name, value in after.items()
        if value != before.get(name, "")
    ]


def shown_values(event, model):
    """Return {field name: text} of a row as one event recorded it."""
    shown = {}
    for field in model._meta.concrete_fields:
        if field.primary_key or field.name in SELF_EVIDENT or not hasattr(event, field.attname):
            continue
        value = getattr(event, field.attname)
        shown[capfirst(field.verbose_name)] = as_text(field, value)
    return shown


def as_text(field, value):
    """Return a stored value in the words of the page."""
    if value in (None, ""):
        return ""
    if isinstance(field, PartialDateField):
        return str(display_partial(value))
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if field.is_relation:
        return token(field.related_model.objects.filter(pk=value).first() or "", value)
    return plain_words(value)


def plain_words(value):
    """Return a value without a vocabulary in words."""
    if isinstance(value, datetime):
        return formats.date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
