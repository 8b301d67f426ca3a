from pathlib import Path

from django.db import migrations

UNDO = """
    DO $$
    DECLARE made record;
    BEGIN
        FOR made IN SELECT oid::regprocedure AS name FROM pg_proc
            WHERE pronamespace = 'public'::regnamespace AND proname ~ '^note_(insert|update|delete)_of_'
        LOOP
            EXECUTE format('DROP FUNCTION %s CASCADE', made.name);
        END LOOP;
    END $$;
    DROP FUNCTION note_concerns(bigint[]);
    DROP FUNCTION note_consents(bigint[]);
    DROP VIEW notable_consent, notable_concern;
    DROP FUNCTION urgency_of(text, text);
"""


class Migration(migrations.Migration):
    """The cache of what needs attention, kept by triggers; its SQL stands beside this file."""

    dependencies = [("detainees", "0021_handling")]
    operations = [
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"), UNDO)
    ]
