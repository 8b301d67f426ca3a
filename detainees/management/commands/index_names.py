"""Write the keys of names that were written behind Django's back."""

from django.core.management.base import BaseCommand
from django.db.models import F, Value
from django.db.models.functions import Concat

from detainees.models import PersonName

NAMES_AT_ONCE = 1_000


class Command(BaseCommand):
    """Gives every name whose keys are missing or old its keys; prints how many, and no name."""

    help = "Write the search keys of names that have none, or old ones."

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="write the keys of every name anew")

    def handle(self, *, all, **_options):  # noqa: A002 - the option's name
        number = index_names(everything=all)
        self.stdout.write(f"{number} names indexed")


def index_names(*, everything=False):
    """Write the keys of names whose keys are not of their present text; return how many."""
    names = PersonName.objects.order_by("pk")
    if not everything:
        text = Concat("surname", Value(" "), "given", Value(" "), "patronymic")
        names = names.annotate(text=text).exclude(keyed_name=F("text"))
    keys = list(names.values_list("pk", flat=True))
    for start in range(0, len(keys), NAMES_AT_ONCE):
        chunk = list(PersonName.objects.filter(pk__in=keys[start : start + NAMES_AT_ONCE]))
        for name in chunk:
            name.write_keys()
        PersonName.objects.bulk_update(chunk, ["find_keys", "keyed_name"])
    return len(keys)
