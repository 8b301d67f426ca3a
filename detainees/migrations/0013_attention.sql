-- What needs a person's attention at an instant, from the rows of custody and the rules of law.
-- Where nothing certain can be said nothing is alleged: a limit counts as exceeded from the
-- earliest instant any account allows, and as certain once every account agrees.

-- Which limits one detention exceeds at an instant. held_until is the earliest end of being held
-- without a ruling (the instant itself while it lasts, NULL when not known).
--  1. DET-ASSEMBLY (a case of CAO 488 or 667), else DET-BASE; DET-EXC above the longest exception.
--     A start without an hour allows only what is certain.
--  2. FOREIGN-24: a criminal case only; the embassy not told in time.
--  3. ARR-OVER: the latest release is past and nobody said that the person is out.
--  4. ARR-MAX, ARR-MAX-EM; and the longest limit of all charges, when each of them is known.
--  5. FINE-MAX. 6. LIMIT-2M: ruled after the last day of liability, no criminal charge.
--  7. ADM-46-6: admitted to a special reception centre, and no ruling was shown.
CREATE FUNCTION limits_of(
    detention bigint, held_from timestamptz, held_by timestamptz, held_has_hour boolean,
    held_until timestamptz, due_to timestamptz, sentence_kind text, sentence_days int,
    ruled_on date, offence_on date, is_foreigner boolean, at timestamptz
) RETURNS TABLE (rule text, since timestamptz, is_certain boolean)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 2
BEGIN ATOMIC
    WITH charged AS (
        SELECT charge.code, charge.article, charge.part
        FROM detainees_charge AS charge
        WHERE charge.detention_id = detention AND charge.certainty <> 'doubtful'
    ),
    hours AS (
        SELECT law.code AS rule,
            CASE WHEN held_has_hour THEN held_from ELSE held_by END
                + law.value::int * interval '1 hour' AS first_end,
            held_by + law.value::int * interval '1 hour' AS last_end
        FROM rules_in_force((held_by AT TIME ZONE 'Asia/Almaty')::date) AS law
        WHERE law.unit = 'hours' AND law.code IN (
            CASE WHEN EXISTS (
                SELECT FROM charged WHERE code = 'CAO' AND article IN ('488', '667')
            ) THEN 'DET-ASSEMBLY' ELSE 'DET-BASE' END,
            'DET-EXC', 'FOREIGN-24'
        )
    )
    SELECT hours.rule, hours.first_end, held_until > hours.last_end
    FROM hours
    WHERE hours.rule <> 'FOREIGN-24' AND held_until > hours.first_end
    UNION ALL
    SELECT hours.rule, hours.last_end, true
    FROM hours
    WHERE hours.rule = 'FOREIGN-24' AND at > hours.last_end
        AND is_foreigner AND EXISTS (SELECT FROM charged WHERE code = 'CC')
        AND NOT EXISTS (
            SELECT FROM detainees_event AS event
            LEFT JOIN facility_zone AS place ON place.facility_id = event.facility_id
            WHERE event.detention_id = detention AND event.kind = 'embassy_told'
                AND (partial_start(event.at) AT TIME ZONE coalesce(place.zone, 'Asia/Almaty')
                    > hours.last_end) IS NOT TRUE
        )
    UNION ALL
    SELECT 'ARR-OVER', due_to, true WHERE at > due_to
    UNION ALL
    SELECT law.code, ruled_on::timestamp AT TIME ZONE 'Asia/Almaty', true
    FROM rules_in_force(coalesce(ruled_on, offence_on)) AS law
    WHERE sentence_kind = 'administrative_arrest' AND law.code IN ('ARR-MAX', 'ARR-MAX-EM')
        AND sentence_days > law.value
    UNION ALL
    SELECT (array_agg(longest.rule ORDER BY longest.days DESC))[1],
        ruled_on::timestamp AT TIME ZONE 'Asia/Almaty', true
    FROM charged
    LEFT JOIN LATERAL arrest_limit(
        sentence_kind, charged.code, charged.article, charged.part, coalesce(ruled_on, offence_on)
    ) AS longest ON true
    HAVING count(*) = count(longest.days) AND sentence_days > max(longest.days)
    UNION ALL
    SELECT 'FINE-MAX', ruled_on::timestamp AT TIME ZONE 'Asia/Almaty', true
    WHERE EXISTS (
        SELECT FROM detainees_sentence AS sentence,
            rules_in_force(coalesce(ruled_on, offence_on)) AS law
        WHERE sentence.detention_id = detention AND sentence.kind = 'fine'
            AND law.code = 'FINE-MAX' AND sentence.amount_mci > law.value
    )
    UNION ALL
    SELECT 'LIMIT-2M', midnight_after(liable.last_day, 'Asia/Almaty'), true
    FROM (
        -- No month is shorter: whoever was ruled upon at once is not asked about.
        SELECT limitation_last_day(offence_on) AS last_day WHERE ruled_on > offence_on + 27 OFFSET 0
    ) AS liable
    WHERE ruled_on > liable.last_day AND NOT EXISTS (SELECT FROM charged WHERE code = 'CC')
    UNION ALL
    SELECT 'ADM-46-6', min(placement.heard_at), true
    FROM detainees_placement AS placement
    JOIN stations_facility AS facility ON facility.id = placement.facility_id
    WHERE placement.detention_id = detention AND placement.ruling_shown = 'no'
        AND facility.kind = 'special_reception'
    HAVING count(*) > 0;
