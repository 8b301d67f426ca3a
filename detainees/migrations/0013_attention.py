from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    """What needs a person's attention; its SQL stands beside this file."""

    dependencies = [("detainees", "0012_removals")]
    operations = [
        migrations.RunSQL(
            Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"),
            """
            DROP FUNCTION attention(timestamptz);
            DROP FUNCTION attention_spans(date);
            DROP FUNCTION limits_exceeded(timestamptz);
            DROP VIEW custody_in_law;
            DROP FUNCTION limits_of(
                bigint, timestamptz, timestamptz, boolean, timestamptz, timestamptz, text, int,
                date, date, boolean
            );
            """,
        ),
    ]
