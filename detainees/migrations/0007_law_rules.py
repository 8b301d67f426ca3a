import json
from pathlib import Path

from django.db import migrations


def add_rules(apps, schema_editor):
    """Write the rules as they stood when this migration was written."""
    rows = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
    rules = apps.get_model("detainees", "LawRule").objects.using(schema_editor.connection.alias)
    rules.bulk_create(rules.model(**row) for row in rows)


def remove_rules(apps, schema_editor):
    """Empty the table."""
    alias = schema_editor.connection.alias
    apps.get_model("detainees", "LawRule").objects.using(alias).all().delete()


class Migration(migrations.Migration):
    """The rules of Kazakhstan and of the forms; their copy stands beside this file for good."""

    dependencies = [("detainees", "0006_law_rule")]
    operations = [migrations.RunPython(add_rules, remove_rules)]
