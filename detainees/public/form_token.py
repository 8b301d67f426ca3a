"""A form is sent once, by somebody who took time to fill it in: no cookie, no address.

The token in a form is a random number and the second at which the page was made, signed. It holds
over restarts, says nothing of the visitor and is stored only as a hash, when the form is sent.
"""

import hashlib
import secrets
import time
from dataclasses import dataclass

from django.conf import settings
from django.core.signing import BadSignature, Signer

from registry.lib.codes import derive_code

# A person needs longer than this; a program that waits is slowed down.
QUICKEST = 3
# Sent before this, a form is looked at twice.
HURRIED = 8
# An evening with a bad line.
OLDEST = 12 * 60 * 60
SALT = "public form"


@dataclass(frozen=True)
class FormToken:
    """A form's token: ``number`` makes it the only one, ``age`` is in seconds."""

    number: str
    age: float

    @property
    def is_early(self):
        """True when no person can have filled in the form."""
        return self.age < QUICKEST

    @property
    def is_hurried(self):
        """True when hardly a person can have filled in the form."""
        return self.age < HURRIED

    @property
    def hash(self):
        """What is stored of it."""
        return hashlib.sha256(self.number.encode()).digest()

    def code(self, *parts):
        """Return the code of what was sent with this form: the same for the same ``parts``."""
        told = (self.number, *parts)
        secret = f"{SALT}{settings.SECRET_KEY}".encode()
        return derive_code(secret, *(str(part).encode() for part in told))


def make_token(*, made_at=None):
    """Return the token for a new form, made at ``made_at`` (seconds since 1970; None: now)."""
    made_at = int(time.time() if made_at is None else made_at)
    return Signer(salt=SALT).sign(f"{secrets.token_urlsafe(16)}.{made_at}")


def read_token(text):
    """Return the FormToken that a form came with; None when it is not ours or too old."""
    try:
        number, _dot, made_at = Signer(salt=SALT).unsign(str(text)[:200]).rpartition(".")
    except BadSignature:
        return None
    token = FormToken(number, time.time() - int(made_at))
    return token if token.age <= OLDEST else None
