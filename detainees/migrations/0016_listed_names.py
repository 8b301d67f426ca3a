from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    """The names of listed people, for whoever searches them; the SQL stands beside."""

    dependencies = [("detainees", "0015_published_in")]
    operations = [
        migrations.RunSQL(
            Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"),
            "DROP FUNCTION public_api.listed_names(bigint, timestamptz)",
        ),
    ]
