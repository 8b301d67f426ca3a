"""Guessing takes time: who may try a password or a code now.

What an enemy must not gain: a fast way to guess, and a way to lock a volunteer out by guessing
wrongly on purpose. No address is looked at: over Tor and behind a carrier many share one.

1. Five mistakes for one name (or account) are free. Then the next guess must wait 8 seconds and
   each further one twice as long, at most 15 minutes; a day without a mistake, or a success, and
   the count begins anew.
2. While a name waits, or while more than 60 guesses a minute fail for all names together, a
   password alone is not looked at. Password and code of the second factor, sent together, always
   are: the volunteer gets in at once, and a stranger learns nothing from the answer.
3. A name that nobody has waits like any other.

Nothing is left on the phone for this: a mark that "this device was here before" would be a proof
in the hands of whoever takes it. Kept are keyed hashes and numbers (``Delay``).
"""

from datetime import timedelta

from django.db import connection
from django.utils import timezone
from django.utils.crypto import salted_hmac

from detainees.models import Delay

FREE = 5
LONGEST = 15 * 60
FAILURES_A_MINUTE = 60
FORGOTTEN_AFTER = timedelta(days=1)
# One statement, so that of many guesses at one moment only the free ones pass.
TRY = """
    INSERT INTO detainees_delay AS delay (key, failures, failed_at)
    VALUES (%(key)s, 1, clock_timestamp())
    ON CONFLICT (key) DO UPDATE SET failed_at = clock_timestamp(), failures =
        CASE WHEN delay.failed_at < clock_timestamp() - interval '1 day' THEN 1
        ELSE least(delay.failures + 1, 1000000) END
    WHERE delay.failures < %(free)s
        OR delay.failed_at + make_interval(secs => least(
            %(longest)s, 8 * power(2, least(delay.failures - %(free)s, 20))
        )) <= clock_timestamp()
    RETURNING failures
"""


def key_of(kind, whose):
    """Return what stands in the table for a name or an account: nobody reads a name from it."""
    return salted_hmac("detainees.desk.delays", f"{kind}:{whose}", algorithm="sha256").hexdigest()


def may_try(kind, whose):
    """True when a guess may be looked at now; it counts as failed until ``succeeded`` is called."""
    values = {"key": key_of(kind, whose), "free": FREE, "longest": LONGEST}
    with connection.cursor() as cursor:
        cursor.execute(TRY, values)
        return cursor.fetchone() is not None


def succeeded(kind, whose):
    """Forget the mistakes of a name or an account."""
    Delay.objects.filter(key=key_of(kind, whose)).delete()


def count_failure():
    """Count one wrong guess among those of all names; drop what is a day old."""
    now = timezone.now()
    values = {"key": key_of("minute", f"{now:%F %H:%M}"), "free": FAILURES_A_MINUTE, "longest": 0}
    with connection.cursor() as cursor:
        cursor.execute(TRY, values)
    Delay.objects.filter(failed_at__lt=now - FORGOTTEN_AFTER).delete()


def is_besieged():
    """True when more guesses fail, for all names together, than people make mistakes."""
    now = timezone.now()
    minutes = [key_of("minute", f"{now - timedelta(minutes=back):%F %H:%M}") for back in (0, 1)]
    counted = Delay.objects.filter(key__in=minutes, failed_at__gt=now - timedelta(minutes=2))
    return sum(counted.values_list("failures", flat=True)) > FAILURES_A_MINUTE
