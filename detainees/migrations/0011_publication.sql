-- What the world may see, said once per person, and its cache.
--
-- standing_custody says how each detention stands, custody_cache holds it, for everybody;
-- publishable_* say from that what would be published, published_* hold it. The tables hold facts
-- and instants and never a status, so that time alone cannot make them wrong: the views of
-- public_api compare the instants with now(). publish(ids) copies the views to the tables and
-- triggers call it for every write, whatever program wrote. The findable path reads these tables;
-- the list reads the tables listed_*, which hold people who are listed, as long as they are.
--
-- Levels, as instants (design: who may see):
--   1. Nobody is visible who was merged away or is confidential; but a new record, confidential
--      because no moderator has decided yet, is findable once two independent sources agree.
--   2. findable: level findable or listed, or as 1. says. While held, until the end of the 14th day
--      after the release of the last detention, and while a sentence may still run, no consent is
--      asked; afterwards as long as an unwithdrawn consent of scope find lasts.
--   3. listed: level listed and a recorded, unwithdrawn consent of scope list; it lasts as long as
--      the consent, and never ends by the clock while 2. says that no consent is asked.
--   4. Under 18, or of unknown age and looking it: only from the day of being 18, or as long as an
--      unwithdrawn consent of that scope by a parent or guardian lasts. One that has run out is no
--      consent, also while the minor is held: the family knows the police have the child, and may
--      have reasons not to renew it.

CREATE VIEW standing_custody AS
SELECT custody.detention_id,
    custody.person_id,
    custody.rally_id,
    rally.starts_on AS rally_on,
    custody.city_id,
    custody.zone,
    coalesce(custody.seized_at, '') AS seized_at,
    partial_start(custody.seized_at)::date AS seized_first_on,
    (partial_end(custody.seized_at) - interval '1 second')::date AS seized_last_on,
    ARRAY(
        SELECT DISTINCT sentence.kind::text FROM detainees_sentence AS sentence
        WHERE sentence.detention_id = custody.detention_id ORDER BY 1
    ) AS sentences,
    custody.base_status,
    custody.reported_dead,
    custody.is_released,
    custody.released_last_at,
    custody.facility_id,
    coalesce(custody.since, '') AS since,
    custody.last_confirmed_at,
    custody.sources,
    custody.contradictions,
    coalesce(custody.certainty, '') AS certainty,
    coalesce(custody.sentence_kind, '') AS sentence_kind,
    custody.sentence_days,
    custody.release_from,
    custody.release_at,
    -- The latest end of a change without a date is the minute at which somebody told of it: up to
    -- the full hour, as every published instant of hearing is cut to one.
    date_trunc('hour', custody.release_to + interval '59 minutes 59.999999 seconds', 'UTC')
        AS release_to,
    coalesce(custody.release_basis, '') AS release_basis,
    -- What attention is computed from.
    custody.held_from,
    custody.held_by,
    custody.held_has_hour,
    coalesce((custody.held_from AT TIME ZONE custody.zone)::date, rally.starts_on) AS held_on,
    coalesce(rally.starts_on, (custody.held_from AT TIME ZONE custody.zone)::date) AS offence_on,
    custody.ruled_first,
    CASE WHEN length(custody.ruled_at) >= 10 THEN partial_start(custody.ruled_at)::date END
        AS ruled_on,
    custody.released_first_at,
    -- No end can be named when somebody was sentenced or released nobody knows when.
    custody.sentence_kind IS NOT NULL AND length(custody.ruled_at) < 10
        OR custody.is_released AND custody.since = '' AS end_is_unknown
FROM custody
LEFT JOIN detainees_rally AS rally ON rally.id = custody.rally_id;

CREATE VIEW standing AS
SELECT person.id AS person_id,
    CASE
        WHEN person.level IN ('listed', 'findable')
            OR (person.accepted_at IS NULL AND held.sources >= 2)
        THEN least(greatest(custody_until.at, consent.find_until), guardian.find_until)
    END AS findable_until,
    CASE WHEN guardian.find_until IS NOT NULL THEN '-infinity' ELSE adult.at END AS findable_from,
    CASE
        WHEN person.level = 'listed' AND consent.list_until IS NOT NULL
        THEN least(greatest(custody_until.at, consent.list_until), guardian.list_until)
    END AS listed_until,
    CASE WHEN guardian.list_until IS NOT NULL THEN '-infinity' ELSE adult.at END AS listed_from
FROM detainees_person AS person
LEFT JOIN LATERAL (
    SELECT
        max(coalesce(expires_at, 'infinity')) FILTER (WHERE 'find' = ANY (scopes)) AS find_until,
        max(coalesce(expires_at, 'infinity')) FILTER (WHERE 'list' = ANY (scopes)) AS list_until,
        max(coalesce(expires_at, 'infinity'))
            FILTER (WHERE given_by = 'guardian' AND 'find' = ANY (scopes)) AS guardian_find_until,
        max(coalesce(expires_at, 'infinity'))
            FILTER (WHERE given_by = 'guardian' AND 'list' = ANY (scopes)) AS guardian_list_until
    FROM detainees_consent
    WHERE person_id = person.id AND withdrawn_at IS NULL
) AS consent ON true
LEFT JOIN LATERAL (
    SELECT bool_and(is_released) AS all_released,
        max(released_last_at) AS released_at,
        max(release_to) AS sentence_ends_at,
        max(sources) AS sources
    FROM custody_cache WHERE custody_cache.person_id = person.id
) AS held ON true
CROSS JOIN LATERAL (
    SELECT CASE
        WHEN held.all_released
        -- To the end of the day: a release without a date ends when somebody told of it, and no
        -- visitor shall see that minute.
        THEN greatest(
            midnight_after(
                ((held.released_at - interval '1 microsecond')
                    AT TIME ZONE 'Asia/Almaty')::date + 14,
                'Asia/Almaty'
            ),
            held.sentence_ends_at
        )
        ELSE 'infinity'::timestamptz
    END AS at
) AS custody_until
CROSS JOIN LATERAL (
    -- The latest day on which the person may turn 18.
    SELECT CASE
        WHEN person.birth_date <> ''
        THEN (partial_end(person.birth_date) + interval '18 years') AT TIME ZONE 'Asia/Almaty'
        WHEN person.birth_year_to IS NOT NULL
        THEN make_timestamptz(person.birth_year_to + 19, 1, 1, 0, 0, 0, 'Asia/Almaty')
        WHEN person.looks_minor THEN 'infinity'::timestamptz
        -- Born in that year or later: who cannot be 18 yet is hidden until an upper bound is known.
        WHEN person.birth_year_from IS NOT NULL
        THEN make_timestamptz(person.birth_year_from + 18, 1, 1, 0, 0, 0, 'Asia/Almaty')
        ELSE '-infinity'::timestamptz
    END AS at
) AS adult
CROSS JOIN LATERAL (
    -- A guardian speaks for a minor; from the day of being 18 on nobody does.
    SELECT CASE WHEN now() < adult.at THEN consent.guardian_find_until END AS find_until,
        CASE WHEN now() < adult.at THEN consent.guardian_list_until END AS list_until
) AS guardian
WHERE person.merged_into_id IS NULL;

