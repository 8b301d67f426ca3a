"""A follow for somebody who calls: the code is read out once, and nothing of the caller is kept."""

import hashlib

from django.db.models import Func, JSONField, Value
from django.utils import timezone

from detainees.models import Follow
from detainees.publication.consent_code import make_code


def follow_by_phone(person, language):
    """Begin a follow of ``person`` in the caller's language; return the code, kept nowhere.

    The same row as a visitor's own follow: what is so now counts as read, to the hour.
    """
    code = make_code()
    Follow.objects.create(
        code_hash=hashlib.sha256(code.encode()).digest(),
        person=person,
        language=language,
        made_at=timezone.now().replace(minute=0, second=0, microsecond=0),
        seen=Func(Value(person.pk), function="followed_state", output_field=JSONField()),
    )
    return code
