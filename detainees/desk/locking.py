"""Two editors on one record: nobody's words are lost, and neither overwrites the other unseen.

A form carries a short digest of each value that it showed. When it comes back, a digest that no
longer fits the database tells that somebody else changed the field meanwhile.
"""

import hashlib
from datetime import datetime

from django.db.models import Model

LETTERS = 6


def digest(value):
    """Return a few letters that stand for a field's value as a form holds it."""
    if isinstance(value, Model):
        value = value.pk
    if isinstance(value, datetime):
        value = int(value.timestamp()) // 60
    if isinstance(value, (list, tuple)):
        value = "\0".join(sorted(map(str, value)))
    text = "" if value in (None, False) else str(value)
    return hashlib.blake2b(text.encode("utf-8", "replace")).hexdigest()[:LETTERS]


def columns_of(form):
    """Return the names of the form's fields that are columns of its record, in order."""
    columns = {field.name for field in form.instance._meta.concrete_fields}
    return sorted(name for name in form.fields if name in columns and name != "id")


def seen_now(form):
    """Return the digests of the stored values that the form starts from, as one text."""
    if form.instance._state.adding:
        return ""
    return "".join(digest(form.initial.get(name)) for name in form.watched)


def changed_meanwhile(form, seen):
    """Return {field: touched} for the fields that somebody else changed since ``seen``.

    ``touched`` is True when this form's author changed the field too. A field that both changed to
    the same value is no conflict. A text that is not ours (an old page) tells nothing: no conflict.
    """
    names = form.watched
    if len(seen) != len(names) * LETTERS or form.instance._state.adding:
        return {}
    conflicts = {}
    for place, name in enumerate(names):
        before = seen[place * LETTERS : (place + 1) * LETTERS]
        mine = digest(form.cleaned_data[name]) if name in form.cleaned_data else None
        now = digest(form.initial.get(name))
        if now not in (before, mine):
            conflicts[name] = mine != before
    return conflicts
