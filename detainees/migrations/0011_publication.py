from pathlib import Path

from django.db import migrations

UNDO = """
DO $undo$
DECLARE
    source record;
    operation text;
BEGIN
    FOR source IN SELECT name FROM publication_source LOOP
        FOREACH operation IN ARRAY ARRAY['insert', 'update', 'delete'] LOOP
            EXECUTE format('DROP TRIGGER publish_%1$s ON %2$s', operation, source.name);
            EXECUTE format('DROP FUNCTION publish_%1$s_of_%2$s()', operation, source.name);
        END LOOP;
    END LOOP;
END $undo$;
DROP TRIGGER publish_noted ON noted_people;
DROP FUNCTION publish_noted();
DROP VIEW public_api.counting_rule, public_api.daily_count, public_api.detention, public_api.person, person_asked_for;
DROP FUNCTION public_api.find(text[], int, text), public_api.count_find(text[], int),
    public_api.claims_of(bigint),
    public_api.count_listed(text[], text, date, date, text[], bigint, text, bigint[]),
    public_api.list_people(
        text[], text, date, date, text[], bigint, text, text, int, int, bigint[]
    ),
    detention_where(text, date, date, text),
    listed_where(text, date, date, text[], bigint, text), named_where(text[], bigint[]),
    rarest_first(text[]), count_begun(text, int), begun(text),
    status_where(text[]), base_statuses(text[]), find_keys_asked(text[]), appeal_on(bigint), find_day(),
    found_people(text[], int, text), years_answered(bigint, date, bytea), count_people(date),
    publish_due(), publish_written(bigint[]), publish(bigint[]), gather_statistics();
ALTER TABLE find_use DROP written_in;
DROP VIEW publication_difference, publication_source;
DROP FUNCTION people_told_of(text, text, text[]);
DROP VIEW listable_word, listable_detention,
    listable_person, publishable_name, publishable_person, standing, standing_custody;
DROP FUNCTION folded_name(text);
ALTER TABLE listed_word RESET (autovacuum_vacuum_scale_factor, autovacuum_vacuum_insert_scale_factor);
"""


class Migration(migrations.Migration):
    """What the world may see, its cache, and the triggers that keep it; the SQL stands beside."""

    dependencies = [("detainees", "0010_publication_tables"), ("detainees", "0009_custody")]
    operations = [
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"), UNDO),
    ]
