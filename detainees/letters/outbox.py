"""The outbox: each letter is claimed, sent and marked as sent in one transaction.

Kill the sender at any instant: a letter whose transaction did not end is claimed again. It is sent
at least once, and at most once more for each time the sender dies between the mail server's "taken"
and the end of the transaction, with the same Message-ID. Two senders do not take the same letter.
"""

import smtplib
from datetime import timedelta
from email.errors import HeaderParseError

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from detainees.letters.words import compose
from detainees.models import Letter
from detainees.publication.sealing import SealedForOthersError, unseal

FIRST_WAIT = timedelta(minutes=5)
LONGEST_WAIT = timedelta(hours=6)
MOST_ATTEMPTS = 20
MOST_PUT_OFF = 3


def send_all(connection, at=None):
    """Send the letters that are due at ``at``; return how many were (sent, put off, given up).

    Ends early when several were put off: the mail server is away, and the rest waits for the next
    run.
    """
    at = at or timezone.now()
    results = {"sent": 0, "put off": 0, "given up": 0}
    while results["put off"] < MOST_PUT_OFF and (result := send_next(connection, at)):
        results[result] += 1
    return tuple(results.values())


@transaction.atomic
def send_next(connection, at):
    """Claim one letter that is due, and send it; return what became of it, "" when none is due."""
    due = Letter.objects.filter(sent_at=None, failed_at=None, next_at__lte=at)
    letter = (
        due.select_for_update(skip_locked=True, of=("self",))
        .select_related("follow")
        .order_by("next_at", "id")
        .first()
    )
    if letter is None:
        return ""
    result = attempt(letter, connection, at)
    letter.save(update_fields=["sent_at", "failed_at", "next_at", "attempts"])
    return result


def attempt(letter, connection, at):
    """Send a letter, or note when to try again, or give it up; return which."""
    letter.attempts += 1
    try:
        told = unseal(letter.follow.sealed or b"", settings.DESK_SECRET_KEY)
        compose(letter, told, connection).send()
    except (SealedForOthersError, HeaderParseError, ValueError):  # no address, or not ours to open
        letter.failed_at = at
        return "given up"
    except smtplib.SMTPRecipientsRefused as error:
        return put_off(letter, at, is_final=all(code >= 500 for code, _why in codes(error)))
    except (smtplib.SMTPException, OSError):
        connection.close()
        return put_off(letter, at)
    letter.sent_at = at
    return "sent"


def codes(error):
    """Return [(code, words)] of the recipients that a mail server refused."""
    return list(error.recipients.values())


def put_off(letter, at, *, is_final=False):
    """Try again later, longer each time; give up when it is final or was tried often."""
    if is_final or letter.attempts >= MOST_ATTEMPTS:
        letter.failed_at = at
        return "given up"
    letter.next_at = at + min(FIRST_WAIT * 2 ** (letter.attempts - 1), LONGEST_WAIT)
    return "put off"