-- One row a person who may be visible at some instant.
CREATE VIEW publishable_person AS
SELECT person.id AS person_id,
    person.public_id,
    main.surname,
    main.given,
    main.patronymic,
    main.sort_key,
    ARRAY(
        SELECT concat_ws(' ', nullif(other.surname, ''), nullif(other.given, ''),
            nullif(other.patronymic, ''))
        FROM detainees_personname AS other
        WHERE other.person_id = person.id AND NOT other.is_main ORDER BY other.id
    ) AS other_names,
    CASE WHEN person.birth_date <> '' THEN substr(person.birth_date, 1, 4)::int / 5 * 5 END
        AS birth_band_from,
    CASE WHEN person.birth_date <> '' THEN substr(person.birth_date, 1, 4)::int
        ELSE person.birth_year_from END AS birth_year_from,
    CASE WHEN person.birth_date <> '' THEN substr(person.birth_date, 1, 4)::int
        ELSE person.birth_year_to END AS birth_year_to,
    person.is_invented,
    standing.findable_from,
    standing.findable_until,
    standing.listed_from,
    standing.listed_until,
    latest.detention_id,
    coalesce(latest.base_status, 'unknown') AS base_status,
    latest.facility_id,
    coalesce(latest.since, '') AS since,
    date_trunc('hour', latest.last_confirmed_at, 'UTC') AS last_confirmed_at,
    latest.release_to
FROM standing
JOIN detainees_person AS person ON person.id = standing.person_id
JOIN detainees_personname AS main ON main.person_id = person.id AND main.is_main
LEFT JOIN LATERAL (
    SELECT * FROM custody_cache WHERE custody_cache.person_id = person.id
    ORDER BY custody_cache.detention_id DESC LIMIT 1
) AS latest ON true
WHERE standing.findable_until IS NOT NULL;

-- One row a name of such a person: its keys for the findable path, each with each year that is
-- right, so that a wrong year is looked for in the same place as a name that nobody has. A span of
-- more than forty years is no estimate.
CREATE VIEW publishable_name AS
SELECT name.id AS name_id,
    name.person_id,
    ARRAY(
        SELECT key || ' ' || year
        FROM unnest(name.find_keys) AS key
        CROSS JOIN generate_series(person.birth_year_from, person.birth_year_to) AS year
        WHERE person.birth_year_to - person.birth_year_from <= 40
        UNION ALL
        SELECT key || ' ?' FROM unnest(name.find_keys) AS key
        WHERE (person.birth_year_to - person.birth_year_from <= 40) IS NOT TRUE
    ) AS find_keys
FROM detainees_personname AS name
JOIN published_person AS person ON person.person_id = name.person_id;

-- What the list shows of those who are listed now. Nobody else has a row in listed_*: publish()
-- writes whom it finds listed, and publish --due follows the clock.
CREATE VIEW listable_person AS
SELECT person_id, public_id, surname, given, patronymic, sort_key, other_names, birth_band_from,
    is_invented, listed_from, listed_until, detention_id, base_status, facility_id, since,
    last_confirmed_at, release_to
FROM published_person
WHERE now() >= listed_from AND now() < listed_until;

CREATE VIEW listable_detention AS
SELECT detention.detention_id, detention.person_id, person.listed_from, person.listed_until,
    detention.rally_id, detention.rally_on, detention.city_id, detention.zone, detention.seized_at,
    detention.seized_first_on, detention.seized_last_on, detention.sentences,
    detention.base_status, detention.facility_id, detention.since,
    date_trunc('hour', detention.last_confirmed_at, 'UTC') AS last_confirmed_at,
    detention.sources, detention.contradictions, detention.certainty, detention.sentence_kind,
    detention.sentence_days, detention.release_from, detention.release_at, detention.release_to,
    detention.release_basis
FROM custody_cache AS detention
JOIN listed_person AS person ON person.person_id = detention.person_id;

-- A name as it is compared: its words in lower case, between them what is no letter and no digit.
CREATE FUNCTION folded_name(name text) RETURNS text
LANGUAGE sql IMMUTABLE
RETURN btrim(regexp_replace(lower(name), '[^[:alnum:]]+', ' ', 'g'));

-- One row a word of a person's names. The word before it in the alphabet tells which of those that
-- begin alike is the first, so that the person is met once; all the words are there for whoever asks
-- for several. They stand in one index with the order of names, and are cut so that the longest
-- name fits it: a word beyond the 400 letters is found alone, and not together with others.
CREATE VIEW listable_word AS
SELECT person.person_id, said.word,
    lag(said.word, 1, '') OVER (PARTITION BY person.person_id ORDER BY said.word) AS word_before,
    left(string_agg(' ' || said.word, '') OVER (PARTITION BY person.person_id), 400) AS words,
    left(person.sort_key, 100) AS sort_key, person.listed_from, person.listed_until
FROM listed_person AS person
CROSS JOIN LATERAL (
    SELECT DISTINCT left(word, 60) COLLATE "C" AS word
    FROM detainees_personname AS name
    CROSS JOIN string_to_table(
        folded_name(name.surname || ' ' || name.given || ' ' || name.patronymic), ' ') AS word
    WHERE name.person_id = person.person_id
) AS said;

-- Without statistics the custody of many people takes twenty times as long, and plans that a session
-- made while tables were small are kept. The server gathers them by itself, but later: so whoever
-- publishes many people gathers them first, of tables that grew by half. What somebody else holds
-- is left out, so that nobody waits.
CREATE FUNCTION gather_statistics() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    grown regclass;
BEGIN
    FOR grown IN
        SELECT oid FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND pg_relation_size(oid)
            > 1.5 * relpages * current_setting('block_size')::int
    LOOP
        EXECUTE format('ANALYZE (SKIP_LOCKED) %s', grown);
    END LOOP;
END $$;
COMMENT ON FUNCTION gather_statistics() IS
    'Gathers the planner''s statistics of each table that grew by half since they were gathered.';

