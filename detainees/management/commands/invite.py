"""Make an invitation, for the first administrator above all."""

from django.core.management.base import BaseCommand
from django.urls import reverse

from detainees.desk.invitations import invite
from detainees.desk.roles import ROLES


class Command(BaseCommand):
    """Prints the path of a link that works once, for 72 hours; it is kept nowhere.

    Whoever reads it over a shoulder can come in as what it says.
    """

    help = "Print the path of a link by which somebody joins the desk."

    def add_arguments(self, parser):
        parser.add_argument("role", choices=list(ROLES))
        parser.add_argument("--language", choices=["kk", "ru", "en"], default="ru")

    def handle(self, *, role, language, **_options):
        self.stdout.write(reverse("desk:invitation", args=[invite(role=role, language=language)]))
