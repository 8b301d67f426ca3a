"""Taking a file in: encrypted to the offline key, with a copy to look at, or not at all."""

import hashlib

import pyrage
from django.conf import settings
from django.db import transaction

from detainees.desk.pictures import examine
from detainees.models import Detention, Entry, File

LARGEST = 10 * 1024 * 1024
MOST_OF_A_DETENTION = 20


class TooManyError(ValueError):
    """The detention has MOST_OF_A_DETENTION files already."""


class HereAlreadyError(ValueError):
    """The same bytes were handed in before."""


def is_possible():
    """True when the server has the public half of the key; without it no file is taken."""
    return bool(settings.FILES_KEY)


def encrypt(content):
    """Return ``content`` encrypted (age); only the offline half of the key opens it."""
    return pyrage.encrypt(content, [pyrage.x25519.Recipient.from_str(settings.FILES_KEY)])


@transaction.atomic
def take_in(content, detention, *, kind, telling, account):
    """Store a file of ``detention``; return the File.

    ``telling`` is a function from an Entry to what claims carry, of which the source is used.
    Raises RefusedError, TooManyError, HereAlreadyError; then nothing is stored.
    """
    media_type, copy = examine(content)
    digest = hashlib.sha256(content).hexdigest()
    Detention.objects.select_for_update(no_key=True).get(pk=detention.pk)
    files = File.objects.filter(detention=detention)
    if files.filter(sha256=digest).exists():
        raise HereAlreadyError
    if files.count() >= MOST_OF_A_DETENTION:
        raise TooManyError
    entry = Entry.begin(account)
    return File.objects.create(
        detention=detention,
        kind=kind,
        source=telling(entry)["source"],
        entry=entry,
        media_type=media_type,
        size=len(content),
        sha256=digest,
        original=encrypt(content),
        copy=copy,
    )


def visible_files(account):
    """Return the files whose copies ``account`` may see: all or its own; medical ones by right.

    Nobody without the right to see health sees a medical paper, also not who brought it.
    """
    files = File.objects.without_bytes()
    if not account.has_perm("detainees.view_file"):
        files = files.filter(entry__entered_by=account)
    if not account.has_perm("detainees.view_health"):
        files = files.exclude(kind=File.Kind.MEDICAL)
    return files
