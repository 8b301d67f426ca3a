"""Names that were removed on request, written again: held for a moderator, maybe a namesake.

Which names those are says ``history.removed_names``. A moderator is warned and may save over it;
what somebody else enters is kept as a message of its own kind, outside the record.
"""

import hashlib
import secrets

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext_lazy

from detainees.desk.forms import readable
from detainees.history.removed_names import removed_among, removed_before
from detainees.models import Submission

MAY_DECIDE = "detainees.set_level"
NAMESAKE = gettext_lazy(
    "Somebody of this name was removed on request. Save it only if this is a namesake."
)
FOR_A_MODERATOR = gettext_lazy(
    "Somebody of this name was removed on request. It may be a namesake: only a moderator writes "
    "it down. Enter it by quick entry, there it is kept for a moderator."
)
KEPT = gettext_lazy(
    "Kept for a moderator, and not in the record yet: somebody of this name was removed on "
    "request. It may be a namesake."
)
PARTS = ("surname", "given", "patronymic")
# What says nothing about the person.
UNTOLD = {"same_as", "draft", "save_anyway", "warned"}


def was_removed(parts, birth_date):
    """True when a name (NameParts), born then as far as is known, was removed on request."""
    return any(parts[:3]) and removed_before(*parts[:3], year_of(birth_date))


def removed_rows(rows, birth_date):
    """Return those of the forms of names whose name was removed on request; one query."""
    changed = [row for row in rows if set(PARTS) & set(row.changed_data)]
    told = [[row.cleaned_data.get(part) or "" for part in PARTS] for row in changed]
    removed = removed_among([(*parts, year_of(birth_date)) for parts in told]) if told else []
    return [row for row, is_removed in zip(changed, removed, strict=True) if is_removed]


def year_of(birth_date):
    """Return the year of a stored partial date, None when it is not known."""
    return int(birth_date[:4]) if birth_date else None


def hold(form, account, person=None):
    """Keep what a valid EntryForm says for a moderator; return the Submission.

    Nobody has a code for it. It goes 30 days after a moderator closed it, as every message.
    """
    name = " ".join(part for part in form.parts[:3] if part)[:200]
    text = "\n".join(lines_of(form))
    return Submission.objects.create(
        kind=Submission.Kind.HELD,
        language=account.language,
        name=name,
        birth_year=year_of(form.born),
        text=text,
        person=person or form.person,
        likeness=hashlib.md5(f"{name}{text}".encode(), usedforsecurity=False).hexdigest(),
        code_hash=secrets.token_bytes(32),
        received_at=timezone.now().replace(minute=0, second=0, microsecond=0),
    )


def lines_of(form):
    """Yield "label: value" of each box that says something."""
    for name, value in form.cleaned_data.items():
        if name not in UNTOLD and value not in (None, "", False, "unknown"):
            told = value if isinstance(value, Model) else readable(form[name], value)
            yield f"{form.fields[name].label}: {told}"