END;

-- custody with what the limits need beside it.
CREATE VIEW custody_in_law AS
SELECT custody.*,
    person.sex, person.birth_date, person.birth_year_from, person.birth_year_to,
    person.looks_minor,
    person.citizenship <> '' AND person.citizenship !~* 'kaz|каз|қаз' AS is_foreigner,
    coalesce((custody.held_from AT TIME ZONE custody.zone)::date, rally.starts_on) AS held_on,
    coalesce(rally.starts_on, (custody.held_from AT TIME ZONE custody.zone)::date) AS offence_on,
    CASE WHEN length(custody.ruled_at) >= 10 THEN partial_start(custody.ruled_at)::date END
        AS ruled_on,
    -- No end can be named when somebody was sentenced or released nobody knows when.
    custody.sentence_kind IS NOT NULL AND length(custody.ruled_at) < 10
        OR custody.is_released AND custody.since = '' AS end_is_unknown
FROM custody
-- What a merge left behind empty is nobody's concern.
JOIN detainees_person AS person ON person.id = custody.person_id AND person.merged_into_id IS NULL
LEFT JOIN detainees_rally AS rally ON rally.id = custody.rally_id;

CREATE FUNCTION limits_exceeded(at timestamptz)
RETURNS TABLE (detention_id bigint, rule text, since timestamptz, is_certain boolean)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1000
BEGIN ATOMIC
    SELECT custody.detention_id, limits.rule, limits.since, limits.is_certain
    FROM custody_in_law AS custody
    CROSS JOIN LATERAL limits_of(
        custody.detention_id, custody.held_from, custody.held_by, custody.held_has_hour,
        CASE WHEN NOT custody.end_is_unknown
            THEN least(at, custody.ruled_first, custody.released_first_at) END,
        CASE WHEN NOT custody.is_released THEN custody.release_to END,
        custody.sentence_kind, custody.sentence_days, custody.ruled_on, custody.offence_on,
        custody.is_foreigner, at
    ) AS limits;
END;
COMMENT ON FUNCTION limits_exceeded(timestamptz) IS
    'Limits of law exceeded by an instant, also by detentions that have ended.';

