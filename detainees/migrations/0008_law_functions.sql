-- What the rules of law come to, each said once. Values come from detainees_lawrule; where no
-- value is known the answer is NULL and nothing is computed. Bodies are parsed here and now
-- (RETURN and BEGIN ATOMIC, not $$), so that any login's search_path finds what they name.

-- Kazakhstan's rules on a day. A set, so that the planner can write it into the query: a function
-- that gives one value and reads a table costs a start of the executor at every call.
CREATE FUNCTION rules_in_force(day date) RETURNS TABLE (
    code text, kind text, value numeric, unit text,
    charge_code text, charge_article text, charge_part text
)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 40
BEGIN ATOMIC
    SELECT law.code, law.kind, law.value, law.unit,
        law.charge_code, law.charge_article, law.charge_part
    FROM detainees_lawrule AS law
    WHERE law.country = 'KZ'
        AND coalesce(law.applies_from, '-infinity') <= day
        AND day <= coalesce(law.applies_to, 'infinity');
END;

CREATE FUNCTION law_value(rule text, day date) RETURNS numeric
LANGUAGE sql STABLE PARALLEL SAFE
RETURN (SELECT max(law.value) FROM rules_in_force(day) AS law WHERE law.code = rule);
COMMENT ON FUNCTION law_value(text, date) IS
    'The value of Kazakhstan''s rule with this code on a day; NULL when none is known.';

CREATE FUNCTION mci_rate(day date) RETURNS numeric
LANGUAGE sql STABLE PARALLEL SAFE
RETURN (
    SELECT max(law.value) FROM rules_in_force(day) AS law
    WHERE law.kind = 'rate' AND law.unit = 'kzt'
);
COMMENT ON FUNCTION mci_rate(date) IS
    'Tenge in one monthly calculation index on a day; NULL for a year whose rate was not read.';

CREATE FUNCTION fine_in_tenge(amount_mci numeric, opened_on date) RETURNS numeric
LANGUAGE sql STABLE PARALLEL SAFE
RETURN amount_mci * mci_rate(opened_on);
COMMENT ON FUNCTION fine_in_tenge(numeric, date) IS
    'A fine in tenge at the rate of the day the case was opened, CAO 44(1).';

CREATE FUNCTION limit_end(rule text, started timestamptz) RETURNS timestamptz
LANGUAGE sql STABLE PARALLEL SAFE
RETURN started
    + law_value(rule, (started AT TIME ZONE 'Asia/Almaty')::date)::int * interval '1 hour';
COMMENT ON FUNCTION limit_end(text, timestamptz) IS
    'The last instant within a limit that is counted in hours; after it the limit is exceeded.';

CREATE FUNCTION curfew_limit(
    started timestamptz, curfew_ends timestamptz, without_papers boolean, identified timestamptz
) RETURNS timestamptz
LANGUAGE sql STABLE PARALLEL SAFE
RETURN CASE WHEN without_papers THEN
    greatest(curfew_ends, least(identified, limit_end('DET-CURFEW', started)))
ELSE curfew_ends END;
COMMENT ON FUNCTION curfew_limit(timestamptz, timestamptz, boolean, timestamptz) IS
    'DET-CURFEW: until the curfew ends; without papers until identified, 48 hours at most.';

CREATE FUNCTION appeal_term(delivered_on date) RETURNS TABLE (last_day date, safe_day date)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1
BEGIN ATOMIC
    SELECT term.last_day, term.last_day - greatest(extract(isodow FROM term.last_day)::int - 5, 0)
    FROM (
        SELECT delivered_on + law.value::int AS last_day FROM rules_in_force(delivered_on) AS law
        WHERE law.code = 'APPEAL-10'
    ) AS term;
END;
COMMENT ON FUNCTION appeal_term(date) IS
    'The last day to appeal, and the last safe one: calendar days, and the Friday before a weekend '
    '(APPEAL-*).';

-- APPEAL-10 is the code on administrative offences'. What term a criminal ruling has stands in no text
-- that was read, and a day that is too late costs the appeal: nothing is computed then.
CREATE FUNCTION is_appealed_in_ten_days(detention bigint, sentence_kind text) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
    IF sentence_kind = 'administrative_arrest' THEN
        RETURN true;
    END IF;
    RETURN sentence_kind IN ('', 'fine', 'warning', 'expulsion') AND NOT EXISTS (
        SELECT FROM public.detainees_charge AS charge
        WHERE charge.detention_id = detention AND charge.code = 'CC'
            AND charge.certainty <> 'doubtful'
    );
END $$;
COMMENT ON FUNCTION is_appealed_in_ten_days(bigint, text) IS
    'True when APPEAL-10 tells the term of a ruling: for sentences of the CAO, or unknown ones.';

CREATE FUNCTION limitation_last_day(offence_on date) RETURNS date
LANGUAGE sql STABLE PARALLEL SAFE
RETURN (offence_on + law_value('LIMIT-2M', offence_on)::int * interval '1 month')::date;
COMMENT ON FUNCTION limitation_last_day(date) IS
    'The last day on which somebody is liable for an offence of a day, CAO 62(1).';

