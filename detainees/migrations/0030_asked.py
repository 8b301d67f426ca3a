from pathlib import Path

from django.db import migrations

UNDO = """
    DROP VIEW attention_difference;
    DO $$
    DECLARE made record;
    BEGIN
        FOR made IN SELECT oid::regprocedure AS name FROM pg_proc
            WHERE pronamespace = 'public'::regnamespace AND proname ~ '^note_asked_'
        LOOP
            EXECUTE format('DROP FUNCTION %s CASCADE', made.name);
        END LOOP;
    END $$;
    DROP FUNCTION note_asked(bigint[]);
    DROP VIEW notable_asked;
"""


class Migration(migrations.Migration):
    """Whom somebody asked for needs attention, too; the SQL stands beside this file."""

    dependencies = [("detainees", "0029_grades")]
    operations = [
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"), UNDO)
    ]
