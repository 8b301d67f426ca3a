"""Sealing what only the desk's sender may open: e-mail addresses of followers.

X25519 and ChaCha20-Poly1305 in the file format of age (pyrage). The public side knows DESK_KEY and
can seal; the secret key stands in the sender's environment and nowhere else. Who seizes the public
server, or the whole database, opens nothing.
"""

import json

import pyrage
from django.core.exceptions import ImproperlyConfigured


class SealedForOthersError(ValueError):
    """What was sealed to another key, or is no sealed text, cannot be opened."""


def check_key(key):
    """Return ``key``, a public one like ``age1...``, or ""; raise ImproperlyConfigured."""
    try:
        return key and str(pyrage.x25519.Recipient.from_str(key))
    except pyrage.RecipientError as error:
        raise ImproperlyConfigured("DESK_KEY must be a public key of age: age1...") from error


def make_keys():
    """Return a fresh pair (public key, secret key)."""
    identity = pyrage.x25519.Identity.generate()
    return str(identity.to_public()), str(identity)


def seal(told, key):
    """Return ``told``, a dict of texts, sealed to a public key; never the same bytes twice."""
    recipient = pyrage.x25519.Recipient.from_str(key)
    return pyrage.encrypt(json.dumps(told).encode(), [recipient])


def unseal(sealed, secret):
    """Return the dict that was sealed; raise SealedForOthersError when this key opens it not."""
    try:
        identity = pyrage.x25519.Identity.from_str(secret)
        return json.loads(pyrage.decrypt(bytes(sealed), [identity]))
    except (pyrage.DecryptError, pyrage.IdentityError, ValueError) as error:
        raise SealedForOthersError("The secret key does not open this.") from error
