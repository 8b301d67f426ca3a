"""Take the list of people out as a spreadsheet, however long it is."""

import os
import shutil
import sys

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError
from django.http import QueryDict

from detainees.desk.lists import SEARCH_VAR
from detainees.desk.selection import selected_people
from detainees.exchange.columns import Audience
from detainees.exchange.export import Order, take_out
from detainees.exchange.rows import count_rows
from detainees.models import Account, Export

GUARDED = {each.name.lower(): each for each in Audience if each != Audience.STAFF}


class Command(BaseCommand):
    """Does what the desk's page does, for any number of rows, and tells how far it is.

    Whoever may run it holds the desk's database password already; ``--user`` names the analyst who
    asked for the file, whose permissions decide and whose pseudonym the log keeps. If the police
    find the file everybody in it is harmed: it is made readable to its owner alone (0600) and an
    existing file is never written over. The words of a search are read from the keyboard, so that
    they stand neither in the shell's history nor in the list of processes.
    """

    help = "Take the list of people out as a spreadsheet; every export is logged."

    def add_arguments(self, parser):
        parser.add_argument("--output", required=True, metavar="FILE", help="a new file")
        parser.add_argument("--form", required=True, choices=Export.Form.values)
        parser.add_argument("--reason", required=True, help="for whom and what for; it is logged")
        parser.add_argument("--user", required=True, metavar="NAME", help="who asked for it")
        parser.add_argument(
            "--filter",
            action="append",
            default=[],
            metavar="NAME=VALUE",
            help="as in the address of the desk's list: level=listed, city=almaty",
        )
        parser.add_argument("--search", action="store_true", help="ask for words to search for")
        parser.add_argument("--with", action="append", default=[], choices=GUARDED, dest="guarded")

    def handle(self, *, output, form, reason, user, guarded, **options):
        if settings.SIDE not in ("desk", "both"):
            raise CommandError("Run it on the desk's side: set SIDE=desk.")
        account = analyst(user)
        selection = chosen_people(account, options["filter"], asked(options["search"]))
        total = count_rows(selection.people)
        order = Order(
            account=account,
            people=selection.people,
            reason=checked_reason(reason),
            form=form,
            audiences=frozenset(GUARDED[name] for name in guarded),
            filters=selection.filters,
            filters_in_words=selection.in_words,
            tell=lambda rows: self.stderr.write(f"{rows:,} of {total:,} rows"),
        )
        export = write_new_file(output, order)
        self.stderr.write(f"{export.rows:,} rows in {output}, export {export.pk} in the log.")


def analyst(name):
    """Return the active account called ``name``."""
    account = Account.objects.filter(username=name, is_active=True, is_staff=True).first()
    if account is None or not account.has_perms(["detainees.add_export", "detainees.view_person"]):
        raise CommandError("No account of this name may export.")
    return account


def checked_reason(reason):
    """Return a reason that the log can hold."""
    if not 0 < len(reason.strip()) <= 300:
        raise CommandError("Give a reason of at most 300 characters.")
    return reason.strip()


def asked(wanted):
    """Return the words to search for, "" when none are wanted."""
    if not wanted:
        return ""
    print("Words to search for: ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip()


def chosen_people(account, filters, words):
    """Return the Selection; a filter that does not exist is an error, not everybody."""
    query = QueryDict(mutable=True)
    query.update(tuple(each.partition("=")[::2]) for each in filters)
    wanted = query.dict()
    if words:
        query[SEARCH_VAR] = words
    selection = selected_people(account, query)
    for name, value in wanted.items():
        if selection.filters.get(name) != value:
            raise CommandError(f"The list of people has no filter {name}={value}.")
    return selection


def write_new_file(path, order):
    """Take ``order`` out into a new file at ``path``; leave no file when that fails."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise CommandError(f"Cannot make {path}: {error.strerror}.") from error
    try:
        with open(descriptor, "wb") as copy:
            taken = take_out(order)
            with taken.file:
                shutil.copyfileobj(taken.file, copy)
    except BaseException as error:
        os.unlink(path)
        if isinstance(error, PermissionDenied):
            raise CommandError("This account may not see all of that.") from error
        raise
    return taken.export
