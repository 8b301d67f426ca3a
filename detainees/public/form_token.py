"""A form is sent once, by somebody who took time to fill it in: no cookie, no address.

The token in a form is a random number and the second at which the page was made, signed. It holds
over restarts, says nothing of the visitor and is stored only as a hash, when the form is sent.
"""

import hashlib
import hmac
import secrets
import time
from dataclasses import dataclass

from django.conf import settings
from django.core.signing import BadSignature, Signer

from detainees.publication.consent_code import RANDOM_DIGITS, check_digit

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
        """Return the code of what was sent with this form: the same for the same ``parts``.

        Whoever lacks SECRET_KEY or the form cannot tell it from a random one.
        """
        told = repr((SALT, self.number, *parts)).encode()
        digest = hmac.new(settings.SECRET_KEY.encode(), told, hashlib.sha256).digest()
        digits = f"{int.from_bytes(digest) % 10**RANDOM_DIGITS:0{RANDOM_DIGITS}d}"
        return digits + check_digit(digits)


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
