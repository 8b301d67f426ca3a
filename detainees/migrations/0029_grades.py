from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    """How far claims and statements can be believed; the SQL stands beside this file."""

    dependencies = [("detainees", "0028_files")]
    operations = [
        migrations.RunSQL(
            Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"),
            """
            DROP VIEW graded_statement;
            DROP FUNCTION statement_grade(text, int, boolean);
            DROP FUNCTION claim_grade(text, text);
            """,
        ),
    ]
