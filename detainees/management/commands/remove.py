"""Remove a person's record on request, with its history."""

import sys

from django.core.management.base import BaseCommand, CommandError

from detainees.history.cleaning import clean_tables, rewrite_tables
from detainees.history.removal import ReasonNamesThePersonError, remove_person, same_person
from detainees.management.owner import owner_alias
from detainees.models import Person


class Command(BaseCommand):
    """Removes for good. Prints numbers only: a terminal's history is a file that can be seized."""

    help = "Remove one person's record and its whole history. Runs as the owner."

    def add_arguments(self, parser):
        parser.add_argument("person", help="number (12 or #12) or public id")
        parser.add_argument("--reason", required=True, help="kept with the number; without a name")
        parser.add_argument(
            "--dry-run", action="store_true", help="say who would go, remove nothing"
        )
        parser.add_argument("--no-input", action="store_true", help="do not ask at a terminal")
        parser.add_argument(
            "--rewrite", action="store_true", help="also write all tables anew (locks them)"
        )

    def handle(self, *, person, reason, dry_run, no_input, rewrite, **_options):
        using = owner_alias()
        person = find(person, using)
        numbers = ", ".join(f"#{one.pk}" for one in same_person(person, using))
        self.stdout.write(f"One person, with what was merged into it: {numbers}.")
        if dry_run:
            self.stdout.write("Nothing was removed.")
            return
        if not no_input and sys.stdin.isatty() and input("Remove for good? Type yes: ") != "yes":
            raise CommandError("Nothing was removed.")
        try:
            removed = remove_person(person, reason=reason, using=using)
        except ReasonNamesThePersonError as error:
            raise CommandError(str(error)) from error
        (rewrite_tables if rewrite else clean_tables)(using=using)
        self.report(person, removed)

    def report(self, person, removed):
        """Say what went, and what somebody has to do now."""
        for table, count in sorted(removed.counts.items()):
            self.stdout.write(f"  {table}: {count}")
        for table, count in sorted(removed.mentions.items()):
            self.stdout.write(f"  {table}: the name replaced in {count} texts about others")
        for table, count in sorted(removed.left_over.items()):
            self.stdout.write(
                f"Look at {table}: {count} rows hold the surname, maybe a namesake's."
            )
        self.stdout.write(
            f"Tell partners who have a file with {person.public_id} to delete it there.\n"
            "Everybody at the desk logs in again. The write-ahead log, its archive, replicas and "
            "backups still hold the record: see detainees/history/README.md."
        )


def find(text, using):
    """Return the Person that a number or a public id names; CommandError when there is none."""
    people = Person.objects.using(using)
    number = text.removeprefix("#")
    by_number = {"pk": int(number)} if number.isdecimal() and len(number) < 12 else None
    person = people.filter(**(by_number or {"public_id": text})).first()
    if person is None:
        raise CommandError("There is no such person.")
    return person
