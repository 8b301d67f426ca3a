from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    """Where each person is and until when; its SQL stands beside this file."""

    dependencies = [("detainees", "0008_law_functions"), ("stations", "0001_initial")]
    operations = [
        migrations.RunSQL(
            Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"),
            """
            DROP VIEW custody;
            DROP VIEW whereabouts_said;
            DROP VIEW facility_zone;
            DROP FUNCTION custody_status(text, timestamptz, timestamptz);
            DROP FUNCTION changed_release(
                timestamptz, timestamptz, timestamptz, text, int,
                timestamptz, timestamptz, timestamptz, timestamptz
            );
            DROP FUNCTION release_interval(timestamptz, timestamptz, timestamptz, int, text);
            DROP FUNCTION midnight_after(date, text);
            DROP FUNCTION partial_last(text);
            DROP FUNCTION partial_step(text);
            DROP FUNCTION claim_weight(text, text);
            ALTER TABLE stations_city DROP CONSTRAINT city_time_zone_exists;
            ALTER TABLE stations_region DROP CONSTRAINT region_time_zone_exists;
            """,
        ),
    ]
