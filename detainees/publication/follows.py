"""Following one person without an account, as the public login does.

Who is harmed if the police read this path: whoever holds a code sees what a listed person's page
shows, or, with the year of birth, what a name is answered with. Addresses are sealed before they
reach the database; see the migration ``follow_functions``.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import connections
from django.utils.dateparse import parse_datetime

from detainees.models.follow import Follow
from detainees.publication.finding import find
from detainees.publication.published import PUBLIC
from detainees.publication.sealing import seal

Pace = Follow.Pace
TAKEN, REPEATED, USED, NOBODY = "taken", "repeated", "used", "nobody"
ENOUGH, UNKNOWN = "enough", "unknown"
INSTANTS = ("confirmed_at", "release_from", "release_at", "release_to")


@dataclass(frozen=True)
class Followed:
    """Whom a visitor wants to follow: a listed person by id, or the answer to a name.

    ``place`` says which of the answers, beginning with 1.
    """

    public_id: str = ""
    keys: tuple[str, ...] = ()
    birth_year: int | None = None
    city: str = ""
    place: int = 1


@dataclass(frozen=True)
class Opened:
    """What the private page may show: nothing while it is ``locked``.

    ``state`` is what is so now, ``seen`` what was so when the follower last read it: dicts of
    status, facility_id, since, release_from and so on. ``mail`` is "", "asked" or "confirmed".
    """

    locked: bool
    mail: str
    state: dict | None = None
    seen: dict | None = None
    since: date | None = None


def follow(form_hash, code, language, followed):
    """Begin a follow under ``code``, once for a form; return TAKEN, REPEATED, USED or NOBODY."""
    if not followed.public_id:
        # A question must be counted, for good, before anything answers it.
        find(list(followed.keys), followed.birth_year, followed.city)
    told = [form_hash, code, language, followed.public_id, list(followed.keys)]
    told += [followed.birth_year, followed.city, followed.place]
    return call("follow(%s, %s, %s, %s, %s::text[], %s, %s, %s)", told)


def open_follow(code, birth_year=None, *, has_read=False):
    """Return the Opened of the follow with this code, None when there is none.

    With ``has_read`` what is so now counts as read from now on.
    """
    told = call("open_follow(%s, %s, %s)", [code, birth_year, has_read])
    if told is None:
        return None
    opened = json.loads(told) if isinstance(told, str) else told
    if opened["locked"]:
        return Opened(locked=True, mail=opened["mail"])
    return Opened(
        locked=False,
        mail=opened["mail"],
        state=with_instants(opened["state"]),
        seen=with_instants(opened["seen"]),
        since=date.fromisoformat(opened["since"]),
    )


def with_instants(state):
    """Return a state with its instants as aware datetimes."""
    return {
        key: as_instant(value) if key in INSTANTS and value else value
        for key, value in state.items()
    }


def as_instant(text) -> datetime:
    """Return the instant that the database wrote as text."""
    return parse_datetime(text)


def follow_by_mail(code, mail_code, address, pace):
    """Store an address with a follow and have it asked to confirm; TAKEN, ENOUGH or UNKNOWN.

    ``mail_code`` stands in letters alone. The address is sealed here and is nowhere in the clear.
    """
    sealed = seal({"address": address, "code": code, "mail_code": mail_code}, settings.DESK_KEY)
    address_hash = hashlib.sha256(address.strip().lower().encode()).digest()
    told = [code, sealed, mail_code, pace, address_hash]
    return call("follow_by_mail(%s, %s, %s, %s, %s)", told)


def confirm_letters(mail_code):
    """Say that the address's owner wants the letters; False for a code that is none any more."""
    return bool(call("confirm_letters(%s)", [mail_code]))


def knows_letters(mail_code):
    """True while letters with this code are being sent or asked for."""
    return call("knows_letters(%s)", [mail_code])


def end_letters(mail_code):
    """Delete the address; False for a code that is none any more."""
    return call("end_letters(%s)", [mail_code])


def end_follow(code):
    """Delete the follow with everything that belongs to it; False when there is none."""
    return call("end_follow(%s)", [code])


def call(function, told):
    """Return what a function of ``public_api`` says."""
    with connections[PUBLIC].cursor() as cursor:
        cursor.execute(f"SELECT {function}", told)
        return cursor.fetchone()[0]
