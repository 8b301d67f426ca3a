"""Trigram indexes that make the desk's search by parts of names fast."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations
from django.db.models.functions import Upper


def name_index(part):
    """The index that serves ``part__icontains`` on a name."""
    return migrations.AddIndex(
        "personname",
        GinIndex(OpClass(Upper(part), name="gin_trgm_ops"), name=f"personname_{part}_trigram"),
    )


class Migration(migrations.Migration):
    dependencies = [("detainees", "0003_published_models")]
    operations = [
        TrigramExtension(),
        name_index("surname"),
        name_index("given"),
        name_index("patronymic"),
    ]
