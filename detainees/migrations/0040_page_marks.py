from pathlib import Path

from django.db import migrations, models

UNDO = """
    DROP FUNCTION public_api.person_mark(text);
    DROP FUNCTION public_api.listing_mark();
    DROP TRIGGER note_listing_change ON listed_person;
    DROP FUNCTION note_listing_change();
"""


class Migration(migrations.Migration):
    """Whether a page that was made may be shown again; the SQL stands beside this file."""

    dependencies = [("detainees", "0039_factors_changed_at")]
    operations = [
        migrations.CreateModel(
            name="ListingChange",
            fields=[
                ("changed_in", models.BigIntegerField(primary_key=True, serialize=False)),
                ("changed_at", models.DateTimeField()),
            ],
            options={
                "db_table": "listing_change",
                "indexes": [models.Index(fields=["changed_at"], name="listing_change_at")],
            },
        ),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"), UNDO),
    ]
