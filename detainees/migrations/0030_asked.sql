-- Whom somebody asked for, and got no answer: a reason for attention until the question is answered
-- or closed.

CREATE VIEW notable_asked AS
SELECT custody.detention_id, asked.person_id, custody.city_id, custody.facility_id,
    'asked_for' AS reason, asked.detail, asked.since,
    '-infinity'::timestamptz AS begins_at, 'infinity'::timestamptz AS ends_at,
    urgency_of('asked_for', '') AS urgency
FROM (
    SELECT person_id, '' AS detail, min(received_at) AS since
    FROM detainees_submission
    WHERE kind = 'question' AND closed_at IS NULL AND answered_at IS NULL
    GROUP BY person_id
    UNION ALL
    -- On the findable path, where nobody gets an answer about whom no year of birth is known.
    SELECT coalesce(asked_as.merged_into_id, asked_as.id), 'year',
        max(asked.last_asked_on)::timestamp AT TIME ZONE 'Asia/Almaty'
    FROM asked_person AS asked
    JOIN detainees_person AS asked_as ON asked_as.id = asked.person_id
    JOIN published_person AS person
        ON person.person_id = coalesce(asked_as.merged_into_id, asked_as.id)
        AND (person.birth_year_to - person.birth_year_from <= 40) IS NOT TRUE
    GROUP BY 1
) AS asked
JOIN LATERAL (
    SELECT custody_cache.* FROM custody_cache
    WHERE custody_cache.person_id = asked.person_id ORDER BY detention_id DESC LIMIT 1
) AS custody ON true;

CREATE FUNCTION note_asked(ids bigint[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
BEGIN ATOMIC
    DELETE FROM attention_cache WHERE person_id = ANY (ids) AND reason = 'asked_for';
    INSERT INTO attention_cache (
        detention_id, person_id, city_id, facility_id, reason, detail, since, begins_at, ends_at,
        urgency
    )
    SELECT * FROM notable_asked WHERE person_id = ANY (ids);
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
            ('detainees_submission', 'delete'),
            ('custody_cache', 'insert'), ('published_person', 'insert'),
            -- Written once a day, by whoever asks first, about all who asked the day before.
            ('asked_person', 'insert'), ('asked_person', 'update'), ('asked_person', 'delete'))
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
            DECLARE
                ids constant bigint[] := ARRAY(
                    SELECT DISTINCT person_id FROM %3$s WHERE person_id IS NOT NULL);
            BEGIN
                -- Every question writes to asked_person, and hardly ever a row.
                IF cardinality(ids) > 0 THEN
                    PERFORM note_asked(ids);
                END IF;
                RETURN NULL;
            END $$;
            CREATE TRIGGER note_asked_%1$s AFTER %1$s ON %2$s REFERENCING %4$s
            FOR EACH STATEMENT EXECUTE FUNCTION note_asked_%1$s_of_%2$s()',
            source.operation, source.name, rows, tables);
    END LOOP;
END $make$;

-- Rows in which attention_cache and what it is made of differ. Nothing here means that all is well.
CREATE VIEW attention_difference AS
WITH notable AS (
    SELECT * FROM notable_concern
    UNION ALL SELECT * FROM notable_consent
    UNION ALL SELECT * FROM notable_asked
), noted AS (
    SELECT detention_id, person_id, city_id, facility_id, reason, detail, since, begins_at, ends_at,
        urgency
    -- What is over is shown by no board.
    FROM attention_cache WHERE ends_at > now()
)
SELECT 'attention_cache' AS cache, person_id, 'missing or old' AS fault
FROM (SELECT * FROM notable EXCEPT SELECT * FROM noted) AS a
UNION ALL
SELECT 'attention_cache', person_id, 'too much'
FROM (SELECT * FROM noted EXCEPT SELECT * FROM notable) AS b
UNION ALL
SELECT 'triggers', NULL, format('no trigger %s on %s', wanted.trigger, wanted.name)
FROM (
    VALUES ('note_insert', 'custody_cache'), ('note_insert', 'published_person'),
        ('note_asked_insert', 'custody_cache'), ('note_asked_insert', 'published_person')
    UNION ALL
    SELECT format(made.trigger, operation), made.name
    FROM (
        VALUES ('note_%s', 'detainees_charge'), ('note_%s', 'detainees_violation'),
            ('note_%s', 'detainees_health'), ('note_asked_%s', 'detainees_submission'),
            ('note_asked_%s', 'asked_person')
    ) AS made (trigger, name)
    CROSS JOIN unnest(ARRAY['insert', 'update', 'delete']) AS operation
) AS wanted (trigger, name)
WHERE NOT EXISTS (
    SELECT FROM pg_trigger WHERE tgrelid = wanted.name::regclass AND tgname = wanted.trigger
);
