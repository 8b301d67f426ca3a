-- What the public login may read. Every column is named: a new field of the record stays inside
-- until a view here names it. Instants of hearing are cut to the hour, so that no page can be
-- matched with a telephone bill.

CREATE SCHEMA public_api;

CREATE VIEW public_api.applied_migration AS
    SELECT app, name FROM public.django_migrations;

CREATE VIEW public_api.stations_region AS
    SELECT id, code, time_zone FROM public.stations_region;
CREATE VIEW public_api.stations_regionname AS
    SELECT id, region_id, kind, name_kk, name_ru, name_en, valid_from, valid_to
    FROM public.stations_regionname;
CREATE VIEW public_api.stations_city AS
    SELECT id, region_id, code, time_zone FROM public.stations_city;
CREATE VIEW public_api.stations_cityname AS
    SELECT id, city_id, kind, name_kk, name_ru, name_en, valid_from, valid_to
    FROM public.stations_cityname;
CREATE VIEW public_api.stations_facility AS
    SELECT id, kind, region_id, city_id, address, phone, latitude, longitude, capacity,
        visiting_hours, parcel_hours, verified_on, verified_by, is_invented
    FROM public.stations_facility;
CREATE VIEW public_api.stations_facilityname AS
    SELECT id, facility_id, kind, name_kk, name_ru, name_en, valid_from, valid_to
    FROM public.stations_facilityname;

-- All claims about detentions of listed people, in one shape; violations and health never.
CREATE VIEW public_api.claim WITH (security_barrier) AS
WITH listed AS (
    SELECT detention.id AS detention_id, person.id AS person_id
    FROM public.detainees_detention AS detention
    JOIN public.detainees_person AS person ON person.id = detention.person_id
    WHERE person.level = 'listed' AND person.merged_into_id IS NULL
)
SELECT 'event-' || claim.id AS id, listed.person_id, claim.detention_id,
    'event' AS noun, claim.kind, claim.at AS "when", '' AS until, claim.facility_id,
    NULL::int AS days, NULL::int AS minutes, NULL::numeric AS amount_mci, '' AS article,
    '' AS inside_station, '' AS lawyer_present,
    claim.certainty, date_trunc('hour', claim.heard_at) AS heard_at
FROM public.detainees_event AS claim JOIN listed USING (detention_id)
UNION ALL
SELECT 'placement-' || claim.id, listed.person_id, claim.detention_id,
    'placement', '', claim.from_at, claim.to_at, claim.facility_id,
    NULL, NULL, NULL, '', '', '', claim.certainty, date_trunc('hour', claim.heard_at)
FROM public.detainees_placement AS claim JOIN listed USING (detention_id)
UNION ALL
SELECT 'enquiry-' || claim.id, listed.person_id, claim.detention_id,
    'enquiry', claim.reply, claim.asked_at, '', claim.facility_id,
    NULL, NULL, NULL, '', '', '', claim.certainty, date_trunc('hour', claim.heard_at)
FROM public.detainees_enquiry AS claim JOIN listed USING (detention_id)
UNION ALL
SELECT 'trial-' || claim.id, listed.person_id, claim.detention_id,
    'trial', '', claim.held_at, '', claim.facility_id,
    NULL, claim.minutes, NULL, '', claim.inside_station, claim.lawyer_present,
    claim.certainty, date_trunc('hour', claim.heard_at)
FROM public.detainees_trial AS claim JOIN listed USING (detention_id)
UNION ALL
SELECT 'charge-' || claim.id, listed.person_id, claim.detention_id,
    'charge', claim.code, '', '', NULL,
    NULL, NULL, NULL, claim.article || CASE claim.part WHEN '' THEN '' ELSE '(' || claim.part || ')' END,
    '', '', claim.certainty, date_trunc('hour', claim.heard_at)
FROM public.detainees_charge AS claim JOIN listed USING (detention_id)
UNION ALL
SELECT 'sentence-' || claim.id, listed.person_id, claim.detention_id,
    'sentence', claim.kind, claim.ruled_at, '', NULL,
    claim.days, NULL, claim.amount_mci, '', '', '',
    claim.certainty, date_trunc('hour', claim.heard_at)
FROM public.detainees_sentence AS claim JOIN listed USING (detention_id)
UNION ALL
SELECT 'change-' || claim.id, listed.person_id, claim.detention_id,
    'sentence_change', claim.kind, claim.decided_at, '', NULL,
    claim.days, NULL, NULL, '', '', '', claim.certainty, date_trunc('hour', claim.heard_at)
FROM public.detainees_sentencechange AS claim JOIN listed USING (detention_id)
UNION ALL
SELECT 'release-' || claim.id, listed.person_id, claim.detention_id,
    'release', claim.manner, claim.released_at, '', NULL,
    NULL, NULL, NULL, '', '', '', claim.certainty, date_trunc('hour', claim.heard_at)
FROM public.detainees_release AS claim JOIN listed USING (detention_id)
-- A death is never published here: the family hears it first, from a person.
WHERE claim.manner <> 'died';

