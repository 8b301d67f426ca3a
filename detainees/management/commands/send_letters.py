"""Write to followers for whom there is news, and send what waits: once a minute, at the desk."""

from django.conf import settings
from django.core.mail import get_connection
from django.core.management.base import BaseCommand, CommandError

from detainees.letters.news import forget, write_letters
from detainees.letters.outbox import send_all

NEEDED = ("DESK_SECRET_KEY", "PUBLIC_URL", "MAIL_FROM")


class Command(BaseCommand):
    """One run. Prints numbers, never an address.

    If the police take the machine on which it runs while it does, they take DESK_SECRET_KEY, which
    opens the addresses: keep it in the environment of this process alone.
    """

    help = "Write and send letters to followers, and delete addresses that are due."

    def handle(self, **_options):
        missing = [name for name in NEEDED if not getattr(settings, name)]
        if settings.SIDE not in ("desk", "both") or missing:
            raise CommandError(f"This runs on the desk side and needs {', '.join(NEEDED)}.")
        ended, addresses = forget()
        written = write_letters()
        sent, put_off, given_up = send_all(get_connection())
        self.stdout.write(
            f"{written} written, {sent} sent, {put_off} put off, {given_up} given up; "
            f"{ended} follows and {addresses} addresses deleted."
        )
