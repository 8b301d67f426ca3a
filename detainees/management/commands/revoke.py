"""Stop an account at once."""

from django.core.management.base import BaseCommand, CommandError

from detainees.desk.revoking import revoke
from detainees.models import Account


class Command(BaseCommand):
    """Ends all sessions of an account, closes it, and takes its open invitations back.

    For the night when somebody was detained. Nothing is deleted; an administrator can open the
    account again.
    """

    help = "Stop an account: its sessions end, it is closed, its invitations are taken back."

    def add_arguments(self, parser):
        parser.add_argument("user", help="the pseudonym")

    def handle(self, *, user, **_options):
        account = Account.objects.filter(username=Account.normalize_username(user)).first()
        if account is None:
            raise CommandError("There is no such account.")
        ended = revoke(account)
        self.stdout.write(f"{account.username} is stopped; {ended} sessions were ended.")