-- Ages in completed years, the least and the greatest that what is known of the birth allows.
CREATE FUNCTION age_range(
    birth text, born_from int, born_to int, day date
) RETURNS TABLE (youngest int, oldest int)
LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 1
BEGIN ATOMIC
    SELECT extract(year FROM age(day, born.last_day))::int,
        extract(year FROM age(day, born.first_day))::int
    FROM (
        SELECT coalesce(
                partial_start(birth)::date,
                CASE WHEN born_from BETWEEN 1 AND 9999 THEN make_date(born_from, 1, 1) END
            ) AS first_day,
            coalesce(
                (partial_end(birth) - interval '1 microsecond')::date,
                CASE WHEN born_to BETWEEN 1 AND 9999 THEN make_date(born_to, 12, 31) END
            ) AS last_day
    ) AS born;
END;

-- A set, as rules_in_force is and for the same reason.
CREATE FUNCTION minor_states(
    birth text, born_from int, born_to int, looks_minor boolean, day date
) RETURNS TABLE (minor text)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1
BEGIN ATOMIC
    SELECT CASE
        WHEN age.oldest < adult.age THEN 'yes'
        WHEN age.youngest >= adult.age THEN 'no'
        WHEN looks_minor THEN 'maybe'
        WHEN age.youngest < adult.age AND age.oldest >= adult.age THEN 'maybe'
        ELSE 'unknown'
    END
    -- OFFSET 0: each age is computed once, and not wherever it is compared.
    FROM (SELECT * FROM age_range(birth, born_from, born_to, day) OFFSET 0) AS age,
        (
            SELECT coalesce(max(law.value), 18) AS age FROM rules_in_force(day) AS law
            WHERE law.code = 'DET-MINOR'
        ) AS adult;
END;
COMMENT ON FUNCTION minor_states(text, int, int, boolean, date) IS
    'Under 18 on a day: yes, no, maybe (the year straddles it, or looks so), unknown (no age).';

-- CAO 50(2): who may not be arrested. Not certain means "check": the law says "over 58", so the
-- year after that birthday is ambiguous; sex or age may be known in part; and since when fathers
-- who do not raise a child alone are excluded is not known before the day it was read.
CREATE FUNCTION arrest_exclusions(
    sex text, birth text, born_from int, born_to int, looks_minor boolean,
    pregnant text, child_under_14 text, raises_alone text, disability text, day date
) RETURNS TABLE (rule text, is_certain boolean)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 2
BEGIN ATOMIC
    SELECT excluded.rule, coalesce(excluded.is_certain, false)
    FROM (SELECT * FROM age_range(birth, born_from, born_to, day) OFFSET 0) AS age,
        minor_states(birth, born_from, born_to, looks_minor, day) AS state,
        (
            SELECT max(law.value) FILTER (WHERE law.code = 'ARR-EXCL-WOMAN') AS woman,
                max(law.value) FILTER (WHERE law.code = 'ARR-EXCL-MAN') AS man,
                max(law.value) FILTER (WHERE law.code = 'ARR-EXCL-FATHER') AS father
            FROM rules_in_force(day) AS law
        ) AS over,
        LATERAL (VALUES
            ('ARR-EXCL-PREGNANT', pregnant = 'yes', true),
            ('ARR-EXCL-CHILD',
                child_under_14 = 'yes' AND (sex <> 'male' OR raises_alone = 'yes'),
                sex = 'female' OR raises_alone = 'yes'),
            ('ARR-EXCL-FATHER',
                child_under_14 = 'yes' AND sex = 'male' AND raises_alone <> 'yes',
                over.father IS NOT NULL),
            ('ARR-EXCL-DISABLED', disability IN ('1', '2'), true),
            ('ARR-EXCL-MINOR', state.minor IN ('yes', 'maybe'), state.minor = 'yes'),
            ('ARR-EXCL-WOMAN', sex <> 'male' AND age.oldest >= over.woman,
                sex = 'female' AND age.youngest > over.woman),
            ('ARR-EXCL-MAN', sex <> 'female' AND age.oldest >= over.man,
                age.youngest > over.man)
        ) AS excluded (rule, applies, is_certain)
    WHERE excluded.applies;
END;

-- The longest arrest under one charge. A charge without its part gets the longest of the parts.
CREATE FUNCTION arrest_limit(
    sentence_kind text, code text, article text, part text, day date
) RETURNS TABLE (rule text, days int)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1
BEGIN ATOMIC
    SELECT law.code, law.value::int FROM rules_in_force(day) AS law
    WHERE law.unit = 'days' AND law.value IS NOT NULL
        AND law.kind = CASE sentence_kind
            WHEN 'administrative_arrest' THEN 'arrest' WHEN 'criminal_arrest' THEN 'penalty'
        END
        AND law.charge_code = arrest_limit.code AND law.charge_article = arrest_limit.article
        AND (law.charge_part IN ('', arrest_limit.part) OR arrest_limit.part = '')
    ORDER BY law.value DESC LIMIT 1;
END;

CREATE FUNCTION police_kind_on(facility_kind text, day date) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN CASE WHEN facility_kind NOT IN ('police_station', 'special_room') THEN facility_kind
    WHEN EXISTS (SELECT FROM rules_in_force(day) AS law WHERE law.code = 'FAC-ROOM')
        THEN 'special_room'
    ELSE 'police_station'
END;
COMMENT ON FUNCTION police_kind_on(text, date) IS
    'FAC-ROOM: who is held at the police is held in a special room since the law named it.';
