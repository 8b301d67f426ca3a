"""An account stopped: at once, with everything that it could still open."""

from django.db import transaction
from django.utils import timezone

from detainees.desk.second_factor import forget_factors
from detainees.desk.sessions import end_sessions
from detainees.models import Account, Invitation


def revoke(account, *, by_panic=False):
    """Stop an account: no login, no session, no invitation made by it or for it; return sessions.

    Its entries and history stay. An administrator can let it in again; the panic link and open
    invitations stay worthless even then.
    """
    now = timezone.now()
    with transaction.atomic():
        stopped = {"is_active": False, "panic_hash": ""}
        Account.objects.filter(pk=account.pk).update(
            **stopped, **({"panicked_at": now} if by_panic else {})
        )
        open_ones = Invitation.objects.open(now)
        open_ones.filter(made_by=account).update(cancelled_at=now)
        open_ones.filter(account=account).update(cancelled_at=now)
        return end_sessions(account)


def let_in_again(account):
    """Open a stopped account. After a panic link its password and second factor open nothing.

    They may have been forced out of their holder: an administrator makes a link for new ones.
    """
    with transaction.atomic():
        if account.panicked_at:
            account.set_unusable_password()
            account.panicked_at = None
            forget_factors(account)
        account.is_active = True
        account.save()
