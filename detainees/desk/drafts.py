"""Drafts: what a volunteer types, kept on the server until it is saved, a day at most.

Sealed with a key that is derived from the server's secret and the account's number. Who could
still read a draft tonight: its author, logged in; and whoever holds both the database and the
desk server's environment (SECRET_KEY), so a seized, running desk server. A copy of the database or
a backup alone reads nothing, nor does another volunteer or an administrator. Nothing of it is
ever on the phone but the page itself.
"""

import base64
import json
import secrets

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils import timezone

from detainees.models import Draft

MOST = 20  # drafts of one account; beyond, the oldest goes
LARGEST = 20_000  # characters


class TooLongError(ValueError):
    """More was typed than a draft holds."""


def new_key():
    """Return a fresh name for a draft; it cannot be guessed, and says nothing."""
    return secrets.token_hex(16)


def keep(account, key, pairs):
    """Seal [(field, value)] as the draft ``key`` of ``account``, in place of what it held.

    Another account's key is left alone and nothing is kept. Raises TooLongError.
    """
    text = json.dumps(pairs, ensure_ascii=False)
    if len(text) > LARGEST:
        raise TooLongError
    sealed = seal_of(account).encrypt(text.encode())
    Draft.objects.filter(key=key, account=account).delete()
    Draft.objects.bulk_create(
        [Draft(account=account, key=key, sealed=sealed)], ignore_conflicts=True
    )
    newest = account.drafts.order_by("-saved_at").values("pk")[:MOST]
    account.drafts.exclude(pk__in=list(newest.values_list("pk", flat=True))).delete()


def read(account, key):
    """Return the [(field, value)] of a draft that still lasts, or None."""
    draft = standing(account).filter(key=key).first()
    return opened(account, draft) if draft else None


def forget(account, key):
    """Delete a draft of the account."""
    account.drafts.filter(key=key).delete()


def standing(account):
    """Return the account's drafts that still last, newest first."""
    return account.drafts.filter(saved_at__gt=timezone.now() - Draft.LASTS).order_by("-saved_at")


def opened(account, draft):
    """Return the pairs of a draft; None when it was sealed with another secret."""
    try:
        text = seal_of(account).decrypt(bytes(draft.sealed), ttl=int(Draft.LASTS.total_seconds()))
    except InvalidToken:
        return None
    return [(name, value) for name, value in json.loads(text)]


def seal_of(account):
    """Return the Fernet of one account."""
    derived = HKDF(SHA256(), length=32, salt=None, info=b"draft of account %d" % account.pk)
    return Fernet(base64.urlsafe_b64encode(derived.derive(settings.SECRET_KEY.encode())))
