from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    """The schema that the public login reads; its SQL stands beside this file and never changes."""

    dependencies = [("detainees", "0001_initial"), ("stations", "0001_initial")]
    operations = [
        migrations.RunSQL(
            Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"),
            "DROP SCHEMA public_api CASCADE;",
        ),
    ]
