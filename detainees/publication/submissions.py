"""Sending a message to the desk and reading its answer, as the public login does.

Who is harmed if the police read this path: the public side keeps nothing of a message and cannot
read one back; see ``submit`` and ``read_answer`` in the migration ``submission_functions``.
"""

from dataclasses import dataclass, field
from datetime import date

from django.db import connections

from detainees.models.submission import Submission
from detainees.publication.published import PUBLIC

SubmissionKind = Submission.Kind
Effect = Submission.Effect
TAKEN, REPEATED, USED = "taken", "repeated", "used"


@dataclass(frozen=True)
class Message:
    """What a visitor sends. ``keys`` are those of ``name``; ``noticed`` is what speaks against it.

    ``public_id`` is that of a listed person or "", ``birth_year`` a year or None, ``other_code``
    the code of a consent or "".
    """

    kind: str
    language: str
    name: str = ""
    birth_year: int | None = None
    text: str = ""
    keys: list[str] = field(default_factory=list)
    public_id: str = ""
    wants_news: bool = False
    noticed: int = 0
    other_code: str = ""

    @property
    def words(self):
        """What makes it this message and no other: the same form with these is the same one."""
        told = (self.kind, self.name, self.birth_year, self.text, self.public_id)
        return (*told, self.wants_news, self.other_code)


@dataclass(frozen=True)
class Reply:
    """What the desk said to a message: ``state`` is open, answered or closed."""

    kind: str
    state: str
    answer: str
    answered_on: date | None
    received_on: date


def submit(form_hash, code, message):
    """Store ``message`` under ``code``, once for a form; return (state, effect).

    ``state`` is TAKEN, REPEATED (this form with this code before) or USED (this form with another
    message); once it returns, the message is kept whatever happens. Raises a DatabaseError
    otherwise, and then the same call may be made again without harm.
    """
    told = [form_hash, code, message.kind, message.language, message.name, message.birth_year]
    told += [message.text, message.keys, message.public_id, message.wants_news, message.noticed]
    told.append(message.other_code)
    with connections[PUBLIC].cursor() as cursor:
        cursor.execute(
            "SELECT state, effect FROM"
            " submit(%s, %s, %s, %s, %s, %s, %s, %s::text[], %s, %s, %s, %s)",
            told,
        )
        return cursor.fetchone()


def read_reply(code):
    """Return the Reply to the message with this code, None when there is none."""
    with connections[PUBLIC].cursor() as cursor:
        cursor.execute(
            "SELECT kind, state, answer, answered_on, received_on FROM read_answer(%s)", [code]
        )
        row = cursor.fetchone()
    return row and Reply(*row)
