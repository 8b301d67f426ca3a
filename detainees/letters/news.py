"""Who is written to, and who is forgotten: compared with what each follower was last told.

A status may change by the clock alone, so no write of the record could be asked: the state is
compared. A death is never news here, nor that somebody is hidden now.
"""

import uuid
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from detainees.models import Follow, Letter

FORGET_UNCONFIRMED_AFTER = timedelta(days=2)
END_AFTER_RELEASE = timedelta(days=14)
FORGET_SENT_AFTER = timedelta(days=7)
A_DAY = timedelta(days=1)

# With the digest in one statement, so that a run reads each follow once.
CHANGED = """
    SELECT follow.id, followed_digest(follow.person_id)
    FROM detainees_follow AS follow
    WHERE follow.confirmed_at IS NOT NULL AND follow.sealed IS NOT NULL
        AND (follow.pace = 'instant' OR follow.told_at IS NULL OR follow.told_at <= %s)
        AND followed_digest(follow.person_id) <> follow.told
"""

# Whoever follows somebody who is free already is given the same 14 days.
CLOSED = """
    SELECT follow.id FROM detainees_follow AS follow
    WHERE follow.made_at <= %(before)s AND (
        SELECT bool_and(is_released AND released_last_at <= %(before)s) FROM custody_cache
        WHERE person_id = person_left(follow.person_id)
    )
"""


def write_letters(at=None):
    """Write a letter for every follower for whom there is news at ``at``; return how many.

    Each letter is written in one transaction with the note that the follower was told, so that a
    crash neither loses nor repeats it. Followers who hear once a day wait until a day has passed.
    """
    at = at or timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(CHANGED, [at - A_DAY])
        changed = cursor.fetchall()
    return sum(write_letter(key, digest, at) for key, digest in changed)


@transaction.atomic
def write_letter(follow_id, digest, at):
    """Write one letter, unless somebody did or the follow ended meanwhile; return 1 or 0.

    Who has a letter waiting gets no second one: it leads to the same page.
    """
    follows = Follow.objects.select_for_update(skip_locked=True)
    follow = follows.filter(pk=follow_id, confirmed_at__isnull=False).exclude(told=digest).first()
    if follow is None:
        return 0
    follow.told, follow.told_at = digest, at
    follow.save(update_fields=["told", "told_at"])
    if follow.letters.filter(kind=Letter.Kind.NEWS, sent_at=None, failed_at=None).exists():
        return 0
    follow.letters.create(
        kind=Letter.Kind.NEWS, message_id=str(uuid.uuid4()), made_at=at, next_at=at
    )
    return 1


def forget(at=None):
    """Delete what was promised to be deleted by ``at``; return (follows ended, addresses).

    1. Follows of people who are free for 14 days, with address, page and code.
    2. Addresses that nobody confirmed within two days.
    3. Letters that were sent, or given up, a week ago.
    """
    at = at or timezone.now()
    with transaction.atomic():
        _rows, ended = closed_follows(at).delete()
        unconfirmed = Follow.objects.filter(
            confirmed_at=None, asked_at__lte=at - FORGET_UNCONFIRMED_AFTER
        )
        Letter.objects.filter(follow__in=unconfirmed).delete()
        addresses = unconfirmed.update(sealed=None, mail_hash=None, asked_at=None)
        old = Q(sent_at__lte=at - FORGET_SENT_AFTER) | Q(failed_at__lte=at - FORGET_SENT_AFTER)
        Letter.objects.filter(old).delete()
    return ended.get("detainees.Follow", 0), addresses


def closed_follows(at):
    """Return the follows of people all of whose detentions ended 14 days before ``at``."""
    with connection.cursor() as cursor:
        cursor.execute(CLOSED, {"before": at - END_AFTER_RELEASE})
        return Follow.objects.filter(pk__in=[key for (key,) in cursor.fetchall()])
