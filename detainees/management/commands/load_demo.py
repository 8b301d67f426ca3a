"""Fill an empty registry for the demo."""

import os
from io import StringIO

from django.contrib.auth.models import Group
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from detainees.desk.roles import ROLES
from detainees.desk.second_factor import set_app
from detainees.exchange.fixtures import load_fixture
from detainees.models import Account, Person
from detainees.publication.publish import gather_statistics
from stations.models import Region

JUNE_2019 = ("june_2019", "figures")


class Command(BaseCommand):
    """Loads places, one account a role, June 2019 in invented people and one invented night.

    Data that is there already is kept: a second run adds only what is missing. Passwords come from
    ``DEMO_PASSWORD_<ROLE>``, the authenticator app's secrets from ``DEMO_TOTP_<ROLE>``; without a
    password the account is made and cannot log in.
    """

    help = "Fill an empty registry with places, demo accounts and invented people."

    def add_arguments(self, parser):
        parser.add_argument("--empty", action="store_true", help="places and accounts only")

    @transaction.atomic
    def handle(self, *, empty, **_options):
        for role in ROLES:
            make_account(role)
        if not Region.objects.exists():
            load_fixture("stations")
            load_fixture("helplines")
        if not empty and not Person.objects.exists():
            for name in JUNE_2019:
                load_fixture(name)
            call_command("load_night", verbosity=0)
            call_command("count_people", stdout=StringIO())
            gather_statistics()


def make_account(role):
    """Make the demo account named after ``role`` unless it is there; set its password anew."""
    account, _made = Account.objects.get_or_create(username=role)
    account.set_password(os.environ.get(f"DEMO_PASSWORD_{role.upper()}") or None)
    account.save()
    account.groups.set([Group.objects.get(name=role)])
    if secret := os.environ.get(f"DEMO_TOTP_{role.upper()}"):
        set_app(account, secret)
