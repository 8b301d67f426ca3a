"""How a session at the desk begins, is found good, and ends.

It has two halves: after the password it opens the page of the second factor and nothing else; after
the second factor it opens the desk. Its key changes at both. It ends after half an hour without a
request, and after eight hours in any case: a night has several logins, a seized phone few hours.
"""

import time

from django.contrib.auth import login as log_in
from django.contrib.auth import logout as log_out
from django.middleware.csrf import rotate_token

from detainees.models import Session

BEGUN, SEEN, FACTOR, CONFIRMED = "begun_at", "seen_at", "second_factor", "confirmed_at"
LONGEST = 8 * 60 * 60
SEEN_EVERY = 60
CONFIRMED_FOR = 10 * 60


def begin(request, account):
    """Begin the first half for somebody who knows the password."""
    log_in(request, account)
    for name in (FACTOR, CONFIRMED):
        request.session.pop(name, None)
    request.session[BEGUN] = request.session[SEEN] = time.time()


def complete(request, factor):
    """Begin the second half for somebody who showed ``factor`` (an Authenticator), too."""
    request.session.cycle_key()
    rotate_token(request)
    request.session[FACTOR] = factor.type


def is_complete(request):
    """True when whoever asks has shown password and second factor."""
    return request.user.is_authenticated and bool(request.session.get(FACTOR))


def end_if_over(request):
    """Log out a session that is older than any may be, and note once a minute that it is used."""
    if not request.user.is_authenticated:
        return
    now = time.time()
    if not 0 <= now - request.session.get(BEGUN, 0) < LONGEST:
        log_out(request)
    elif now - request.session.get(SEEN, 0) > SEEN_EVERY:
        request.session[SEEN] = now


def confirm(request):
    """Remember that the password was typed just now."""
    request.session[CONFIRMED] = time.time()


def is_confirmed(request):
    """True when the password was typed a few minutes ago: a phone left open is not enough."""
    return 0 <= time.time() - request.session.get(CONFIRMED, 0) < CONFIRMED_FOR


def end_sessions(account, *, besides=None):
    """End every session of an account, but the one with the key ``besides``; return how many."""
    return Session.objects.filter(account=account).exclude(session_key=besides).delete()[0]
