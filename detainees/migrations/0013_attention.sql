-- What needs a person's attention at an instant, from the cached custody and the rules of law.
-- Where nothing certain can be said nothing is alleged: a limit counts as exceeded from the
-- earliest instant any account allows, and as certain once every account agrees.
-- All of it is said as spans of time, so that it can be cached: attention(at) cuts them at an instant.

-- Which limits one detention exceeds: after since, and for certain after certain_after (NULL: never).
-- held_until is the earliest end of being held without a ruling (infinity while it lasts, NULL when
-- not known).
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
    ruled_on date, offence_on date, is_foreigner boolean
) RETURNS TABLE (rule text, since timestamptz, certain_after timestamptz)
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
    SELECT hours.rule, hours.first_end,
        CASE WHEN held_until > hours.last_end THEN hours.last_end END
    FROM hours
    WHERE hours.rule <> 'FOREIGN-24' AND held_until > hours.first_end
    UNION ALL
    SELECT hours.rule, hours.last_end, hours.last_end
    FROM hours
    WHERE hours.rule = 'FOREIGN-24'
        AND is_foreigner AND EXISTS (SELECT FROM charged WHERE code = 'CC')
        AND NOT EXISTS (
            SELECT FROM detainees_event AS event
            LEFT JOIN facility_zone AS place ON place.facility_id = event.facility_id
            WHERE event.detention_id = detention AND event.kind = 'embassy_told'
                AND (partial_start(event.at) AT TIME ZONE coalesce(place.zone, 'Asia/Almaty')
                    > hours.last_end) IS NOT TRUE
        )
    UNION ALL
    SELECT 'ARR-OVER', due_to, due_to WHERE due_to IS NOT NULL
    UNION ALL
    SELECT law.code, ruled_on::timestamp AT TIME ZONE 'Asia/Almaty', '-infinity'
    FROM rules_in_force(coalesce(ruled_on, offence_on)) AS law
    WHERE sentence_kind = 'administrative_arrest' AND law.code IN ('ARR-MAX', 'ARR-MAX-EM')
        AND sentence_days > law.value
    UNION ALL
    SELECT (array_agg(longest.rule ORDER BY longest.days DESC))[1],
        ruled_on::timestamp AT TIME ZONE 'Asia/Almaty', '-infinity'
    FROM charged
    LEFT JOIN LATERAL arrest_limit(
        sentence_kind, charged.code, charged.article, charged.part, coalesce(ruled_on, offence_on)
    ) AS longest ON true
    HAVING count(*) = count(longest.days) AND sentence_days > max(longest.days)
    UNION ALL
    SELECT 'FINE-MAX', ruled_on::timestamp AT TIME ZONE 'Asia/Almaty', '-infinity'
    WHERE EXISTS (
        SELECT FROM detainees_sentence AS sentence,
            rules_in_force(coalesce(ruled_on, offence_on)) AS law
        WHERE sentence.detention_id = detention AND sentence.kind = 'fine'
            AND law.code = 'FINE-MAX' AND sentence.amount_mci > law.value
    )
    UNION ALL
    SELECT 'LIMIT-2M', midnight_after(liable.last_day, 'Asia/Almaty'), '-infinity'
    FROM (
        -- No month is shorter: whoever was ruled upon at once is not asked about.
        SELECT limitation_last_day(offence_on) AS last_day WHERE ruled_on > offence_on + 27 OFFSET 0
    ) AS liable
    WHERE ruled_on > liable.last_day AND NOT EXISTS (SELECT FROM charged WHERE code = 'CC')
    UNION ALL
    SELECT 'ADM-46-6', min(placement.heard_at), '-infinity'
    FROM detainees_placement AS placement
    JOIN stations_facility AS facility ON facility.id = placement.facility_id
    WHERE placement.detention_id = detention AND placement.ruling_shown = 'no'
        AND facility.kind = 'special_reception'
    HAVING count(*) > 0;
END;

