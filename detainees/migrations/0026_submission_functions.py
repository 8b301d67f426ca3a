from pathlib import Path

from django.db import migrations

UNDO = """
DROP FUNCTION public_api.submit(
    bytea, text, text, text, text, int, text, text[], text, boolean, int, text);
DROP FUNCTION public_api.read_answer(text);
DROP FUNCTION act_for_consent(detainees_consent, bigint, text);
DROP FUNCTION person_left(bigint);
"""


class Migration(migrations.Migration):
    """What a visitor may send, and how an answer is read back; the SQL stands beside."""

    dependencies = [("detainees", "0025_submissions")]
    operations = [
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"), UNDO),
    ]
