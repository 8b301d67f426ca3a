from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    """Where old links to merged people lead; the SQL stands beside this file."""

    dependencies = [("detainees", "0032_merges")]
    operations = [
        migrations.RunSQL(
            Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"),
            "DROP FUNCTION public_api.kept_person(text)",
        ),
    ]
