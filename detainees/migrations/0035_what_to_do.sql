-- What pages say beside a person: the law's rules, whom to call, until when to appeal, and who may
-- stand on a printed list.

CREATE VIEW public_api.law_rule AS
SELECT id, code, article, applies_from, applies_to, value, unit, confidence, status
FROM public.detainees_lawrule WHERE country = 'KZ';

CREATE VIEW public_api.helpline AS
SELECT id, kind, name_kk, name_ru, name_en, phone, about_kk, about_ru, about_en, city_id, place,
    is_invented
FROM public.detainees_helpline WHERE is_shown;

CREATE FUNCTION public_api.appeal_on(detention bigint) RETURNS date
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN (
        SELECT public.appeal_on(custody.detention_id)
        FROM custody_cache AS custody
        JOIN published_person AS person ON person.person_id = custody.person_id
        WHERE custody.detention_id = detention
            AND now() >= person.listed_from AND now() < person.listed_until
    );
END $$;
COMMENT ON FUNCTION public_api.appeal_on(bigint) IS
    'The last safe day to appeal in a detention of a listed person, NULL for others; changes nothing.';

-- Under 18, or perhaps, only a parent's or guardian's consent counts, as everywhere.
CREATE FUNCTION public_api.printable(people bigint[]) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT listed.person_id
    FROM published_person AS listed
    JOIN detainees_person AS person ON person.id = listed.person_id
    WHERE listed.person_id = ANY (people)
        AND now() >= listed.listed_from AND now() < listed.listed_until
        AND EXISTS (
            SELECT FROM detainees_consent AS consent
            WHERE consent.person_id = listed.person_id AND 'print' = ANY (consent.scopes)
                AND consent.withdrawn_at IS NULL AND consent.given_at <= now()
                AND (consent.expires_at IS NULL OR now() < consent.expires_at)
                AND (consent.given_by = 'guardian' OR EXISTS (
                    SELECT FROM minor_states(
                        person.birth_date, person.birth_year_from, person.birth_year_to,
                        person.looks_minor, (now() AT TIME ZONE 'Asia/Almaty')::date
                    ) WHERE minor IN ('no', 'unknown')
                ))
        );
END $$;
COMMENT ON FUNCTION public_api.printable(bigint[]) IS
    'Those of the given listed people who may stand on a printed list; changes nothing.';

CREATE FUNCTION public_api.release_expected(facility bigint, from_at timestamptz, to_at timestamptz)
RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM published_person AS person
        JOIN custody_cache AS custody ON custody.detention_id = person.detention_id
        WHERE person.facility_id = facility AND person.base_status = 'serving'
            AND now() >= person.listed_from AND now() < person.listed_until
            AND custody.release_from < to_at AND custody.release_to > from_at
    );
END $$;
COMMENT ON FUNCTION public_api.release_expected(bigint, timestamptz, timestamptz) IS
    'Whether the arrest of a listed person at a facility may end within a span; changes nothing.';
