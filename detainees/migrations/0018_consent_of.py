from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    """How a consent is found by the code that its giver holds; the SQL stands beside this file."""

    dependencies = [("detainees", "0017_consent_code")]
    operations = [
        migrations.RunSQL(
            Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"),
            "DROP FUNCTION consent_of(text); DROP FUNCTION consent_code_hash(text);",
        ),
    ]
