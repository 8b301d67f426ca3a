-- Whom somebody asked for, and got no answer: a reason for attention until the question is answered
-- or closed.

CREATE FUNCTION note_asked(ids bigint[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
BEGIN ATOMIC
    DELETE FROM attention_cache WHERE person_id = ANY (ids) AND reason = 'asked_for';
    INSERT INTO attention_cache (
        detention_id, person_id, city_id, facility_id, reason, detail, since, begins_at, ends_at,
        urgency
    )
    SELECT custody.detention_id, asked.person_id, custody.city_id, custody.facility_id,
        'asked_for', '', asked.since, '-infinity', 'infinity', urgency_of('asked_for', '')
    FROM (
        SELECT person_id, min(received_at) AS since
        FROM detainees_submission
        WHERE person_id = ANY (ids) AND kind = 'question'
            AND closed_at IS NULL AND answered_at IS NULL
        GROUP BY person_id
    ) AS asked
    JOIN LATERAL (
        SELECT detention_id, city_id, facility_id FROM custody_cache
        WHERE custody_cache.person_id = asked.person_id ORDER BY detention_id DESC LIMIT 1
    ) AS custody ON true;
END;
COMMENT ON FUNCTION note_asked(bigint[]) IS
    'Makes attention_cache hold which of these people somebody asked for. Triggers call it.';

DO $make$
DECLARE
    source record;
    rows text;
    tables text;
BEGIN
    FOR source IN
        SELECT * FROM (VALUES ('detainees_submission', 'insert'), ('detainees_submission', 'update'),
            ('detainees_submission', 'delete'), ('custody_cache', 'insert'), ('custody_cache', 'delete'))
            AS wanted (name, operation)
    LOOP
        rows := CASE source.operation
            WHEN 'insert' THEN 'new_rows'
            WHEN 'delete' THEN 'old_rows'
            ELSE '(SELECT * FROM old_rows UNION ALL SELECT * FROM new_rows) AS both_rows' END;
        tables := CASE source.operation
            WHEN 'insert' THEN 'NEW TABLE AS new_rows'
            WHEN 'delete' THEN 'OLD TABLE AS old_rows'
            ELSE 'OLD TABLE AS old_rows NEW TABLE AS new_rows' END;
        EXECUTE format(
            'CREATE FUNCTION note_asked_%1$s_of_%2$s() RETURNS trigger
            LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
            BEGIN
                PERFORM note_asked(ARRAY(
                    SELECT DISTINCT person_id FROM %3$s WHERE person_id IS NOT NULL));
                RETURN NULL;
            END $$;
            CREATE TRIGGER note_asked_%1$s AFTER %1$s ON %2$s REFERENCING %4$s
            FOR EACH STATEMENT EXECUTE FUNCTION note_asked_%1$s_of_%2$s()',
            source.operation, source.name, rows, tables);
    END LOOP;
END $make$;