-- The cached custody with what the limits need of the person.
CREATE VIEW custody_in_law AS
SELECT custody.detention_id, custody.person_id, custody.city_id, custody.facility_id, custody.zone,
    custody.base_status, custody.reported_dead, custody.is_released, custody.last_confirmed_at, custody.contradictions,
    nullif(custody.sentence_kind, '') AS sentence_kind, custody.sentence_days, custody.release_to,
    custody.held_from, custody.held_by, custody.held_has_hour, custody.held_on, custody.offence_on,
    custody.ruled_first, custody.ruled_on, custody.released_first_at, custody.end_is_unknown,
    person.sex, person.birth_date, person.birth_year_from, person.birth_year_to,
    person.looks_minor,
    person.citizenship <> '' AND person.citizenship !~* 'kaz|каз|қаз' AS is_foreigner
FROM custody_cache AS custody
JOIN detainees_person AS person ON person.id = custody.person_id;

CREATE FUNCTION limits_exceeded(at timestamptz)
RETURNS TABLE (detention_id bigint, rule text, since timestamptz, is_certain boolean)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1000
BEGIN ATOMIC
    SELECT custody.detention_id, limits.rule, limits.since,
        coalesce(at > limits.certain_after, false)
    FROM custody_in_law AS custody
    CROSS JOIN LATERAL limits_of(
        custody.detention_id, custody.held_from, custody.held_by, custody.held_has_hour,
        CASE WHEN NOT custody.end_is_unknown
            THEN least('infinity', custody.ruled_first, custody.released_first_at) END,
        CASE WHEN NOT custody.is_released THEN custody.release_to END,
        custody.sentence_kind, custody.sentence_days, custody.ruled_on, custody.offence_on,
        custody.is_foreigner
    ) AS limits
    -- A limit that does not run by the clock holds from the ruling that exceeds it, whenever that is.
    WHERE limits.certain_after = '-infinity' OR at > limits.since;
END;
COMMENT ON FUNCTION limits_exceeded(timestamptz) IS
    'Limits of law exceeded by an instant, also by detentions that have ended.';

