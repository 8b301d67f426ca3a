"""Remove what is not kept for ever, and name the cases that somebody should look at."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from detainees.history.retention import QUIET, RULES, quiet_cases, remove_overdue
from detainees.management.owner import owner_alias


class Command(BaseCommand):
    """A dry run unless ``--commit``. Prints counts and numbers, never a name."""

    help = "Remove what is due by the rules of retention. Runs as the owner."

    def add_arguments(self, parser):
        parser.add_argument("--commit", action="store_true", help="remove, and not only count")

    def handle(self, *, commit, **_options):
        using, now = owner_alias(), timezone.now()
        for rule in RULES:
            if commit:
                count = remove_overdue(rule, at=now, using=using)
                self.stdout.write(f"{rule.name}: {count} removed; {rule.reason}.")
            else:
                count = rule.overdue(now, using).count()
                self.stdout.write(f"{rule.name}: {count} would be removed; {rule.reason}.")
        numbers = [f"#{pk}" for pk in quiet_cases(now, using).values_list("pk", flat=True)]
        self.stdout.write(
            f"{len(numbers)} cases are closed, without a consent that holds and without a word for "
            f"{QUIET.days} days. A moderator decides; nothing is removed by itself."
        )
        if numbers:
            self.stdout.write(" ".join(numbers))
        if not commit:
            self.stdout.write("Nothing was removed: this was a dry run (--commit removes).")
