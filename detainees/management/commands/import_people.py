"""Bring a list of people in."""

import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from detainees.exchange.bringing_in import BroughtInAlreadyError, bring_in, plan_import
from detainees.exchange.people_file import NotAListError, read_people
from detainees.publication.publish import gather_statistics

SHOWN = 20


class Command(BaseCommand):
    """Reads a list, says what it would do, and does it with --commit: all of it or nothing.

    Everybody comes in as confidential. What it prints names lines and counts, never a person: a
    terminal is read over the shoulder. The list itself is a file of names: keep it off the disk.
    """

    help = "Bring in people from a table with tabs (.tsv, .tsv.gz); a dry run without --commit."

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--commit", action="store_true", help="write; else only look")

    def handle(self, *, file, commit, **_options):
        if settings.SIDE not in ("desk", "both"):
            raise CommandError("Run it on the desk's side: set SIDE=desk.")
        read = self.read(file)
        try:
            plan = plan_import(read)
        except BroughtInAlreadyError as error:
            raise CommandError(
                f"This file was brought in already, as import {error.number}: "
                f"undo_import {error.number} takes it back."
            ) from error
        self.tell_plan(plan)
        if not commit:
            self.stdout.write("A dry run: nothing was written. Add --commit to bring them in.")
            return
        began = time.monotonic()
        brought = bring_in(plan, by="import_people")
        self.stdout.write(
            f"Import {brought.pk}: {brought.brought:,} people brought in, confidential, "
            f"in {time.monotonic() - began:.0f} s. undo_import {brought.pk} takes them back."
        )
        gather_statistics()

    def read(self, path):
        """Return the PeopleFile at ``path``; every mistake ends the command."""
        try:
            read = read_people(path, latest_year=timezone.localdate().year)
        except OSError as error:
            raise CommandError(f"Cannot read {path}: {error.strerror}.") from error
        except NotAListError as error:
            raise CommandError(str(error)) from error
        if read.problems:
            for problem in read.problems[:SHOWN]:
                self.stderr.write(f"line {problem.line}: {problem.text}")
            raise CommandError(f"{len(read.problems):,} mistakes: nothing was written.")
        return read

    def tell_plan(self, plan):
        """Say what was found."""
        self.stdout.write(f"{len(plan.people):,} people to bring in")
        if plan.held_back:
            self.stdout.write(
                f"{len(plan.held_back):,} held back, removed at request or a namesake: "
                f"lines {shortened(plan.held_back)}. A moderator decides."
            )
        unknown = plan.unknown_cities
        if unknown:
            self.stdout.write(
                f"{unknown.total():,} name a city that the registry does not know: it is left out "
                f"({shortened(sorted(unknown))})"
            )


def shortened(items):
    """Return the first items as words."""
    shown = ", ".join(str(item) for item in items[:SHOWN])
    return f"{shown}, ..." if len(items) > SHOWN else shown
