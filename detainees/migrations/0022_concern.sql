-- The cache of what needs attention: the views notable_* say what it holds, and it is copied whenever
-- custody_cache or what that does not know (charges, violations, health) changes, or a consent.

-- The least is the most urgent.
CREATE FUNCTION urgency_of(reason text, detail text) RETURNS smallint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE reason
    WHEN 'reported_dead' THEN 0
    WHEN 'minor' THEN CASE detail WHEN 'yes' THEN 1 ELSE 9 END
    WHEN 'excluded' THEN CASE WHEN detail LIKE '%?' THEN 10 ELSE 2 END
    WHEN 'appeal' THEN 3
    WHEN 'over_limit' THEN CASE WHEN detail LIKE '%?' THEN 11 ELSE 4 END
    WHEN 'release_due' THEN 5
    WHEN 'whereabouts_unknown' THEN 6
    WHEN 'asked_for' THEN 7
    WHEN 'needs_lawyer' THEN 8
    WHEN 'contradiction' THEN 12
    WHEN 'silence' THEN CASE detail WHEN '72' THEN 13 WHEN '48' THEN 14 ELSE 15 END
    WHEN 'consent_due' THEN 16
END::smallint;

CREATE VIEW notable_concern AS
SELECT detention_id, person_id, city_id, facility_id, reason, detail, since, begins_at, ends_at,
    urgency_of(reason, detail) AS urgency
FROM attention_spans((now() AT TIME ZONE 'Asia/Almaty')::date)
WHERE ends_at > now();

-- Whose time to be shown without a consent is over soon, or was.
CREATE VIEW notable_consent AS
SELECT person.detention_id, person.person_id, custody.city_id, custody.facility_id,
    'consent_due' AS reason, '' AS detail, person.findable_until AS since,
    person.findable_until - interval '7 days' AS begins_at,
    person.findable_until + interval '14 days' AS ends_at,
    urgency_of('consent_due', '') AS urgency
FROM published_person AS person
JOIN custody_cache AS custody ON custody.detention_id = person.detention_id
WHERE person.findable_until > now() - interval '14 days' AND person.findable_until < 'infinity';

CREATE FUNCTION note_concerns(ids bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET jit = off AS $$
BEGIN
    DELETE FROM attention_cache WHERE detention_id = ANY (ids)
        AND reason NOT IN ('consent_due', 'asked_for');
    INSERT INTO attention_cache (
        detention_id, person_id, city_id, facility_id, reason, detail, since, begins_at, ends_at,
        urgency
    )
    SELECT * FROM notable_concern WHERE detention_id = ANY (ids);
END $$;
COMMENT ON FUNCTION note_concerns(bigint[]) IS
    'Makes attention_cache hold what needs attention about these detentions. Triggers call it.';

CREATE FUNCTION note_consents(ids bigint[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
BEGIN ATOMIC
    DELETE FROM attention_cache WHERE person_id = ANY (ids) AND reason = 'consent_due';
    INSERT INTO attention_cache (
        detention_id, person_id, city_id, facility_id, reason, detail, since, begins_at, ends_at,
        urgency
    )
    SELECT * FROM notable_consent WHERE person_id = ANY (ids);
END;
COMMENT ON FUNCTION note_consents(bigint[]) IS
    'Makes attention_cache hold whose consent is due among these people. Triggers call it.';

DO $make$
DECLARE
    source record;
    operation text;
    tables text;
    rows text;
BEGIN
    FOR source IN
        VALUES
            ('custody_cache', 'note_concerns', 'SELECT detention_id FROM {rows}', '{insert}'::text[]),
            ('published_person', 'note_consents', 'SELECT person_id FROM {rows}', '{insert}'),
            ('detainees_charge', 'note_concerns', 'SELECT detention_id FROM {rows}', '{insert,update,delete}'),
            ('detainees_violation', 'note_concerns', 'SELECT detention_id FROM {rows}', '{insert,update,delete}'),
            ('detainees_health', 'note_concerns',
                'SELECT id FROM detainees_detention WHERE person_id IN (SELECT person_id FROM {rows})',
                '{insert,update,delete}')
    LOOP
        FOREACH operation IN ARRAY source.column4 LOOP
            rows := CASE operation
                WHEN 'insert' THEN 'new_rows'
                WHEN 'delete' THEN 'old_rows'
                ELSE '(SELECT * FROM old_rows UNION ALL SELECT * FROM new_rows) AS both_rows' END;
            tables := CASE operation
                WHEN 'insert' THEN 'NEW TABLE AS new_rows'
                WHEN 'delete' THEN 'OLD TABLE AS old_rows'
                ELSE 'OLD TABLE AS old_rows NEW TABLE AS new_rows' END;
            EXECUTE format(
                'CREATE FUNCTION note_%1$s_of_%2$s() RETURNS trigger
                LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    PERFORM %3$s(ARRAY(%4$s));
                    RETURN NULL;
                END $$;
                CREATE TRIGGER note_%1$s AFTER %1$s ON %2$s REFERENCING %5$s
                FOR EACH STATEMENT EXECUTE FUNCTION note_%1$s_of_%2$s()',
                operation, source.column1, source.column2,
                replace(source.column3, '{rows}', rows), tables);
        END LOOP;
    END LOOP;
END $make$;

SELECT note_concerns(ARRAY(SELECT detention_id FROM custody_cache));
SELECT note_consents(ARRAY(SELECT person_id FROM published_person));
