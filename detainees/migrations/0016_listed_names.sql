-- The names of listed people who were published, or whose day came, since one last asked; NULLs ask
-- for all. Transactions below ``seen`` have ended, so that nothing is missed by asking from there on;
-- ``seen`` and ``read_at`` come even where no name does. Whether there is news is read from the ends
-- of two indexes, so that each search asks for it at little cost. What the news are is planned anew each
-- time, for one plan cannot serve all names and those of a moment.
CREATE FUNCTION public_api.listed_names(from_transaction bigint, from_instant timestamptz)
RETURNS TABLE (
    seen bigint, read_at timestamptz, published_in bigint, person_id bigint,
    surname varchar, given varchar, patronymic varchar, birth_band_from int, city text
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
DECLARE
    is_news constant boolean := from_transaction IS NULL
        OR (SELECT max(published_in) FROM published_person) >= from_transaction
        OR (
            SELECT max(listed_from) FROM published_person
            WHERE listed_from <= now() AND listed_until IS NOT NULL
        ) >= from_instant;
BEGIN
    IF NOT is_news THEN
        seen := pg_snapshot_xmin(pg_current_snapshot())::text::bigint;
        read_at := now();
        RETURN NEXT;
        RETURN;
    END IF;
    RETURN QUERY WITH listed AS (
        SELECT person.published_in, person.person_id, person.birth_band_from, city.code::text AS city
        FROM published_person AS person
        LEFT JOIN custody_cache AS detention ON detention.detention_id = person.detention_id
        LEFT JOIN stations_city AS city ON city.id = detention.city_id
        WHERE now() >= person.listed_from AND now() < person.listed_until
            AND (
                from_transaction IS NULL OR person.published_in >= from_transaction
                OR person.listed_from >= from_instant
            )
    )
    SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint, now(),
        listed.published_in, listed.person_id, name.surname, name.given, name.patronymic,
        listed.birth_band_from, listed.city
    FROM (VALUES (1)) AS always
    LEFT JOIN (
        listed JOIN published_name ON published_name.person_id = listed.person_id
        JOIN detainees_personname AS name ON name.id = published_name.name_id
    ) ON true;
END $$;
COMMENT ON FUNCTION public_api.listed_names(bigint, timestamptz) IS
    'Reads names, five-year bands and cities of listed people only; changes nothing.';