-- Reasons: release_due, silence (24, 48, 72 hours), contradiction, over_limit (the rule; ? when an
-- account denies it; the limits of detention only until a ruling), minor (yes, maybe), excluded (the rule of CAO 50(2); ? for "check"),
-- whereabouts_unknown, needs_lawyer, appeal (the last safe day, three days before it), reported_dead.
-- The detail of excluded tells of health: only who may see health may be shown it.
CREATE FUNCTION attention(at timestamptz)
RETURNS TABLE (detention_id bigint, reason text, since timestamptz, detail text)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1000
BEGIN ATOMIC
    SELECT custody.detention_id, concern.reason, concern.since, concern.detail
    FROM custody_in_law AS custody
    LEFT JOIN detainees_health AS health ON health.person_id = custody.person_id
    CROSS JOIN LATERAL (
        SELECT custody_status(custody.base_status, custody.release_to, at) AS status,
            CASE WHEN NOT custody.is_released THEN minor_state(
                custody.birth_date, custody.birth_year_from, custody.birth_year_to,
                custody.looks_minor, coalesce(custody.held_on, (at AT TIME ZONE custody.zone)::date)
            ) END AS minor,
            floor(extract(epoch FROM at - custody.last_confirmed_at) / 86400)::int AS silent_days,
            (at AT TIME ZONE custody.zone)::date AS today
        OFFSET 0
    ) AS now
    CROSS JOIN LATERAL (
        SELECT 'release_due' AS reason, custody.release_to AS since, '' AS detail
        WHERE now.status = 'release_due'
        UNION ALL
        SELECT 'silence',
            custody.last_confirmed_at + least(now.silent_days, 3) * interval '24 hours',
            (least(now.silent_days, 3) * 24)::text
        WHERE NOT custody.is_released AND now.silent_days >= 1
        UNION ALL
        SELECT 'contradiction', custody.last_confirmed_at, code
        FROM unnest(custody.contradictions) AS code
        UNION ALL
        SELECT 'over_limit', limits.since,
            limits.rule || CASE WHEN limits.is_certain THEN '' ELSE '?' END
        FROM limits_of(
            custody.detention_id, custody.held_from, custody.held_by, custody.held_has_hour,
            CASE WHEN custody.sentence_kind IS NULL THEN at END, custody.release_to,
            custody.sentence_kind, custody.sentence_days, custody.ruled_on, custody.offence_on,
            custody.is_foreigner, at
        ) AS limits
        WHERE NOT custody.is_released
        UNION ALL
        SELECT 'minor', custody.held_from, now.minor
        WHERE now.minor IN ('yes', 'maybe')
        UNION ALL
        SELECT 'excluded', custody.ruled_first,
            excluded.rule || CASE WHEN excluded.is_certain THEN '' ELSE '?' END
        FROM arrest_exclusions(
            custody.sex, custody.birth_date, custody.birth_year_from, custody.birth_year_to,
            custody.looks_minor, health.is_pregnant, health.has_child_under_14,
            health.raises_child_alone, health.disability,
            coalesce(custody.ruled_on, custody.held_on, now.today)
        ) AS excluded
        WHERE NOT custody.is_released AND custody.sentence_kind = 'administrative_arrest'
        UNION ALL
        SELECT 'whereabouts_unknown', custody.last_confirmed_at, ''
        WHERE custody.base_status IN ('whereabouts_unknown', 'transferred')
        UNION ALL
        SELECT 'needs_lawyer', max(told.heard_at), ''
        FROM (
            SELECT heard_at, false AS had_one FROM detainees_violation
            WHERE detention_id = custody.detention_id AND kind = 'no_lawyer'
            UNION ALL
            SELECT heard_at, lawyer_present = 'yes' FROM detainees_trial
            WHERE detention_id = custody.detention_id AND lawyer_present IN ('yes', 'no')
        ) AS told
        WHERE NOT custody.is_released
        HAVING max(told.heard_at) FILTER (WHERE NOT told.had_one)
            > coalesce(max(told.heard_at) FILTER (WHERE told.had_one), '-infinity')
        UNION ALL
        SELECT 'appeal', copy.known_on::timestamp AT TIME ZONE custody.zone, term.safe_day::text
        FROM (
            SELECT coalesce(min(partial_start(event.at)::date), custody.ruled_on) AS known_on
            FROM detainees_event AS event
            WHERE event.detention_id = custody.detention_id AND event.kind = 'copy_delivered'
                AND length(event.at) >= 10 AND event.certainty <> 'doubtful'
        ) AS copy
        CROSS JOIN LATERAL appeal_term(copy.known_on) AS term
        WHERE custody.sentence_kind <> 'dismissed' AND now.today >= copy.known_on
            AND now.today BETWEEN term.safe_day - 3 AND term.safe_day
        UNION ALL
        SELECT 'reported_dead', custody.last_confirmed_at, '' WHERE custody.reported_dead
    ) AS concern;
END;
COMMENT ON FUNCTION attention(timestamptz) IS
    'What needs a person''s attention at an instant: a reason a row, since when, and its detail.';

GRANT SELECT ON custody_in_law TO registry_desk;
