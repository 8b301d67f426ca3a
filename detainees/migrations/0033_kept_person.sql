-- Where an old link to somebody leads whose record was merged into another one.

CREATE FUNCTION public_api.kept_person(merged text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    WITH RECURSIVE chain AS (
        SELECT id, merged_into_id FROM detainees_person
        WHERE public_id = merged AND merged_into_id IS NOT NULL
        UNION
        SELECT person.id, person.merged_into_id
        FROM chain JOIN detainees_person AS person ON person.id = chain.merged_into_id
    )
    SELECT listed.public_id FROM chain JOIN public_api.person AS listed ON listed.id = chain.id
    WHERE chain.merged_into_id IS NULL
$$;
COMMENT ON FUNCTION public_api.kept_person(text) IS
    'The public id of the listed person into whom the record with this public id was merged; NULL '
    'for any other id. Reads who was merged into whom; changes nothing.';