-- One row a detention of a listed person: where it began, when, and what the latest claims say.
CREATE VIEW public_api.detention WITH (security_barrier) AS
SELECT detention.id,
    detention.person_id,
    detention.rally_id,
    rally.starts_on AS rally_on,
    coalesce(rally.city_id, detention.city_id) AS city_id,
    coalesce(seizure.at, '') AS seized_at,
    partial_start(seizure.at)::date AS seized_first_on,
    (partial_end(seizure.at) - interval '1 second')::date AS seized_last_on,
    ARRAY(
        SELECT DISTINCT sentence.kind::text FROM public.detainees_sentence AS sentence
        WHERE sentence.detention_id = detention.id ORDER BY 1
    ) AS sentences,
    CASE
        WHEN release.id IS NOT NULL THEN release.manner
        WHEN sentence.kind = 'house_arrest' THEN 'house_arrest'
        WHEN placement.id IS NULL AND seizure.at IS NULL THEN 'unknown'
        WHEN placement.id IS NOT NULL AND placement.facility_id IS NULL THEN 'whereabouts_unknown'
        WHEN facility.kind = 'hospital' THEN 'hospital'
        WHEN facility.kind = 'remand' OR sentence.kind = 'remand' THEN 'remanded'
        WHEN sentence.kind = 'administrative_arrest' THEN
            CASE WHEN placement.id IS NULL THEN 'whereabouts_unknown' ELSE 'serving' END
        ELSE 'held'
    END AS status,
    CASE WHEN release.id IS NULL THEN placement.facility_id END AS facility_id,
    coalesce(release.released_at, nullif(placement.from_at, ''), seizure.at, '') AS since,
    date_trunc('hour', coalesce(release.heard_at, placement.heard_at, seizure.heard_at))
        AS confirmed_at,
    (
        SELECT count(DISTINCT said.source_id) FROM (
            SELECT source_id FROM public.detainees_event WHERE detention_id = detention.id
            UNION ALL
            SELECT source_id FROM public.detainees_placement WHERE detention_id = detention.id
            UNION ALL
            SELECT source_id FROM public.detainees_enquiry WHERE detention_id = detention.id
            UNION ALL
            SELECT source_id FROM public.detainees_trial WHERE detention_id = detention.id
            UNION ALL
            SELECT source_id FROM public.detainees_sentence WHERE detention_id = detention.id
            UNION ALL
            SELECT source_id FROM public.detainees_release WHERE detention_id = detention.id
        ) AS said
    )::int AS sources,
    (
        SELECT count(DISTINCT coalesce(open.facility_id, 0)) > 1
        FROM public.detainees_placement AS open
        WHERE open.detention_id = detention.id AND open.to_at = '' AND release.id IS NULL
    ) AS is_contradicted,
    NOT EXISTS (
        SELECT FROM public.detainees_detention AS later
        WHERE later.person_id = detention.person_id AND later.id > detention.id
    ) AS is_latest
FROM public.detainees_detention AS detention
JOIN public.detainees_person AS person ON person.id = detention.person_id
LEFT JOIN public.detainees_rally AS rally ON rally.id = detention.rally_id
LEFT JOIN LATERAL (
    SELECT event.at, event.heard_at FROM public.detainees_event AS event
    WHERE event.detention_id = detention.id AND event.kind = 'seized' AND event.at <> ''
    ORDER BY event.heard_at DESC, event.id DESC LIMIT 1
) AS seizure ON true
LEFT JOIN LATERAL (
    SELECT placement.id, placement.facility_id, placement.from_at, placement.heard_at
    FROM public.detainees_placement AS placement
    WHERE placement.detention_id = detention.id AND placement.to_at = ''
    ORDER BY placement.heard_at DESC, placement.id DESC LIMIT 1
) AS placement ON true
LEFT JOIN public.stations_facility AS facility ON facility.id = placement.facility_id
LEFT JOIN LATERAL (
    SELECT sentence.kind FROM public.detainees_sentence AS sentence
    WHERE sentence.detention_id = detention.id
    ORDER BY sentence.heard_at DESC, sentence.id DESC LIMIT 1
) AS sentence ON true
LEFT JOIN LATERAL (
    SELECT release.id, release.manner, release.released_at, release.heard_at
    FROM public.detainees_release AS release
    WHERE release.detention_id = detention.id AND release.manner <> 'died'
    ORDER BY release.heard_at DESC, release.id DESC LIMIT 1
) AS release ON true
WHERE person.level = 'listed' AND person.merged_into_id IS NULL;

-- One row a listed person.
CREATE VIEW public_api.person WITH (security_barrier) AS
SELECT person.id,
    person.public_id,
    main.surname,
    main.given,
    main.patronymic,
    main.sort_key,
    ARRAY(
        SELECT concat_ws(' ', nullif(other.surname, ''), nullif(other.given, ''),
            nullif(other.patronymic, ''))
        FROM public.detainees_personname AS other
        WHERE other.person_id = person.id AND NOT other.is_main ORDER BY other.id
    ) AS other_names,
    CASE WHEN person.birth_date <> '' THEN substr(person.birth_date, 1, 4)::int / 5 * 5 END
        AS birth_band_from,
    person.is_invented
FROM public.detainees_person AS person
JOIN public.detainees_personname AS main ON main.person_id = person.id AND main.is_main
WHERE person.level = 'listed' AND person.merged_into_id IS NULL;

-- Ids of listed people one of whose names has a word beginning with each of the given texts.
-- A function, because the index of words must not be reached through a security barrier.
CREATE FUNCTION public_api.people_named(beginnings text[]) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT DISTINCT name.person_id
    FROM public.detainees_personname AS name
    JOIN public.detainees_person AS person ON person.id = name.person_id
    WHERE person.level = 'listed' AND person.merged_into_id IS NULL
        AND to_tsvector('simple', name.surname || ' ' || name.given || ' ' || name.patronymic)
            @@ (SELECT string_agg(quote_literal(beginning) || ':*', ' & ')::tsquery
                FROM unnest(beginnings) AS beginning)
$$;
REVOKE ALL ON FUNCTION public_api.people_named(text[]) FROM PUBLIC;

CREATE INDEX personname_words ON public.detainees_personname
    USING gin (to_tsvector('simple', surname || ' ' || given || ' ' || patronymic));
CREATE INDEX personname_main_sort_key
    ON public.detainees_personname (sort_key, person_id) WHERE is_main;
