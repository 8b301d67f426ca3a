"""Pages for what went wrong, and what the log is told of it."""

import logging
import sys
import traceback

from django.shortcuts import render

log = logging.getLogger("registry.errors")


def csrf_failure(request, reason=""):
    """Tell somebody whose form was too old or foreign how to send it again."""
    return render(request, "403_csrf.html", status=403)


def log_failure(**_signal):
    """Log where in our code a page failed, so that it can be mended.

    Neither the message of the error nor a value: the database's own messages quote the row they
    are about. Who reads the log tonight learns that something broke, and of nobody.
    """
    error = sys.exc_info()[1]
    frames = traceback.extract_tb(error.__traceback__)
    places = "".join(f"\n  {one.filename}:{one.lineno} {one.name}" for one in frames)
    log.error("%s at%s", type(error).__name__, places)
