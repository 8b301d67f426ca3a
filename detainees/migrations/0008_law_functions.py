from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    """What the rules come to for one person and day; its SQL stands beside this file."""

    dependencies = [("detainees", "0007_law_rules"), ("registry", "0001_partial_dates")]
    operations = [
        migrations.RunSQL(
            Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"),
            """
            DROP FUNCTION police_kind_on(text, date);
            DROP FUNCTION arrest_limit(text, text, text, text, date);
            DROP FUNCTION arrest_exclusions(
                text, text, int, int, boolean, text, text, text, text, date
            );
            DROP FUNCTION minor_states(text, int, int, boolean, date);
            DROP FUNCTION age_range(text, int, int, date);
            DROP FUNCTION limitation_last_day(date);
            DROP FUNCTION is_appealed_in_ten_days(bigint, text);
            DROP FUNCTION appeal_term(date);
            DROP FUNCTION curfew_limit(timestamptz, timestamptz, boolean, timestamptz);
            DROP FUNCTION limit_end(text, timestamptz);
            DROP FUNCTION fine_in_tenge(numeric, date);
            DROP FUNCTION mci_rate(date);
            DROP FUNCTION law_value(text, date);
            DROP FUNCTION rules_in_force(date);
            """,
        ),
    ]
