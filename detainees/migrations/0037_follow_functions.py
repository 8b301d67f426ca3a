from pathlib import Path

from django.db import migrations

UNDO = """
DROP FUNCTION public_api.follow(bytea, text, text, text, text[], int, text, int);
DROP FUNCTION public_api.open_follow(text, int, boolean);
DROP FUNCTION public_api.follow_by_mail(text, bytea, text, text, bytea);
DROP FUNCTION public_api.confirm_letters(text);
DROP FUNCTION public_api.knows_letters(text);
DROP FUNCTION public_api.end_letters(text);
DROP FUNCTION public_api.end_follow(text);
DROP FUNCTION opens_follow(detainees_follow, int);
DROP FUNCTION followed_digest(bigint);
DROP FUNCTION followed_state(bigint);
"""


class Migration(migrations.Migration):
    """Following one person without an account; the SQL stands beside."""

    dependencies = [("detainees", "0036_follows")]
    operations = [
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"), UNDO),
    ]