-- What needs attention, in spans: after begins_at, until ends_at. Reasons: release_due, silence (24,
-- 48, 72 hours), contradiction, over_limit (the rule; ? while an account denies it; the limits of
-- detention only until a ruling), minor (yes, maybe), excluded (the rule of CAO 50(2); ? for "check"),
-- whereabouts_unknown, needs_lawyer, appeal (the last safe day, three days before it), reported_dead.
-- The detail of excluded tells of health: only who may see health may be shown it. Whose day of
-- being seized nobody knows is as old as on ``today``.
CREATE FUNCTION attention_spans(today date)
RETURNS TABLE (
    detention_id bigint, person_id bigint, city_id bigint, facility_id bigint,
    reason text, detail text, since timestamptz, begins_at timestamptz, ends_at timestamptz
)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1000
BEGIN ATOMIC
    SELECT custody.detention_id, custody.person_id, custody.city_id, custody.facility_id,
        concern.reason, concern.detail, concern.since,
        coalesce(concern.begins_at, '-infinity'), coalesce(concern.ends_at, 'infinity')
    FROM custody_in_law AS custody
    LEFT JOIN detainees_health AS health ON health.person_id = custody.person_id
    CROSS JOIN LATERAL (
        SELECT 'release_due' AS reason, '' AS detail, custody.release_to AS since,
            custody.release_to AS begins_at, NULL::timestamptz AS ends_at
        WHERE NOT custody.is_released AND custody.release_to IS NOT NULL
        UNION ALL
        SELECT 'silence', (days * 24)::text,
            custody.last_confirmed_at + days * interval '24 hours',
            -- A full day of silence is one: the span opens just before it is over.
            custody.last_confirmed_at + days * interval '24 hours' - interval '1 microsecond',
            CASE WHEN days < 3 THEN custody.last_confirmed_at
                + (days + 1) * interval '24 hours' - interval '1 microsecond' END
        FROM generate_series(1, 3) AS days
        WHERE NOT custody.is_released AND custody.last_confirmed_at IS NOT NULL
        UNION ALL
        SELECT 'contradiction', code, custody.last_confirmed_at, NULL, NULL
        FROM unnest(custody.contradictions) AS code
        UNION ALL
        SELECT 'over_limit', limits.rule || span.mark, limits.since, span.begins_at, span.ends_at
        FROM limits_of(
            custody.detention_id, custody.held_from, custody.held_by, custody.held_has_hour,
            CASE WHEN custody.sentence_kind IS NULL THEN 'infinity'::timestamptz END,
            custody.release_to,
            custody.sentence_kind, custody.sentence_days, custody.ruled_on, custody.offence_on,
            custody.is_foreigner
        ) AS limits
        CROSS JOIN LATERAL (
            VALUES ('?', limits.since, limits.certain_after), ('', limits.certain_after, NULL)
        ) AS span (mark, begins_at, ends_at)
        WHERE NOT custody.is_released AND span.begins_at IS NOT NULL
            AND (span.begins_at < span.ends_at OR span.ends_at IS NULL)
        UNION ALL
        SELECT 'minor', state.minor, custody.held_from, NULL, NULL
        FROM minor_states(
            custody.birth_date, custody.birth_year_from, custody.birth_year_to,
            custody.looks_minor, coalesce(custody.held_on, today)
        ) AS state
        WHERE NOT custody.is_released AND state.minor IN ('yes', 'maybe')
        UNION ALL
        SELECT 'excluded', excluded.rule || CASE WHEN excluded.is_certain THEN '' ELSE '?' END,
            custody.ruled_first, NULL, NULL
        FROM arrest_exclusions(
            custody.sex, custody.birth_date, custody.birth_year_from, custody.birth_year_to,
            custody.looks_minor, health.is_pregnant, health.has_child_under_14,
            health.raises_child_alone, health.disability,
            coalesce(custody.ruled_on, custody.held_on, today)
        ) AS excluded
        WHERE NOT custody.is_released AND custody.sentence_kind = 'administrative_arrest'
        UNION ALL
        SELECT 'whereabouts_unknown', '', custody.last_confirmed_at, NULL, NULL
        WHERE custody.base_status IN ('whereabouts_unknown', 'transferred')
        UNION ALL
        SELECT 'needs_lawyer', '', max(told.heard_at), NULL, NULL
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
        SELECT 'appeal', term.safe_day::text, copy.known_on::timestamp AT TIME ZONE custody.zone,
            greatest(copy.known_on, term.safe_day - 3)::timestamp AT TIME ZONE custody.zone
                - interval '1 microsecond',
            midnight_after(term.safe_day, custody.zone) - interval '1 microsecond'
        FROM (
            SELECT coalesce(min(partial_start(event.at)::date), custody.ruled_on) AS known_on
            FROM detainees_event AS event
            WHERE event.detention_id = custody.detention_id AND event.kind = 'copy_delivered'
                AND length(event.at) >= 10 AND event.certainty <> 'doubtful'
        ) AS copy
        CROSS JOIN LATERAL appeal_term(copy.known_on) AS term
        WHERE is_appealed_in_ten_days(custody.detention_id, custody.sentence_kind)
        UNION ALL
        SELECT 'reported_dead', '', custody.last_confirmed_at, NULL, NULL
        WHERE custody.reported_dead
    ) AS concern;
END;
COMMENT ON FUNCTION attention_spans(date) IS
    'What needs a person''s attention, when: a reason a row, its detail, since when, from and to.';

CREATE FUNCTION attention(at timestamptz)
RETURNS TABLE (detention_id bigint, reason text, since timestamptz, detail text)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1000
BEGIN ATOMIC
    SELECT span.detention_id, span.reason, span.since, span.detail
    FROM attention_spans((at AT TIME ZONE 'Asia/Almaty')::date) AS span
    WHERE at > span.begins_at AND at <= span.ends_at;
END;
COMMENT ON FUNCTION attention(timestamptz) IS
    'What needs a person''s attention at an instant: a reason a row, since when, and its detail.';

GRANT SELECT ON custody_in_law TO registry_desk;