-- Compiling the custody of a few thousand people takes longer than reading it: no jit. Nor is it
-- planned anew for each list of people, which takes a fifth of the time: the ways in are the same.
-- A page here and there costs hardly more than the next one; the server's own guess, made for disks
-- that turn, reads small tables whole for each person.
CREATE FUNCTION publish(ids bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
SET jit = off SET plan_cache_mode = force_generic_plan SET random_page_cost = 1.1 AS $$
DECLARE
    found bigint[];
BEGIN
    IF cardinality(ids) = 0 THEN
        RETURN;
    END IF;
    IF cardinality(ids) >= 500 THEN
        PERFORM gather_statistics();
    END IF;
    -- Two writers of one person publish one after the other, each seeing what the other committed.
    found := ARRAY(
        SELECT id FROM detainees_person WHERE id = ANY (ids) ORDER BY id FOR NO KEY UPDATE
    );
    DELETE FROM attention_cache WHERE person_id = ANY (ids);
    DELETE FROM custody_cache WHERE person_id = ANY (ids);
    DELETE FROM published_person WHERE person_id = ANY (ids);
    DELETE FROM listed_person WHERE person_id = ANY (ids);
    DELETE FROM listed_detention WHERE person_id = ANY (ids);
    -- Who was removed leaves no count of who asked either.
    DELETE FROM asked_person WHERE person_id = ANY (ids) AND person_id <> ALL (found);
    INSERT INTO custody_cache SELECT * FROM standing_custody WHERE person_id = ANY (found);
    INSERT INTO published_person (
        person_id, public_id, surname, given, patronymic, sort_key, other_names,
        birth_band_from, birth_year_from, birth_year_to, is_invented, findable_from,
        findable_until, listed_from, listed_until, detention_id, base_status,
        facility_id, since, last_confirmed_at, release_to
    ) SELECT
        person_id, public_id, surname, given, patronymic, sort_key, other_names,
        birth_band_from, birth_year_from, birth_year_to, is_invented, findable_from,
        findable_until, listed_from, listed_until, detention_id, base_status,
        facility_id, since, last_confirmed_at, release_to
    FROM publishable_person WHERE person_id = ANY (found);
    INSERT INTO listed_person SELECT * FROM listable_person WHERE person_id = ANY (found);
    INSERT INTO listed_detention SELECT * FROM listable_detention WHERE person_id = ANY (found);
    -- Names seldom change, and their indexes are the dearest to write: what is the same stays.
    DELETE FROM published_name WHERE person_id = ANY (ids)
        AND (name_id, person_id, find_keys) NOT IN (
            SELECT name_id, person_id, find_keys FROM publishable_name WHERE person_id = ANY (found)
        );
    INSERT INTO published_name (name_id, person_id, find_keys)
        SELECT name_id, person_id, find_keys FROM publishable_name WHERE person_id = ANY (found)
        ON CONFLICT (name_id) DO NOTHING;
    DELETE FROM listed_word WHERE person_id = ANY (ids)
        AND (person_id, word, word_before, words, sort_key, listed_from, listed_until) NOT IN (
            SELECT person_id, word, word_before, words, sort_key, listed_from, listed_until
            FROM listable_word WHERE person_id = ANY (found)
        );
    INSERT INTO listed_word SELECT * FROM listable_word WHERE person_id = ANY (found)
        ON CONFLICT (person_id, word) DO NOTHING;
END $$;
COMMENT ON FUNCTION publish(bigint[]) IS
    'Makes the cache hold, for these people, exactly what publishable_* say. Triggers call it.';

-- Whoever writes much about the same people may ask for one publication at the end of all of it:
-- with registry.publish_at_end on, a statement notes whom it concerned, and the noted are published
-- when the writer says SET CONSTRAINTS publish_noted IMMEDIATE, or else when the transaction
-- commits: not even then can anybody leave it out. Until then the caches hold what was so before.
CREATE FUNCTION publish_written(ids bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF cardinality(ids) = 0 THEN
        RETURN;
    END IF;
    IF coalesce(current_setting('registry.publish_at_end', true), '') <> 'on' THEN
        PERFORM publish(ids);
        RETURN;
    END IF;
    -- As publish does: nobody may merge them before they are published.
    PERFORM FROM detainees_person WHERE id = ANY (ids) ORDER BY id FOR NO KEY UPDATE;
    INSERT INTO noted_people (noted_in, person_ids)
        VALUES (pg_current_xact_id()::text::bigint, ids);
END $$;
COMMENT ON FUNCTION publish_written(bigint[]) IS
    'Publishes these people now, or notes them for the end of all that is being written.';

CREATE FUNCTION publish_noted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    people_at_once constant int := 2000;
    ids bigint[];
BEGIN
    -- The first of the rows takes all that this transaction noted; the others find nothing left.
    WITH noted AS (
        DELETE FROM noted_people WHERE noted_in = pg_current_xact_id()::text::bigint
        RETURNING person_ids
    )
    SELECT array_agg(DISTINCT person_id ORDER BY person_id) INTO ids
        FROM noted CROSS JOIN unnest(person_ids) AS person_id;
    FOR start IN 1 .. coalesce(cardinality(ids), 0) BY people_at_once LOOP
        PERFORM publish(ids[start : start + people_at_once - 1]);
    END LOOP;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER publish_noted AFTER INSERT ON noted_people
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION publish_noted();

CREATE FUNCTION publish_due() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    ids bigint[] := ARRAY(
        SELECT person_id FROM listed_person WHERE now() >= listed_until
        UNION
        (SELECT person_id FROM listable_person EXCEPT SELECT person_id FROM listed_person)
        UNION
        -- Whoever became 18 needs no guardian any more.
        SELECT person_id FROM detainees_consent
        WHERE given_by = 'guardian' AND withdrawn_at IS NULL AND expires_at IS NOT NULL
        UNION
        -- As old as today, for want of a day on which they were seized.
        SELECT person_id FROM custody_cache WHERE held_on IS NULL AND NOT is_released
    );
BEGIN
    PERFORM publish(ids);
    RETURN cardinality(ids);
END $$;
COMMENT ON FUNCTION publish_due() IS
    'Takes people out of listed_*, or in, whose time on the list ended or began; says how many.';

-- Whom claims concern that name, in a column, one of the rows that a query gives.
CREATE FUNCTION people_told_of(named text, ids text, nouns text[]) RETURNS text
LANGUAGE sql STABLE
RETURN (
    SELECT format('SELECT person_id FROM detainees_detention WHERE id IN (%s)', string_agg(
        format('SELECT detention_id FROM detainees_%s WHERE %s IN (%s)', noun, named, ids),
        ' UNION ALL '))
    FROM unnest(nouns) AS noun
);

-- The tables whose rows decide what is published, whom a changed row concerns, and which rows of
-- others it leans on: these are locked against changes until it is committed, for whoever changed
-- them meanwhile would not find it.
CREATE VIEW publication_source (name, people, leans_on) AS
WITH claims (noun, leans_on) AS (
    VALUES
        ('event', '{facility,source}'::text[]),
        ('placement', '{facility,source}'),
        ('enquiry', '{facility,source}'),
        ('trial', '{facility,source}'),
        ('sentence', '{source}'),
        ('sentencechange', '{source}'),
        ('release', '{source}')
),
nouns AS (
    SELECT array_agg(noun) AS of_source,
        array_agg(noun) FILTER (WHERE 'facility' = ANY (leans_on)) AS of_facility
    FROM claims
)
SELECT 'detainees_' || noun,
    'SELECT person_id FROM detainees_detention WHERE id IN (SELECT detention_id FROM {rows})',
    leans_on
FROM claims
UNION ALL
VALUES
    ('detainees_person', 'SELECT id FROM {rows}', '{}'::text[]),
    ('detainees_personname', 'SELECT person_id FROM {rows}', '{}'),
    ('detainees_consent', 'SELECT person_id FROM {rows}', '{}'),
    ('detainees_detention', 'SELECT person_id FROM {rows}', '{rally,city}'),
    ('detainees_rally',
        'SELECT person_id FROM detainees_detention WHERE rally_id IN (SELECT id FROM {rows})',
        '{city}')
UNION ALL
SELECT 'detainees_source', people_told_of('source_id', 'SELECT id FROM {rows}', of_source), '{}'
FROM nouns
UNION ALL
SELECT 'stations_facility',
    people_told_of('facility_id', 'SELECT id FROM {rows}', of_facility), '{city,region}'
FROM nouns
UNION ALL
SELECT 'stations_city',
    'SELECT detention.person_id FROM detainees_detention AS detention'
    ' LEFT JOIN detainees_rally AS rally ON rally.id = detention.rally_id'
    ' WHERE coalesce(rally.city_id, detention.city_id) IN (SELECT id FROM {rows}) UNION ALL '
    || people_told_of('facility_id',
        'SELECT id FROM stations_facility WHERE city_id IN (SELECT id FROM {rows})', of_facility),
    '{}'
FROM nouns
UNION ALL
SELECT 'stations_region',
    people_told_of('facility_id',
        'SELECT id FROM stations_facility WHERE region_id IN (SELECT id FROM {rows})', of_facility),
    '{}'
FROM nouns;

-- Rows in which cache and record differ. Nothing here means that all is well.
CREATE VIEW publication_difference AS
SELECT 'published_person' AS cache, person_id, 'missing or old' AS fault FROM (
    SELECT
        person_id, public_id, surname, given, patronymic, sort_key, other_names,
        birth_band_from, birth_year_from, birth_year_to, is_invented, findable_from,
        findable_until, listed_from, listed_until, detention_id, base_status,
        facility_id, since, last_confirmed_at, release_to
    FROM publishable_person EXCEPT SELECT
        person_id, public_id, surname, given, patronymic, sort_key, other_names,
        birth_band_from, birth_year_from, birth_year_to, is_invented, findable_from,
        findable_until, listed_from, listed_until, detention_id, base_status,
        facility_id, since, last_confirmed_at, release_to
    FROM published_person) AS a
UNION ALL
SELECT 'published_person', person_id, 'too much' FROM (
    SELECT
        person_id, public_id, surname, given, patronymic, sort_key, other_names,
        birth_band_from, birth_year_from, birth_year_to, is_invented, findable_from,
        findable_until, listed_from, listed_until, detention_id, base_status,
        facility_id, since, last_confirmed_at, release_to
    FROM published_person EXCEPT SELECT
        person_id, public_id, surname, given, patronymic, sort_key, other_names,
        birth_band_from, birth_year_from, birth_year_to, is_invented, findable_from,
        findable_until, listed_from, listed_until, detention_id, base_status,
        facility_id, since, last_confirmed_at, release_to
    FROM publishable_person) AS b
UNION ALL
SELECT 'custody_cache', person_id, 'missing or old' FROM (
    SELECT * FROM standing_custody EXCEPT SELECT * FROM custody_cache) AS c
UNION ALL
SELECT 'custody_cache', person_id, 'too much' FROM (
    SELECT * FROM custody_cache EXCEPT SELECT * FROM standing_custody) AS d
UNION ALL
SELECT 'published_name', person_id, 'missing or old' FROM (
    SELECT name_id, person_id, find_keys FROM publishable_name
    EXCEPT SELECT name_id, person_id, find_keys FROM published_name) AS e
UNION ALL
SELECT 'published_name', person_id, 'too much' FROM (
    SELECT name_id, person_id, find_keys FROM published_name
    EXCEPT SELECT name_id, person_id, find_keys FROM publishable_name) AS f
UNION ALL
SELECT 'listed_person', person_id, 'missing or old' FROM (
    SELECT * FROM listable_person EXCEPT SELECT * FROM listed_person) AS g
UNION ALL
SELECT 'listed_person', person_id, 'too much' FROM (
    SELECT * FROM listed_person WHERE now() < listed_until
    EXCEPT SELECT * FROM listable_person) AS h
UNION ALL
SELECT 'listed_person', person_id, 'time is over: run publish --due' FROM listed_person
WHERE now() >= listed_until
UNION ALL
SELECT 'listed_detention', person_id, 'missing or old' FROM (
    SELECT * FROM listable_detention EXCEPT SELECT * FROM listed_detention) AS i
UNION ALL
SELECT 'listed_detention', person_id, 'too much' FROM (
    SELECT * FROM listed_detention EXCEPT SELECT * FROM listable_detention) AS j
UNION ALL
SELECT 'listed_word', person_id, 'missing or old' FROM (
    SELECT * FROM listable_word EXCEPT SELECT * FROM listed_word) AS k
UNION ALL
SELECT 'listed_word', person_id, 'too much' FROM (
    SELECT * FROM listed_word EXCEPT SELECT * FROM listable_word) AS l
UNION ALL
SELECT 'names', person_id, 'name without its keys: run index_names' FROM detainees_personname
WHERE keyed_name <> surname || ' ' || given || ' ' || patronymic
UNION ALL
SELECT 'triggers', NULL, format('trigger %s on %s does not fire', tgname, tgrelid::regclass)
FROM pg_trigger
WHERE NOT tgisinternal AND tgenabled NOT IN ('O', 'A')
UNION ALL
SELECT 'triggers', NULL, format('no trigger publish_%s on %s', operation, wanted.name)
FROM publication_source AS wanted
CROSS JOIN unnest(ARRAY['insert', 'update', 'delete']) AS operation
WHERE NOT EXISTS (
    SELECT FROM pg_trigger
    WHERE tgrelid = wanted.name::regclass AND tgname = 'publish_' || operation
)
UNION ALL
SELECT 'triggers', NULL, 'no trigger publish_noted on noted_people'
WHERE NOT EXISTS (
    SELECT FROM pg_trigger WHERE tgrelid = 'noted_people'::regclass AND tgname = 'publish_noted'
);

DO $make$
DECLARE
    source record;
    operation text;
    tables text;
    rows text;
    people text;
    locks text;
BEGIN
    FOR source IN SELECT * FROM publication_source LOOP
        FOREACH operation IN ARRAY ARRAY['insert', 'update', 'delete'] LOOP
            -- A merge moves claims from one person to another: both are concerned, OLD and NEW.
            rows := CASE operation
                WHEN 'insert' THEN 'new_rows'
                WHEN 'delete' THEN 'old_rows'
                ELSE '(SELECT * FROM old_rows UNION ALL SELECT * FROM new_rows) AS both_rows' END;
            tables := CASE operation
                WHEN 'insert' THEN 'NEW TABLE AS new_rows'
                WHEN 'delete' THEN 'OLD TABLE AS old_rows'
                ELSE 'OLD TABLE AS old_rows NEW TABLE AS new_rows' END;
            people := replace(source.people, '{rows}', rows);
            SELECT coalesce(string_agg(format(
                    'PERFORM FROM %1$s_%2$s WHERE id IN (SELECT %2$s_id FROM %3$s)'
                    ' ORDER BY id FOR SHARE;',
                    CASE WHEN one IN ('rally', 'source') THEN 'detainees' ELSE 'stations' END, one,
                    rows), ' ' ORDER BY one), '')
                INTO locks FROM unnest(source.leans_on) AS one;
            EXECUTE format(
                'CREATE FUNCTION publish_%1$s_of_%2$s() RETURNS trigger
                LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
                AS $$
                DECLARE
                    ids bigint[] := ARRAY(SELECT DISTINCT person FROM (%3$s) AS changed (person));
                BEGIN
                    %5$s
                    PERFORM publish_written(ids);
                    -- Somebody may have merged them while that waited for its locks.
                    PERFORM publish_written(ARRAY(SELECT person FROM (%3$s) AS changed (person)
                        EXCEPT SELECT unnest(ids)));
                    RETURN NULL;
                END $$;
                CREATE TRIGGER publish_%1$s AFTER %1$s ON %2$s REFERENCING %4$s
                FOR EACH STATEMENT EXECUTE FUNCTION publish_%1$s_of_%2$s()',
                operation, source.name, people, tables, locks);
        END LOOP;
    END LOOP;
END $make$;

-- What the public login may read: people who are listed now. Every column is named: a new column
-- stays inside until a view here names it. Instants of hearing are cut to the hour, so that no page
-- can be matched with a telephone bill: of UTC, for a session that chose its own zone would choose
-- where an hour begins.
--
-- EXPLAIN tells how many rows below a barrier met a condition on a column of a view. So each view
-- of people reads one table that holds listed people only, and until publish --due takes somebody
-- out whose time is over, no name can be asked for: a column of a view that is an expression is
-- served by no index, and no sample of it is kept. What needs an index or more tables is a
-- function, of which EXPLAIN tells nothing.

ALTER TABLE listed_person
    ALTER public_id SET STATISTICS 0;

-- How many words begin so decides how a name is looked for. Its index serves alone where the table
-- was vacuumed, so that is done after each hundredth of it, and not after a fifth.
ALTER TABLE listed_word
    ALTER word SET STATISTICS 500,
    SET (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_insert_scale_factor = 0.01);

CREATE VIEW public_api.person WITH (security_barrier) AS
SELECT person_id AS id, public_id, surname || '' AS surname, given || '' AS given,
    patronymic || '' AS patronymic, sort_key || '' AS sort_key, other_names || '{}' AS other_names,
    birth_band_from, is_invented, detention_id,
    public.custody_status(base_status, release_to, statement_timestamp()) AS status,
    facility_id, since, last_confirmed_at AS confirmed_at
FROM public.listed_person
WHERE statement_timestamp() >= listed_from AND statement_timestamp() < listed_until;

CREATE VIEW public_api.detention WITH (security_barrier) AS
SELECT detention_id AS id, person_id, rally_id, rally_on, city_id, zone, seized_at,
    seized_first_on, seized_last_on, sentences,
    public.custody_status(base_status, release_to, statement_timestamp()) AS status,
    facility_id, since, last_confirmed_at AS confirmed_at, sources, contradictions, certainty,
    sentence_kind, sentence_days, release_from, release_at, release_to, release_basis
FROM public.listed_detention
WHERE statement_timestamp() >= listed_from AND statement_timestamp() < listed_until;

-- How terms are counted: the law is everybody's.
CREATE VIEW public_api.counting_rule AS
SELECT id, code, article, status, applies_from, applies_to
FROM public.detainees_lawrule
WHERE country = 'KZ' AND kind = 'counting';

CREATE FUNCTION public_api.claims_of(person bigint) RETURNS TABLE (
    id text, person_id bigint, detention_id bigint, noun text, kind text, "when" text, until text,
    facility_id bigint, days int, minutes int, amount_mci numeric, article text,
    inside_station text, lawyer_present text, certainty text, heard_at timestamptz
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    listed bigint[];
BEGIN
    PERFORM FROM listed_person WHERE person_id = claims_of.person
        AND statement_timestamp() >= listed_from AND statement_timestamp() < listed_until;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    listed := ARRAY(SELECT detention_id FROM listed_detention WHERE person_id = claims_of.person);
    RETURN QUERY
    SELECT claim.noun || '-' || claim.key, claims_of.person, claim.detention_id,
        claim.noun, claim.kind::text, claim.at::text, claim.until::text, claim.facility_id,
        claim.days, claim.minutes, claim.amount_mci, claim.article, claim.inside_station::text,
        claim.lawyer_present::text, claim.certainty::text, date_trunc('hour', claim.heard_at, 'UTC')
    FROM (
        SELECT id AS key, detention_id, 'event' AS noun, kind, at, '' AS until, facility_id,
            NULL::int AS days, NULL::int AS minutes, NULL::numeric AS amount_mci, '' AS article,
            '' AS inside_station, '' AS lawyer_present, certainty, heard_at
        FROM detainees_event WHERE detention_id = ANY (listed)
        UNION ALL
        SELECT id, detention_id, 'placement', '', from_at, to_at, facility_id,
            NULL, NULL, NULL, '', '', '', certainty, heard_at
        FROM detainees_placement WHERE detention_id = ANY (listed)
        UNION ALL
        SELECT id, detention_id, 'enquiry', reply, asked_at, '', facility_id,
            NULL, NULL, NULL, '', '', '', certainty, heard_at
        FROM detainees_enquiry WHERE detention_id = ANY (listed)
        UNION ALL
        SELECT id, detention_id, 'trial', '', held_at, '', facility_id,
            NULL, minutes, NULL, '', inside_station, lawyer_present, certainty, heard_at
        FROM detainees_trial WHERE detention_id = ANY (listed)
        UNION ALL
        SELECT id, detention_id, 'charge', code, '', '', NULL, NULL, NULL, NULL,
            article || CASE part WHEN '' THEN '' ELSE '(' || part || ')' END,
            '', '', certainty, heard_at
        FROM detainees_charge WHERE detention_id = ANY (listed)
        UNION ALL
        SELECT id, detention_id, 'sentence', kind, ruled_at, '', NULL,
            days, NULL, amount_mci, '', '', '', certainty, heard_at
        FROM detainees_sentence WHERE detention_id = ANY (listed)
        UNION ALL
        SELECT id, detention_id, 'sentence_change', kind, decided_at, '', NULL,
            days, NULL, NULL, '', '', '', certainty, heard_at
        FROM detainees_sentencechange WHERE detention_id = ANY (listed)
        UNION ALL
        SELECT id, detention_id, 'release', manner, released_at, '', NULL,
            NULL, NULL, NULL, '', '', '', certainty, heard_at
        FROM detainees_release WHERE detention_id = ANY (listed)
            -- A death is never published here: the family hears it first, from a person.
            AND manner <> 'died'
    ) AS claim;
END $$;
COMMENT ON FUNCTION public_api.claims_of(bigint) IS
    'What was claimed about a listed person, without sources and free text; changes nothing.';

-- The list: who is listed and meets all of these, each NULL for any. words are beginnings of words
-- of a person's names, and whose key is in near (nearest first) meets them as well; city, days of
-- the seizure (a partial date matches when its span overlaps) and sentence hold for one detention;
-- statuses and facility for the latest one.

-- Which rows of listed_word begin so; none for NULL. After the last character there is no other.
CREATE FUNCTION begun(beginning text) RETURNS text
LANGUAGE sql IMMUTABLE
RETURN coalesce(
    format('word >= %L AND word < %L', beginning, beginning || chr(1114111)), 'false');

-- The same, to meet the rows in order of name: by an index of the first three letters, for a shorter
-- beginning of the first. What follows them is compared as an expression that no index serves.
CREATE FUNCTION begun_in_order(beginning text) RETURNS text
LANGUAGE sql IMMUTABLE
RETURN (
    SELECT format('left(word, %s) = %L AND starts_with(word || '''', %L)',
        letters, left(beginning, letters), beginning)
    FROM (SELECT CASE WHEN length(beginning) < 3 THEN 1 ELSE 3 END AS letters) AS indexed
);

-- How many words of listed people begin so, up to a number.
CREATE FUNCTION count_begun(beginning text, most int) RETURNS int
LANGUAGE plpgsql STABLE AS $$
DECLARE
    number int;
BEGIN
    EXECUTE format('SELECT count(*) FROM (SELECT FROM listed_word WHERE %s LIMIT %s) AS met',
        begun(beginning), most) INTO number;
    RETURN number;
END $$;

-- Whatever was typed, as beginnings of words, the rarest first; none where no letter and no digit is.
CREATE FUNCTION rarest_first(typed text[]) RETURNS text[]
LANGUAGE sql STABLE
RETURN ARRAY(
    SELECT beginning
    FROM (
        SELECT DISTINCT left(word, 60) AS beginning
        FROM string_to_table(folded_name(array_to_string(typed, ' ')), ' ') AS word
    ) AS begun
    ORDER BY CASE WHEN count(*) OVER () > 1 THEN count_begun(beginning, 10000) END, beginning
);

-- What a row of listed_word must meet, beside its beginning: one a person, whose person is listed now,
-- has a word with each beginning and is in no list of near ones.
CREATE FUNCTION named_where(beginnings text[], near bigint[]) RETURNS text
LANGUAGE sql STABLE
RETURN concat_ws(' AND ',
    format('word_before < %L', beginnings[1]),
    (
        SELECT string_agg(format('words LIKE %L', '% ' || beginning || '%'), ' AND ')
        FROM unnest(beginnings[2:]) AS beginning
    ),
    'statement_timestamp() >= listed_from AND statement_timestamp() < listed_until',
    format('person_id <> ALL (%L::bigint[])', near)
);

-- The states in which somebody may be when the clock says one of these: lets an index serve it.
CREATE FUNCTION base_statuses(statuses text[]) RETURNS text[]
LANGUAGE sql IMMUTABLE
RETURN ARRAY(
    SELECT base FROM unnest(ARRAY[
        'held', 'remanded', 'serving', 'whereabouts_unknown', 'hospital', 'house_arrest',
        'transferred', 'released', 'escaped', 'freed', 'expelled', 'unknown'
    ]) AS base
    WHERE base = ANY (statuses)
        OR custody_status(base, '-infinity', 'epoch') = ANY (statuses)
);

-- How the latest detention must stand; NULL for anything. In the words of the indexes that serve it.
CREATE FUNCTION status_where(statuses text[]) RETURNS text
LANGUAGE sql STABLE
RETURN CASE
    WHEN statuses = ARRAY['release_due'] THEN
        'person.base_status NOT IN (''released'', ''escaped'', ''freed'', ''expelled'')'
        ' AND statement_timestamp() > person.release_to'
    WHEN statuses IS NOT NULL THEN format(
        'person.base_status %s AND custody_status(person.base_status, person.release_to,'
        ' statement_timestamp()) = ANY (%L)',
        CASE cardinality(base_statuses(statuses))
            WHEN 1 THEN format('= %L', (base_statuses(statuses))[1])
            ELSE format('= ANY (%L)', base_statuses(statuses)) END,
        statuses)
END;

-- What one detention must meet; NULL for anything.
CREATE FUNCTION detention_where(city text, seized_from date, seized_to date, sentence text)
RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT nullif(concat_ws(' AND ',
        CASE WHEN city IS NOT NULL THEN coalesce(
            'city_id = ' || (SELECT id FROM stations_city WHERE code = city), 'false') END,
        CASE WHEN seized_from IS NOT NULL THEN format('seized_last_on >= %L', seized_from) END,
        CASE WHEN seized_to IS NOT NULL THEN format('seized_first_on <= %L', seized_to) END,
        CASE WHEN sentence IS NOT NULL THEN format('sentences @> %L', ARRAY[sentence]) END
    ), '');
END;

CREATE FUNCTION listed_where(
    city text, seized_from date, seized_to date, statuses text[], facility bigint, sentence text
) RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT concat_ws(' AND ',
        'statement_timestamp() >= person.listed_from',
        'statement_timestamp() < person.listed_until',
        status_where(statuses),
        'person.facility_id = ' || facility,
        'EXISTS (SELECT FROM listed_detention AS detention'
            ' WHERE detention.person_id = person.person_id AND '
            || detention_where(city, seized_from, seized_to, sentence) || ')'
    );
END;

CREATE FUNCTION public_api.count_listed(
    words text[], city text, seized_from date, seized_to date, statuses text[], facility bigint,
    sentence text, near bigint[] DEFAULT NULL
) RETURNS int
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    most constant int := 10001;
    meets constant text :=
        listed_where(city, seized_from, seized_to, statuses, facility, sentence);
    of_detention constant text := detention_where(city, seized_from, seized_to, sentence);
    listed_now constant text :=
        'statement_timestamp() >= listed_from AND statement_timestamp() < listed_until';
    first constant bigint[] := coalesce(near[:500], '{}');
    beginnings constant text[] := rarest_first(words);
    named constant text := format('FROM listed_word WHERE %s AND %s',
        begun(beginnings[1]), named_where(beginnings, first));
    people text := 'SELECT FROM listed_person AS person WHERE ' || meets;
    number_near int := 0;
    number int;
BEGIN
    -- Conditions on a detention alone, or a name, are counted without looking at the person.
    IF words IS NULL AND num_nonnulls(statuses, facility) = 0 AND of_detention IS NOT NULL THEN
        people := format('SELECT DISTINCT person_id FROM listed_detention WHERE %s AND %s',
            listed_now, of_detention);
    ELSIF num_nonnulls(city, seized_from, seized_to, statuses, facility, sentence) = 0
        AND words IS NOT NULL
    THEN
        people := 'SELECT ' || named;
    ELSIF words IS NOT NULL THEN
        people := format('%s AND person_id IN (SELECT person_id %s)', people, named);
    END IF;
    IF words IS NOT NULL AND first <> '{}' THEN
        EXECUTE format('SELECT count(*) FROM listed_person AS person'
            ' WHERE person_id = ANY (%L) AND %s', first, meets) INTO number_near;
    END IF;
    EXECUTE format('SELECT count(*) FROM (%s LIMIT %s) AS met', people, most) INTO number;
    RETURN least(number_near + number, most);
END $$;
COMMENT ON FUNCTION
    public_api.count_listed(text[], text, date, date, text[], bigint, text, bigint[]) IS
    'How many listed people meet the conditions, up to 10001; changes nothing.';

-- Those who are near are looked up one by one, at most 500, the best first; where that is the order,
-- until the page is full. The others are met in order until it is: by name alone among those who have
-- a word with its first letters. If few have the name, all of them are read and sorted instead,
-- wherever they stand in the order.
CREATE FUNCTION public_api.list_people(
    words text[], city text, seized_from date, seized_to date, statuses text[], facility bigint,
    sentence text, sort text, skip int, most int,
    near bigint[] DEFAULT NULL
) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    few constant int := 2000;
    meets constant text :=
        listed_where(city, seized_from, seized_to, statuses, facility, sentence);
    first constant bigint[] := CASE WHEN words IS NULL THEN '{}' ELSE coalesce(near[:500], '{}') END;
    beginnings constant text[] := rarest_first(words);
    named constant text := named_where(beginnings, first);
    shown constant text := 'person_id, sort_key, since, last_confirmed_at';
    others text;
    sorted_by constant text := CASE sort
        WHEN 'confirmed' THEN 'last_confirmed_at DESC NULLS LAST, sort_key, person_id'
        WHEN 'since' THEN 'since DESC, sort_key, person_id'
        ELSE 'sort_key, person_id'
    END;
    page constant int := least(most, 100);
    before constant int := greatest(skip, 0);
    is_filtered constant boolean :=
        num_nonnulls(city, seized_from, seized_to, statuses, facility, sentence) > 0;
BEGIN
    IF words IS NULL THEN
        others := format('SELECT %s FROM listed_person AS person WHERE %s', shown, meets);
    ELSIF NOT is_filtered AND sort IN ('name', 'match') THEN
        others := format('SELECT person_id, sort_key, '''' AS since,'
            ' NULL::timestamptz AS last_confirmed_at FROM listed_word WHERE %s AND %s',
            CASE WHEN count_begun(beginnings[1], few) = few THEN begun_in_order(beginnings[1])
                ELSE begun(beginnings[1]) END, named);
    ELSE
        others := format('SELECT %s FROM listed_person AS person WHERE %s'
            ' AND person_id IN (SELECT person_id FROM listed_word WHERE %s AND %s)',
            shown, meets, begun(beginnings[1]), named);
    END IF;
    RETURN QUERY EXECUTE format(
        'SELECT person_id FROM ('
        ' (SELECT %1$s, place FROM unnest(%2$L::bigint[]) WITH ORDINALITY AS near (id, place)'
            ' CROSS JOIN LATERAL (SELECT %1$s FROM listed_person AS person'
            ' WHERE person_id = near.id AND %3$s LIMIT 1) AS person LIMIT %10$s)'
        ' UNION ALL (SELECT %1$s, NULL FROM (%4$s) AS others ORDER BY %5$s LIMIT %6$s)'
        ') AS met ORDER BY %7$s LIMIT %8$s OFFSET %9$s',
        shown, first, meets, others, sorted_by, before + page,
        CASE WHEN sort = 'match' THEN 'place, ' ELSE '' END || sorted_by, page, before,
        CASE WHEN sort = 'match' THEN (before + page)::text ELSE 'ALL' END
    );
END $$;
COMMENT ON FUNCTION
    public_api.list_people(
        text[], text, date, date, text[], bigint, text, text, int, int, bigint[]
    ) IS
    'Ids of listed people who meet the conditions, a page of them in order; changes nothing.';

-- The findable path. A query is matched only by equality of keys that come from the query itself.
--
-- Stated bound: each key answers for at most ten different years of birth a day, all visitors
-- together, and so does each person; a key that is used up matches nothing until tomorrow but for the
-- years that were asked before, for real and invented names alike. A miss, a wrong year and an unknown name run the same
-- statements.
--
-- The bound holds for whoever has the public login, too. count_find counts and answers nothing;
-- find answers only for what another transaction counted, and of another transaction one sees what
-- it committed. Counting is refused where a query would not see what others counted meanwhile, and
-- the day is the clock's, not that of a transaction which was begun long ago.
--
-- Keys are counted under the day's own random salt, which is thrown away the next day: who seizes
-- the server can try guesses against today's counters, and against no earlier day's.
--
-- Whose year of birth nobody knows is found by no year. That somebody asked is noted beside the
-- key's counter, in the same row, so that neither answer nor time tells a visitor of it; the next
-- day only the person's number and how often is left.

ALTER TABLE find_use ADD written_in xid8 NOT NULL DEFAULT pg_current_xact_id();

CREATE FUNCTION find_day() RETURNS date
LANGUAGE sql VOLATILE
RETURN (clock_timestamp() AT TIME ZONE 'Asia/Almaty')::date;

-- At most sixteen keys a query, each once and in order: more is no name.
CREATE FUNCTION find_keys_asked(keys text[]) RETURNS text[]
LANGUAGE sql IMMUTABLE
RETURN ARRAY(
    SELECT DISTINCT key FROM unnest(keys) WITH ORDINALITY AS given (key, place)
    WHERE key IS NOT NULL AND place <= 16 ORDER BY key
);

CREATE FUNCTION public_api.count_find(keys text[], birth_year int) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    today constant date := find_day();
    years_a_day constant int := 10;
    asked constant text[] := find_keys_asked(keys);
    day_salt bytea;
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'count_find must see what others counted meanwhile: read committed only';
    END IF;
    WITH over AS (
        DELETE FROM find_use
        -- The first day is read from the index; unless it is over, no row is looked at.
        WHERE day < today AND (SELECT min(day) FROM find_use) < today
        RETURNING day, birth_year, without_year
    )
    INSERT INTO asked_person (person_id, times, last_asked_on)
        SELECT person_id, count(DISTINCT (day, birth_year)), max(day)
        FROM over CROSS JOIN unnest(without_year) AS person_id
        WHERE EXISTS (SELECT FROM detainees_person WHERE id = person_id)
        GROUP BY person_id
        ON CONFLICT (person_id) DO UPDATE
        SET times = asked_person.times + EXCLUDED.times, last_asked_on = EXCLUDED.last_asked_on;
    DELETE FROM find_salt WHERE day < today;
    INSERT INTO find_salt (day, salt)
        VALUES (today, sha256((gen_random_uuid()::text || gen_random_uuid()::text)::bytea))
        ON CONFLICT (day) DO NOTHING;
    SELECT salt INTO day_salt FROM find_salt WHERE day = today;
    -- Two queries of one key count one after the other, or both would take its last year.
    PERFORM pg_advisory_xact_lock(hashtextextended(encode(day_salt, 'hex') || key, 0))
        FROM unnest(asked) AS key;
    INSERT INTO find_use (day, key_hash, birth_year, without_year)
        SELECT today, sha256(day_salt || convert_to(key, 'UTF8')), birth_year,
            ARRAY(
                SELECT DISTINCT person.person_id
                FROM published_name AS name
                JOIN published_person AS person ON person.person_id = name.person_id
                WHERE name.find_keys && ARRAY[key || ' ?']
                ORDER BY person.person_id
            )
        FROM unnest(asked) AS key
        WHERE (
            SELECT count(*) FROM find_use
            WHERE day = today AND key_hash = sha256(day_salt || convert_to(key, 'UTF8'))
        ) < years_a_day
        ON CONFLICT (day, key_hash, birth_year) DO NOTHING;
END $$;
COMMENT ON FUNCTION public_api.count_find(text[], int) IS
    'Counts each key and year in find_use under the salt of the day, and notes there for whom '
    'without a known year the query asked; folds the notes of days before into asked_person. '
    'Answers nothing.';

-- The last safe day to appeal. Nobody has the copy before the ruling, so where its day is not known
-- the day of the ruling is safe.
CREATE FUNCTION appeal_on(detention bigint) RETURNS date
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN (
        SELECT term.safe_day
        FROM custody_cache AS custody
        CROSS JOIN appeal_term(coalesce(
            (
                SELECT min(partial_start(event.at)::date) FROM detainees_event AS event
                WHERE event.detention_id = detention AND event.kind = 'copy_delivered'
                    AND length(event.at) >= 10 AND event.certainty <> 'doubtful'
            ),
            (
                SELECT min(partial_start(sentence.ruled_at)::date)
                FROM detainees_sentence AS sentence
                WHERE sentence.detention_id = detention AND sentence.kind = custody.sentence_kind
                    AND length(sentence.ruled_at) >= 10 AND sentence.certainty <> 'doubtful'
            )
        )) AS term
        WHERE custody.detention_id = detention
            AND is_appealed_in_ten_days(detention, custody.sentence_kind)
    );
END $$;

-- The first ten years of a day that somebody was asked for with, whichever of the person's names and
-- spellings they came with: who tries all of them learns no more than who tries one.
CREATE FUNCTION years_answered(person bigint, today date, day_salt bytea) RETURNS int[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN ARRAY(
        SELECT used.birth_year
        FROM find_use AS used
        WHERE used.day = today AND used.key_hash IN (
            SELECT sha256(day_salt || convert_to(key, 'UTF8'))
            FROM detainees_personname AS name CROSS JOIN unnest(name.find_keys) AS key
            WHERE name.person_id = person
        )
        GROUP BY used.birth_year
        ORDER BY min(used.written_in::text::numeric), used.birth_year
        LIMIT 10
    );
END $$;

-- Who answers to these keys in this year, in the order of the answers; a city only narrows.
CREATE FUNCTION found_people(keys text[], birth_year int, city text) RETURNS bigint[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    today constant date := find_day();
    day_salt bytea;
    open_keys text[];
BEGIN
    SELECT salt INTO day_salt FROM find_salt WHERE day = today;
    SELECT coalesce(array_agg(key || ' ' || birth_year), '{}') INTO open_keys
        FROM unnest(find_keys_asked(keys)) AS key
        WHERE EXISTS (
            SELECT FROM find_use
            WHERE day = today AND key_hash = sha256(day_salt || convert_to(key, 'UTF8'))
                AND find_use.birth_year = found_people.birth_year
                -- What one's own transaction counted it may still take back.
                AND written_in IS DISTINCT FROM pg_current_xact_id_if_assigned()
        );
    RETURN ARRAY(
        SELECT DISTINCT person.person_id
        FROM published_name AS name
        JOIN published_person AS person ON person.person_id = name.person_id
        WHERE name.find_keys && open_keys
            AND person.detention_id IS NOT NULL
            -- Who is listed answers here too, whatever else was agreed to.
            AND (statement_timestamp() >= person.findable_from
                    AND statement_timestamp() < person.findable_until
                OR statement_timestamp() >= person.listed_from
                    AND statement_timestamp() < person.listed_until)
            AND (city = '' OR EXISTS (
                SELECT FROM custody_cache AS detention
                JOIN stations_city ON stations_city.id = detention.city_id
                WHERE detention.person_id = person.person_id AND stations_city.code = city
            ))
            AND found_people.birth_year = ANY (
                years_answered(person.person_id, today, day_salt))
        ORDER BY person.person_id
    );
END $$;
COMMENT ON FUNCTION found_people(text[], int, text) IS
    'The people for whom find answers, for keys that an earlier transaction counted with this year.';

CREATE FUNCTION public_api.find(keys text[], birth_year int, city text DEFAULT '')
RETURNS TABLE (
    answer text, status text, facility_id bigint, since text, confirmed_at timestamptz,
    sources int, contradictions text[], sentence_days int, release_from timestamptz,
    release_at timestamptz, release_to timestamptz, release_basis text, zone text,
    appeal_on date, listed_id text
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    most_answers constant int := 3;
    people bigint[] := found_people(keys, birth_year, city);
BEGIN
    IF cardinality(people) > most_answers THEN
        answer := 'too_many';
        people := '{}';
        RETURN NEXT;
    END IF;
    RETURN QUERY
        SELECT 'found',
            custody_status(detention.base_status, detention.release_to, statement_timestamp()),
            detention.facility_id, detention.since,
            date_trunc('hour', detention.last_confirmed_at, 'UTC'), detention.sources,
            detention.contradictions, detention.sentence_days,
            detention.release_from, detention.release_at, detention.release_to,
            detention.release_basis, detention.zone, appeal_on(detention.detention_id),
            -- Who is listed has an address; whoever is findable only has none.
            CASE WHEN statement_timestamp() >= person.listed_from
                AND statement_timestamp() < person.listed_until
            THEN person.public_id::text END
        FROM published_person AS person
        JOIN custody_cache AS detention ON detention.detention_id = person.detention_id
        WHERE person.person_id = ANY (people)
        ORDER BY person.person_id;
END $$;
COMMENT ON FUNCTION public_api.find(text[], int, text) IS
    'Says where somebody is to who knows name and year of birth: at most three answers, without name '
    'and, unless the person is listed, without id, for keys that an earlier transaction counted with this year; changes nothing.';

CREATE VIEW person_asked_for AS
SELECT person.id AS person_id, sum(asked.times)::int AS times,
    max(asked.last_asked_on) AS last_asked_on
FROM (
    SELECT person_id, times, last_asked_on FROM asked_person
    UNION ALL
    SELECT person_id, count(DISTINCT (day, birth_year)), max(day)
    FROM find_use CROSS JOIN unnest(without_year) AS person_id
    GROUP BY person_id
) AS asked
JOIN detainees_person AS asked_as ON asked_as.id = asked.person_id
JOIN detainees_person AS person ON person.id = coalesce(asked_as.merged_into_id, asked_as.id)
GROUP BY person.id;
COMMENT ON VIEW person_asked_for IS
    'How often visitors asked for whom no year of birth is known: different years a day.';

-- Counts a day, of people at every level. A cell is small that counts fewer than five people, or fewer
-- than five who are not on the list: whoever counts the list could subtract. Small ones are hidden, and
-- where there is only one, the next smallest too, so that no total gives it away.
CREATE FUNCTION count_people(on_day date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    -- Nobody can know today how a day long ago stood, nor make it seem so.
    IF find_day() - on_day NOT IN (0, 1) THEN
        RAISE EXCEPTION 'only today and yesterday are counted';
    END IF;
    DELETE FROM daily_count WHERE day = on_day;
    WITH counted AS (
        SELECT 'city' AS subject, coalesce(city.code, '') AS value, custody.person_id
        FROM custody_cache AS custody
        JOIN detainees_person AS person ON person.id = custody.person_id
        LEFT JOIN stations_city AS city ON city.id = custody.city_id
        WHERE person.merged_into_id IS NULL
        UNION
        SELECT 'status', custody_status(latest.base_status, latest.release_to, now()),
            latest.person_id
        FROM (
            SELECT DISTINCT ON (custody.person_id) custody.* FROM custody_cache AS custody
            JOIN detainees_person AS person ON person.id = custody.person_id
            WHERE person.merged_into_id IS NULL
            ORDER BY custody.person_id, custody.detention_id DESC
        ) AS latest
    ), cells AS (
        SELECT counted.subject, counted.value, count(*)::int AS people,
            count(*) < 5 OR count(*) - count(listed.person_id) BETWEEN 1 AND 4 AS is_small
        FROM counted
        LEFT JOIN listed_person AS listed ON listed.person_id = counted.person_id
            AND now() >= listed.listed_from AND now() < listed.listed_until
        GROUP BY 1, 2
    ), ranked AS (
        SELECT cells.*,
            row_number() OVER (PARTITION BY subject ORDER BY is_small DESC, people, value) AS place,
            count(*) FILTER (WHERE is_small) OVER (PARTITION BY subject) AS small
        FROM cells
    )
    INSERT INTO daily_count (day, subject, value, people, is_hidden)
    SELECT on_day, subject, value, people,
        is_small OR (small = 1 AND place = 2)
    FROM ranked;
END $$;
COMMENT ON FUNCTION count_people(date) IS 'Writes the counts of a day, once a day, by a command.';

CREATE VIEW public_api.daily_count WITH (security_barrier) AS
SELECT day, subject, value, people FROM public.daily_count WHERE NOT is_hidden;
