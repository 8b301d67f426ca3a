from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    """What pages say of the law, of helplines, of appeal and of printing; the SQL stands beside."""

    dependencies = [("detainees", "0034_helpline")]
    operations = [
        migrations.RunSQL(
            Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"),
            "DROP VIEW public_api.law_rule, public_api.helpline;"
            " DROP FUNCTION public_api.appeal_on(bigint), public_api.printable(bigint[]),"
            " public_api.release_expected(bigint, timestamptz, timestamptz)",
        ),
    ]
