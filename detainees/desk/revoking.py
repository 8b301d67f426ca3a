"""An account stopped: at once, with everything that it could still open."""

from django.db import transaction
from django.utils import timezone

from detainees.desk.sessions import end_sessions
from detainees.models import Account, Invitation


def revoke(account, *, by_panic=False):
    """Stop an account: no login, no session, no invitation made by it or for it; return sessions.

    Its entries and history stay. An administrator can let it in again; the panic link that was
    used, and open invitations, stay worthless even then.
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
