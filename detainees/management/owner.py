"""What the commands that run as the owner share."""

from django.conf import settings
from django.core.management.base import CommandError


def owner_alias():
    """Return the alias of the owner's login; CommandError on a side that has none."""
    aliases = {"owner": "default", "both": "owner"}
    if settings.SIDE not in aliases:
        raise CommandError("This runs as the owner: set SIDE=owner.")
    return aliases[settings.SIDE]
