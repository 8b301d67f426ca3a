"""Loading a fixture in bulk: ``loaddata`` asks about every row, and 18,000 rows take a minute."""

from itertools import groupby
from pathlib import Path

from django.conf import settings
from django.core import serializers
from django.core.management.color import no_style
from django.db import connection, transaction

from detainees.models import Person, PersonName

ROWS_AT_ONCE = 1000


@transaction.atomic
def load_fixture(name):
    """Load ``fixtures/<name>.json`` into tables that do not hold its rows yet; return how many.

    Raises IntegrityError when a row is there already. Unlike ``loaddata`` it writes the keys of
    names.
    """
    path = Path(settings.BASE_DIR, "fixtures", f"{name}.json")
    with path.open(encoding="utf-8") as file:
        objects = [item.object for item in serializers.deserialize("json", file)]
    for item in objects:
        if isinstance(item, PersonName):
            item.write_keys()
    # People last: what is told of somebody who is not there yet need not be published each time.
    objects.sort(key=lambda item: isinstance(item, Person))
    for model, rows in groupby(objects, key=type):
        model._default_manager.bulk_create(rows, batch_size=ROWS_AT_ONCE)
    models = {type(item) for item in objects}
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
    return len(objects)
