-- Where is each person, since when, how sure, and until when: one row a detention, computed from
-- claims that contradict each other, and independent of the clock, so that it can be cached.
--
-- How a claim speaks
--  1. Its local time is read in the zone of its own facility, else the detention's city (the
--     rally's, else its own), else Asia/Almaty.
--  2. Claims graded doubtful count only when no other claim speaks of the same thing.
--  3. Each claim speaks of the state as of an instant:
--     a. out (a release), left (a placement with an end), an enquiry: when it was heard, but no
--        earlier than its date begins and no later than its date ends; without a date, when heard;
--     b. an open placement: when it was heard, or its beginning if that is later;
--     c. an event at a facility (seized, delivered, protocol): the beginning of its date; without
--        a date, before all others.
--  4. A release dated more than a day after it was heard is a forecast: it is flagged
--     (release_foretold) and says nothing else.
--  5. A death sets reported_dead; all else is computed as if it had not been said.
--
-- Which claim wins: not doubtful, not overtaken, then the latest as-of; ties by a release or
-- a departure before a presence, the later beginning, certainty, reliability, hearing, noun, id.
--  6. An open placement is overtaken by what was heard no earlier (in one breath, mostly) and
--     a. is a release that ends after the placement began;
--     b. is a presence elsewhere, or a placement nobody knows where, that began later;
--     c. is a departure from the same facility that ends after the placement began.
--  7. A departure is overtaken by a presence elsewhere that began no earlier than its date, and by
--     a release that does not end before its date begins: who is released leaves the facility.
--
-- What the winner says
--  8. A release: its manner. A departure: transferred. A placement without a facility:
--     transferred when some place was known before, else whereabouts_unknown.
--  9. A presence, and "not here" heard of the same facility with a later as-of:
--     whereabouts_unknown, told_not_here.
-- 10. Otherwise a presence is, the first that fits: hospital (kind of the facility), house_arrest,
--     serving (administrative_arrest, criminal_arrest, imprisonment), remanded (sentence or kind
--     of the facility), held. House arrest needs no place: it stands above transferred and 9.
-- 11. No whereabouts: remand is remanded, another custodial sentence whereabouts_unknown, an
--     event of being seized or delivered held, nothing unknown.
--
-- Which sentence
-- 12. Claims of one day's ruling speak of one ruling; a claim without a day speaks of the latest
--     custodial ruling that has one, else of the latest. The latest custodial ruling counts: a
--     fine of another day does not end an arrest. Within it certainty, reliability, hearing and
--     id decide on the kind; days, ruled_at and counted_from are the first known for that kind.
--
-- Release (administrative_arrest, criminal_arrest, imprisonment with days; F = counted from)
-- 13. Expected F + N x 24 h; earliest the midnight that ends date(F) + N - 1, latest the one that
--     ends date(F) + N, in the zone of the facility where the person is, else of the city.
-- 14. The basis is the first known of counted_from, seized, delivered, ruling; without an hour
--     there is no expected instant. A partial counted_from gives the earliest and latest by its
--     span; without one they come from all dates of being seized, delivered and ruled upon, coarse
--     ones (month, year) only when no day is known.
-- 15. A change counts unless it was decided before the ruling or belongs to another one. The last
--     decided counts, one without a day as if on the latest known day; ties by hour, certainty,
--     reliability, hearing, id. An appeal without days changes nothing.
--     a. New total days: as 13, but no bound before the decision's; the expected instant moves to
--        the decision when that has an hour, else it is unknown.
--     b. Reduced by nobody knows how much: from the decision on, until the old end.
--     c. Cancelled or ended early, also house arrest and remand: the span of the decision.
--     A decision without a date lies before it was heard.
-- 16. If clocks change in between, the interval widens to hold the expected instant.

-- A zone that is no zone would make every date of the place an error.
ALTER TABLE stations_city ADD CONSTRAINT city_time_zone_exists
    CHECK (timezone(time_zone, timestamp '2019-06-09') IS NOT NULL);
ALTER TABLE stations_region ADD CONSTRAINT region_time_zone_exists
    CHECK (timezone(time_zone, timestamp '2019-06-09') IS NOT NULL);

CREATE FUNCTION claim_weight(certainty text, reliability text) RETURNS int
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE certainty
        WHEN 'confirmed' THEN 10 WHEN 'probable' THEN 20 WHEN 'possible' THEN 30
        WHEN 'doubtful' THEN 50 ELSE 40
    END
    + CASE reliability
        WHEN 'reliable' THEN 1 WHEN 'usually' THEN 2 WHEN 'sometimes' THEN 3
        WHEN 'unreliable' THEN 5 ELSE 4
    END;
COMMENT ON FUNCTION claim_weight(text, text) IS 'Certainty, then reliability; the least is the best.';

CREATE FUNCTION partial_step(value text) RETURNS interval
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE length(value)
    WHEN 4 THEN interval '1 year' WHEN 7 THEN interval '1 month' WHEN 10 THEN interval '1 day'
    WHEN 13 THEN interval '1 hour' WHEN 16 THEN interval '1 minute'
END;
COMMENT ON FUNCTION partial_step(text) IS
    'From partial_start to partial_end, which would read the text once more.';

CREATE FUNCTION partial_last(value text) RETURNS timestamp
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE length(value)
    WHEN 16 THEN partial_start(value)
    ELSE partial_end(value) - interval '1 microsecond'
END;
COMMENT ON FUNCTION partial_last(text) IS
    'Last local instant that a partial date covers; a minute is one instant.';

CREATE FUNCTION midnight_after(day date, zone text) RETURNS timestamptz
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (day + 1)::timestamp AT TIME ZONE zone;

-- Cases 13 and 16.
CREATE FUNCTION release_interval(
    first_from timestamptz, likely_from timestamptz, last_from timestamptz, days int, zone text
) RETURNS TABLE (release_from timestamptz, release_at timestamptz, release_to timestamptz)
LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 1
BEGIN ATOMIC
    SELECT least(
            midnight_after((first_from AT TIME ZONE zone)::date + days - 1, zone), expected.at
        ),
        expected.at,
        greatest(midnight_after((last_from AT TIME ZONE zone)::date + days, zone), expected.at)
    FROM (SELECT likely_from + days * interval '24 hours' AS at) AS expected;
END;
COMMENT ON FUNCTION release_interval(timestamptz, timestamptz, timestamptz, int, text) IS
    'When N days end that are counted from an instant, likely_from, between two others.';

-- Case 15; the interval is that of the days after the change, of the days before it in 15b.
CREATE FUNCTION changed_release(
    due_from timestamptz, due_at timestamptz, due_to timestamptz, change text, days int,
    first_from timestamptz, decided_from timestamptz, decided_at timestamptz, decided_to timestamptz
) RETURNS TABLE (release_from timestamptz, release_at timestamptz, release_to timestamptz)
LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 1
BEGIN ATOMIC
    SELECT CASE
            WHEN change IS NULL THEN due_from
            WHEN change IN ('cancelled', 'early_end') THEN coalesce(decided_from, first_from)
            WHEN due_from IS NULL THEN NULL
            WHEN days IS NULL THEN coalesce(decided_from, first_from)
            ELSE greatest(due_from, decided_from)
        END,
        CASE
            WHEN change IS NULL THEN due_at
            WHEN change IN ('cancelled', 'early_end') THEN decided_at
            WHEN days IS NULL THEN NULL
            WHEN due_at >= decided_to THEN due_at
            WHEN due_at IS NOT NULL AND decided_at IS NOT NULL THEN greatest(due_at, decided_at)
        END,
        CASE
            WHEN change IS NULL THEN due_to
            WHEN change IN ('cancelled', 'early_end') THEN decided_to
            WHEN due_to IS NOT NULL THEN greatest(due_to, decided_to)
        END;
END;

CREATE FUNCTION custody_status(base_status text, release_to timestamptz, at timestamptz)
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN base_status NOT IN ('released', 'escaped', 'freed', 'expelled') AND at > release_to
        THEN 'release_due'
    ELSE base_status
END;
COMMENT ON FUNCTION custody_status(text, timestamptz, timestamptz) IS
    'The status at an instant: after the latest release with no word of one, release_due.';

CREATE VIEW facility_zone AS
SELECT facility.id AS facility_id, facility.kind,
    coalesce(city.time_zone, region.time_zone) AS zone
FROM stations_facility AS facility
JOIN stations_region AS region ON region.id = facility.region_id
LEFT JOIN stations_city AS city ON city.id = facility.city_id;

-- What is said of whereabouts: class in, out, gone (nobody knows where), not_here, dead.
CREATE VIEW whereabouts_said AS
SELECT detention_id, 'release' AS noun, id,
    CASE manner WHEN 'died' THEN 'dead' ELSE 'out' END AS class,
    CASE WHEN manner IN ('escaped', 'freed', 'expelled', 'died') THEN manner ELSE 'released' END
        AS kind,
    NULL::bigint AS facility_id, released_at AS said_at, '' AS began_at,
    heard_at, source_id, certainty
FROM detainees_release
UNION ALL
SELECT detention_id, 'placement', id,
    CASE WHEN to_at = '' AND facility_id IS NOT NULL THEN 'in' ELSE 'gone' END,
    CASE WHEN to_at <> '' THEN 'left' WHEN facility_id IS NULL THEN 'moved' ELSE 'open' END,
    facility_id, CASE to_at WHEN '' THEN from_at ELSE to_at END, from_at,
    heard_at, source_id, certainty
FROM detainees_placement
UNION ALL
SELECT detention_id, 'enquiry', id,
    CASE reply WHEN 'held' THEN 'in' ELSE 'not_here' END, reply,
    facility_id, asked_at, asked_at, heard_at, source_id, certainty
FROM detainees_enquiry WHERE reply IN ('held', 'not_held')
UNION ALL
SELECT detention_id, 'event', id, 'in', 'event', facility_id, at, at, heard_at, source_id, certainty
FROM detainees_event
WHERE kind IN ('seized', 'delivered', 'protocol') AND facility_id IS NOT NULL;

CREATE VIEW custody AS
SELECT home.detention_id,
    home.person_id,
    home.rally_id,
    home.city_id,
    due.zone,
    coalesce(began.seized_at, '') AS seized_at,
    state.base_status,
    coalesce(place.reported_dead, false) AS reported_dead,
    state.facility_id,
    place.last_facility_id,
    coalesce(CASE
        WHEN state.base_status = 'house_arrest' THEN ruling.ruled_at
        WHEN place.told_id IS NOT NULL THEN place.told_at
        WHEN place.id IS NOT NULL THEN place.since
        WHEN ruling.is_custodial THEN ruling.ruled_at
        ELSE began.seized_at
    END, '') AS since,
    CASE
        WHEN state.base_status = 'house_arrest' THEN ruling.heard_at
        WHEN place.told_id IS NOT NULL THEN place.told_heard_at
        WHEN place.id IS NOT NULL THEN place.confirmed_at
        WHEN ruling.is_custodial THEN ruling.heard_at
        ELSE began.heard_at
    END AS last_confirmed_at,
    coalesce(CASE
        WHEN state.base_status = 'house_arrest' THEN ruling.sources
        WHEN place.told_id IS NOT NULL THEN place.told_sources
        WHEN place.id IS NOT NULL THEN place.sources
        WHEN ruling.is_custodial THEN ruling.sources
        ELSE began.sources
    END, 0)::int AS sources,
    array_remove(ARRAY[
        CASE WHEN place.release_denied THEN 'release_denied' END,
        CASE WHEN place.release_foretold THEN 'release_foretold' END,
        CASE WHEN place.releases_differ THEN 'releases_differ' END,
        CASE WHEN place.two_places THEN 'two_places' END,
        CASE WHEN place.told_id IS NOT NULL THEN 'told_not_here' END,
        CASE WHEN ruling.differ THEN 'sentences_differ' END,
        CASE WHEN change.differ THEN 'changes_differ' END,
        CASE WHEN began.differ THEN 'seizures_differ' END
    ], NULL) AS contradictions,
    ruling.kind AS sentence_kind,
    coalesce(change.days, ruling.days)::int AS sentence_days,
    change.kind AS sentence_change,
    coalesce(ruling.ruled_at, '') AS ruled_at,
    ruling.ruled_first,
    ruling.ruled_last,
    release.release_from,
    release.release_at,
    release.release_to,
    CASE WHEN release.release_to IS NULL THEN NULL
        WHEN change.kind IN ('cancelled', 'early_end') THEN 'decision'
        ELSE basis.noun END AS release_basis,
    CASE WHEN place.class = 'out' THEN place.out_last_at END AS released_last_at,
    CASE WHEN place.class = 'out' THEN place.out_first_at END AS released_first_at,
    place.class IS NOT DISTINCT FROM 'out' AS is_released,
    best.noun AS best_claim_noun,
    best.id AS best_claim_id,
    best.certainty,
    began.held_from,
    began.held_by,
    began.held_has_hour,
    began.held_basis
FROM (
    SELECT detention.id AS detention_id, detention.person_id, detention.rally_id, city.id AS city_id,
        coalesce(city.time_zone, 'Asia/Almaty') AS zone
    FROM detainees_detention AS detention
    LEFT JOIN detainees_rally AS rally ON rally.id = detention.rally_id
    LEFT JOIN stations_city AS city ON city.id = coalesce(rally.city_id, detention.city_id)
) AS home
-- Zones and kinds by facility, read once a query: a join would read all places for each detention.
CROSS JOIN (
    SELECT coalesce(jsonb_object_agg(facility_id, zone), '{}') AS zones,
        coalesce(jsonb_object_agg(facility_id, kind), '{}') AS kinds
    FROM facility_zone
) AS atlas
-- Being seized and delivered.
CROSS JOIN LATERAL (
    SELECT found.*,
        coalesce(seized_hour_first, seized_day_first, delivered_hour_first, delivered_day_first)
            AS held_from,
        coalesce(seized_hour_last, seized_day_last, delivered_hour_last, delivered_day_last)
            AS held_by,
        CASE WHEN seized_day_first IS NULL THEN delivered_hour_first ELSE seized_hour_first END
            IS NOT NULL AS held_has_hour,
        CASE WHEN seized_day_first IS NOT NULL THEN 'seized'
            WHEN delivered_day_first IS NOT NULL THEN 'delivered' END AS held_basis
    FROM (
        SELECT
            min(told.at) FILTER (WHERE told.kind = 'seized' AND told.counted AND told.rank = 1)
                AS seized_at,
            min(told.first_at) FILTER (WHERE told.kind = 'seized' AND told.counted AND told.rank = 1)
                AS seized_first,
            min(told.at) FILTER (WHERE told.kind = 'delivered' AND told.counted AND told.rank = 1)
                AS delivered_at,
            min(told.first_at) FILTER (WHERE told.kind = 'delivered' AND told.counted AND told.rank = 1)
                AS delivered_first,
            min(told.first_at) FILTER (WHERE told.counted AND told.has_day) AS day_first,
            max(told.last_at) FILTER (WHERE told.counted AND told.has_day) AS day_last,
            min(told.first_at) FILTER (WHERE told.counted) AS any_first,
            max(told.last_at) FILTER (WHERE told.counted) AS any_last,
            min(told.first_at) FILTER (WHERE told.counted AND told.has_day
                AND told.kind = 'seized') AS seized_day_first,
            max(told.last_at) FILTER (WHERE told.counted AND told.has_day
                AND told.kind = 'seized') AS seized_day_last,
            min(told.first_at) FILTER (WHERE told.counted AND told.has_hour
                AND told.kind = 'seized') AS seized_hour_first,
            max(told.last_at) FILTER (WHERE told.counted AND told.has_hour
                AND told.kind = 'seized') AS seized_hour_last,
            min(told.first_at) FILTER (WHERE told.counted AND told.has_day
                AND told.kind = 'delivered') AS delivered_day_first,
            max(told.last_at) FILTER (WHERE told.counted AND told.has_day
                AND told.kind = 'delivered') AS delivered_day_last,
            min(told.first_at) FILTER (WHERE told.counted AND told.has_hour
                AND told.kind = 'delivered') AS delivered_hour_first,
            max(told.last_at) FILTER (WHERE told.counted AND told.has_hour
                AND told.kind = 'delivered') AS delivered_hour_last,
            max(told.first_at) FILTER (WHERE told.counted AND told.kind = 'seized')
                - min(told.last_at) FILTER (WHERE told.counted AND told.kind = 'seized')
                >= interval '1 hour' AS differ,
            count(*) > 0 AS is_told,
            count(DISTINCT told.source_id) AS sources,
            max(told.heard_at) AS heard_at,
            coalesce(min(told.id) FILTER (WHERE told.kind = 'seized' AND told.rank = 1),
                min(told.id) FILTER (WHERE told.rank = 1)) AS id,
            coalesce(min(told.certainty) FILTER (WHERE told.kind = 'seized' AND told.rank = 1),
                min(told.certainty) FILTER (WHERE told.rank = 1)) AS certainty
        FROM (
            SELECT event.id, event.kind, event.at, event.heard_at, event.source_id, event.certainty,
                length(event.at) >= 10 AS has_day,
                length(event.at) >= 13 AS has_hour,
                partial_start(event.at) AT TIME ZONE place.zone AS first_at,
                partial_last(event.at) AT TIME ZONE place.zone AS last_at,
                event.at <> '' AND (
                    event.certainty <> 'doubtful'
                    OR bool_and(event.certainty = 'doubtful')
                        OVER (PARTITION BY event.kind, event.at = '')
                ) AS counted,
                row_number() OVER (
                    PARTITION BY event.kind
                    ORDER BY event.at = '', event.certainty = 'doubtful', length(event.at) < 10,
                        claim_weight(event.certainty, source.reliability), length(event.at) DESC,
                        event.heard_at DESC, event.id DESC
                ) AS rank
            FROM detainees_event AS event
            JOIN detainees_source AS source ON source.id = event.source_id
            CROSS JOIN LATERAL (
                SELECT coalesce(atlas.zones ->> event.facility_id::text, home.zone) AS zone
            ) AS place
            WHERE event.detention_id = home.detention_id AND event.kind IN ('seized', 'delivered')
        ) AS told
    ) AS found
) AS began
-- The sentence: case 12.
CROSS JOIN LATERAL (
    SELECT found.*, partial_start(found.ruled_at) AT TIME ZONE home.zone AS ruled_first,
        partial_last(found.ruled_at) AT TIME ZONE home.zone AS ruled_last
    FROM (
        WITH imposed AS (
            SELECT sentence.id, sentence.kind, sentence.days, sentence.ruled_at, sentence.counted_from,
                sentence.heard_at, sentence.source_id, sentence.certainty,
                sentence.certainty = 'doubtful' AS doubtful,
                claim_weight(sentence.certainty, source.reliability) AS weight,
                CASE WHEN length(sentence.ruled_at) >= 10 THEN left(sentence.ruled_at, 10) END AS day,
                sentence.kind IN ('administrative_arrest', 'criminal_arrest', 'imprisonment', 'remand',
                    'house_arrest') AS is_custodial
            FROM detainees_sentence AS sentence
            JOIN detainees_source AS source ON source.id = sentence.source_id
            WHERE sentence.detention_id = home.detention_id
        ),
        dated AS (
            SELECT imposed.*, coalesce(
                max(day) FILTER (WHERE is_custodial AND NOT doubtful) OVER (),
                max(day) FILTER (WHERE is_custodial) OVER (),
                max(day) FILTER (WHERE NOT doubtful) OVER (),
                max(day) OVER ()
            ) AS latest
            FROM imposed
        ),
        ranked AS (
            SELECT dated.*, coalesce(day, latest) AS ruling_day, row_number() OVER (
                ORDER BY doubtful,
                    is_custodial OR coalesce(day, latest) IS NOT DISTINCT FROM latest DESC,
                    coalesce(day, latest) DESC, weight, heard_at DESC, id DESC
            ) AS rank
            FROM dated
        ),
        same AS (
            SELECT ranked.*, best.kind AS best_kind
            FROM ranked
            JOIN ranked AS best ON best.rank = 1 AND best.doubtful = ranked.doubtful
                AND best.ruling_day IS NOT DISTINCT FROM ranked.ruling_day
        )
        SELECT min(best_kind) AS kind,
            bool_or(is_custodial) FILTER (WHERE rank = 1) AS is_custodial,
            bool_or(doubtful) AS doubtful,
            min(id) FILTER (WHERE rank = 1) AS id,
            min(certainty) FILTER (WHERE rank = 1) AS certainty,
            min(ruling_day) AS day,
            (array_agg(days ORDER BY rank) FILTER (WHERE kind = best_kind AND days IS NOT NULL))[1]
                AS days,
            (array_agg(ruled_at ORDER BY day IS NULL, rank)
                FILTER (WHERE kind = best_kind AND ruled_at <> ''))[1] AS ruled_at,
            (array_agg(counted_from ORDER BY length(counted_from) < 10, rank)
                FILTER (WHERE kind = best_kind AND counted_from <> ''))[1] AS counted_from,
            min(kind) <> max(kind) OR min(days) < max(days) AS differ,
            count(DISTINCT source_id) FILTER (WHERE kind = best_kind) AS sources,
            max(heard_at) FILTER (WHERE kind = best_kind) AS heard_at
        FROM same
    ) AS found
    OFFSET 0
) AS ruling
-- Its change: case 15.
LEFT JOIN LATERAL (
    SELECT decided.kind, decided.days,
        partial_start(decided.decided_at) AT TIME ZONE home.zone AS decided_from,
        CASE WHEN length(decided.decided_at) >= 13
            THEN partial_start(decided.decided_at) AT TIME ZONE home.zone END AS decided_at,
        CASE length(decided.decided_at)
            WHEN 0 THEN decided.heard_at
            WHEN 16 THEN partial_start(decided.decided_at) AT TIME ZONE home.zone
            ELSE partial_end(decided.decided_at) AT TIME ZONE home.zone
        END AS decided_to,
        min(decided.effect) OVER (PARTITION BY decided.decision_day)
            <> max(decided.effect) OVER (PARTITION BY decided.decision_day) AS differ
    FROM (
        SELECT change.id, change.kind, change.days, change.decided_at, change.heard_at,
            claim_weight(change.certainty, source.reliability) AS weight,
            CASE WHEN change.kind IN ('cancelled', 'early_end') THEN -1
                ELSE coalesce(change.days, -2) END AS effect,
            coalesce(
                CASE WHEN length(change.decided_at) >= 10 THEN left(change.decided_at, 10) END,
                max(left(change.decided_at, 10)) FILTER (WHERE length(change.decided_at) >= 10)
                    OVER ()
            ) AS decision_day
        FROM detainees_sentencechange AS change
        JOIN detainees_source AS source ON source.id = change.source_id
        WHERE ruling.is_custodial AND change.detention_id = home.detention_id
            AND (change.kind IN ('reduced', 'cancelled', 'early_end')
                OR change.kind = 'appeal' AND change.days IS NOT NULL)
            AND (change.certainty <> 'doubtful' OR ruling.doubtful)
            AND (partial_end(change.decided_at) <= partial_start(ruling.ruled_at)) IS NOT TRUE
            AND NOT EXISTS (
                SELECT FROM detainees_sentence AS other
                WHERE other.id = change.sentence_id AND other.detention_id = home.detention_id
                    AND (other.kind <> ruling.kind
                        OR length(other.ruled_at) >= 10 AND left(other.ruled_at, 10) <> ruling.day)
            )
    ) AS decided
    ORDER BY decided.decision_day DESC NULLS LAST,
        CASE WHEN length(decided.decided_at) >= 13 THEN decided.decided_at END DESC NULLS LAST,
        decided.weight, decided.heard_at DESC, decided.id DESC
    LIMIT 1
) AS change ON true
-- Whereabouts: cases 3 to 9.
LEFT JOIN LATERAL (
    WITH said AS MATERIALIZED (
        SELECT claim.*, place.kind AS facility_kind, place.zone,
            claim.certainty = 'doubtful' AS doubtful,
            claim_weight(claim.certainty, source.reliability) AS weight,
            partial_start(claim.said_at) AS said_local,
            CASE claim.kind WHEN 'left' THEN partial_start(claim.began_at) END AS began_local
        FROM whereabouts_said AS claim
        JOIN detainees_source AS source ON source.id = claim.source_id
        CROSS JOIN LATERAL (
            SELECT coalesce(atlas.zones ->> claim.facility_id::text, home.zone) AS zone,
                atlas.kinds ->> claim.facility_id::text AS kind
        ) AS place
        WHERE claim.detention_id = home.detention_id
    ),
    spoken AS MATERIALIZED (
        SELECT said.*, told.first_at, told.end_at,
            coalesce(began_local AT TIME ZONE zone, told.first_at) AS began,
            CASE WHEN kind IN ('open', 'moved') THEN greatest(told.first_at, heard_at)
                WHEN kind = 'event' THEN coalesce(told.first_at, '-infinity')
                ELSE greatest(told.first_at, least(told.end_at, heard_at))
            END AS as_of
        FROM said
        CROSS JOIN LATERAL (
            SELECT said_local AT TIME ZONE zone AS first_at,
                (said_local + partial_step(said_at)) AT TIME ZONE zone AS end_at
        ) AS told
        WHERE class <> 'dead' AND (class = 'out'
            AND told.first_at > heard_at + interval '24 hours') IS NOT TRUE
    ),
    weighed AS (
        SELECT spoken.*, CASE
            WHEN kind IN ('open', 'moved') THEN EXISTS (
                SELECT FROM spoken AS later
                WHERE later.heard_at >= spoken.heard_at
                    AND (NOT later.doubtful OR spoken.doubtful)
                    AND (
                        later.class = 'out' AND (spoken.began IS NULL
                            OR coalesce(later.end_at, later.heard_at) > spoken.began)
                        OR (later.class IN ('in', 'gone')
                            AND later.facility_id IS DISTINCT FROM spoken.facility_id
                            AND later.began > coalesce(spoken.began, spoken.heard_at))
                        OR (later.kind = 'left' AND later.facility_id = spoken.facility_id
                            AND (spoken.began IS NULL OR later.end_at > spoken.began))
                    )
            )
            WHEN kind = 'left' THEN EXISTS (
                SELECT FROM spoken AS later
                WHERE (NOT later.doubtful OR spoken.doubtful)
                    AND (
                        ((later.class = 'in' OR later.kind = 'left')
                            AND later.facility_id <> spoken.facility_id
                            AND coalesce(later.began, later.heard_at) >= spoken.first_at)
                        OR (later.class = 'out'
                            AND coalesce(later.end_at, later.heard_at) >= spoken.first_at)
                    )
            )
            ELSE false
        END AS overtaken
        FROM spoken
        WHERE class <> 'not_here'
    ),
    ranked AS MATERIALIZED (
        SELECT weighed.*, row_number() OVER (
            ORDER BY doubtful, overtaken, as_of DESC, class = 'out' OR kind = 'left' DESC,
                began DESC NULLS LAST, weight, heard_at DESC, noun, id DESC
        ) AS rank
        FROM weighed
    ),
    best AS (SELECT * FROM ranked WHERE rank = 1),
    told AS (
        SELECT latest.id, latest.said_at, latest.certainty, refused.heard_at, refused.sources
        FROM (
            SELECT (array_agg(spoken.id ORDER BY spoken.as_of DESC, spoken.weight,
                    spoken.heard_at DESC, spoken.id DESC))[1] AS id,
                max(spoken.as_of) AS heard_at,
                count(DISTINCT spoken.source_id) AS sources
            FROM spoken, best
            WHERE spoken.class = 'not_here' AND best.class = 'in'
                AND spoken.facility_id = best.facility_id AND spoken.as_of > best.as_of
                AND (NOT spoken.doubtful OR best.doubtful)
        ) AS refused
        JOIN spoken AS latest ON latest.class = 'not_here' AND latest.id = refused.id
    ),
    supporting AS (
        SELECT count(DISTINCT ranked.source_id) AS sources,
            max(CASE WHEN ranked.kind IN ('open', 'moved') OR ranked.class = 'out'
                OR ranked.as_of = '-infinity' THEN ranked.heard_at ELSE ranked.as_of END)
                AS confirmed_at,
            (array_agg(
                CASE WHEN ranked.class = 'in' THEN ranked.began_at ELSE ranked.said_at END
                ORDER BY ranked.rank = 1 AND ranked.noun <> 'enquiry' DESC,
                    ranked.noun = 'placement' DESC, ranked.noun = 'event' DESC, ranked.rank
            ) FILTER (WHERE
                CASE WHEN ranked.class = 'in' THEN ranked.began_at ELSE ranked.said_at END <> ''
            ))[1] AS since,
            bool_and(ranked.class = 'out') AND (min(ranked.kind) < max(ranked.kind)
                OR max(ranked.first_at) - min(ranked.end_at) >= interval '1 day') AS releases_differ
        FROM ranked, best
        WHERE ranked.doubtful = best.doubtful AND ranked.class = best.class
            AND (ranked.rank = 1 OR NOT ranked.overtaken)
            AND (best.class = 'out' OR ranked.kind = best.kind OR best.class = 'in')
            AND ranked.facility_id IS NOT DISTINCT FROM best.facility_id
    )
    SELECT best.noun, best.id, best.class, best.kind, best.facility_id, best.facility_kind,
        best.zone, best.certainty, supporting.*,
        coalesce(best.first_at, best.heard_at) AS out_first_at,
        coalesce(best.end_at, best.heard_at) AS out_last_at,
        told.id AS told_id, told.said_at AS told_at, told.certainty AS told_certainty,
        told.heard_at AS told_heard_at, told.sources AS told_sources,
        flag.reported_dead, flag.release_foretold,
        best.class <> 'out' AND EXISTS (
            SELECT FROM ranked
            WHERE ranked.class = 'out' AND (NOT ranked.doubtful OR best.doubtful)
        ) AS release_denied,
        best.class = 'in' AND EXISTS (
            SELECT FROM ranked
            WHERE ranked.class = 'in' AND ranked.facility_id <> best.facility_id
                AND ranked.doubtful = best.doubtful AND NOT ranked.overtaken
                AND (ranked.kind = 'open'
                    OR ranked.kind = 'held' AND ranked.as_of >= coalesce(best.began, best.as_of))
                AND NOT EXISTS (
                    SELECT FROM spoken
                    WHERE spoken.class = 'not_here' AND spoken.facility_id = ranked.facility_id
                        AND spoken.as_of > ranked.as_of AND (NOT spoken.doubtful OR best.doubtful)
                )
        ) AS two_places,
        EXISTS (
            SELECT FROM ranked WHERE ranked.facility_id IS NOT NULL
                AND (NOT ranked.doubtful OR best.doubtful)
        ) AS was_placed,
        (
            SELECT ranked.facility_id FROM ranked
            WHERE ranked.facility_id IS NOT NULL AND (NOT ranked.doubtful OR best.doubtful)
            ORDER BY ranked.rank LIMIT 1
        ) AS last_facility_id
    FROM (
        SELECT coalesce(bool_or(class = 'dead'), false) AS reported_dead,
            coalesce(bool_or(class = 'out'
                AND said_local AT TIME ZONE zone > heard_at + interval '24 hours'), false)
                AS release_foretold
        FROM said
    ) AS flag
    LEFT JOIN best ON true
    LEFT JOIN told ON true
    LEFT JOIN supporting ON true
) AS place ON true
-- Cases 8 to 11. OFFSET 0, here and below: without it the planner writes each expression out
-- wherever it is used, and computes it as often.
CROSS JOIN LATERAL (
    SELECT status.base_status,
        CASE WHEN place.class = 'in'
            AND status.base_status NOT IN ('whereabouts_unknown', 'house_arrest')
            THEN place.facility_id END AS facility_id
    FROM (
        SELECT CASE
            WHEN place.class = 'out' THEN place.kind
            WHEN place.class = 'in' AND place.told_id IS NULL AND place.facility_kind = 'hospital'
                THEN 'hospital'
            WHEN ruling.kind = 'house_arrest' THEN 'house_arrest'
            WHEN place.kind = 'left' THEN 'transferred'
            WHEN place.kind = 'moved'
                THEN CASE WHEN place.was_placed THEN 'transferred' ELSE 'whereabouts_unknown' END
            WHEN place.told_id IS NOT NULL THEN 'whereabouts_unknown'
            WHEN ruling.kind IN ('administrative_arrest', 'criminal_arrest', 'imprisonment')
                THEN CASE place.class WHEN 'in' THEN 'serving' ELSE 'whereabouts_unknown' END
            WHEN ruling.kind = 'remand' OR place.class = 'in' AND place.facility_kind = 'remand'
                THEN 'remanded'
            WHEN place.class = 'in' OR began.is_told THEN 'held'
            ELSE 'unknown'
        END AS base_status
    ) AS status
    OFFSET 0
) AS state
CROSS JOIN LATERAL (
    SELECT CASE WHEN state.base_status = 'house_arrest' THEN 'sentence'
            WHEN place.told_id IS NOT NULL THEN 'enquiry'
            WHEN place.id IS NOT NULL THEN place.noun
            WHEN ruling.is_custodial THEN 'sentence'
            WHEN began.id IS NOT NULL THEN 'event' END AS noun,
        CASE WHEN state.base_status = 'house_arrest' THEN ruling.id
            WHEN place.told_id IS NOT NULL THEN place.told_id
            WHEN place.id IS NOT NULL THEN place.id
            WHEN ruling.is_custodial THEN ruling.id
            ELSE began.id END AS id,
        CASE WHEN state.base_status = 'house_arrest' THEN ruling.certainty
            WHEN place.told_id IS NOT NULL THEN place.told_certainty
            WHEN place.id IS NOT NULL THEN place.certainty
            WHEN ruling.is_custodial THEN ruling.certainty
            ELSE began.certainty END AS certainty
    OFFSET 0
) AS best
-- Case 14.
CROSS JOIN LATERAL (
    SELECT CASE WHEN ruling.counted_from IS NOT NULL THEN 'counted_from'
            WHEN began.seized_at IS NOT NULL THEN 'seized'
            WHEN began.delivered_at IS NOT NULL THEN 'delivered'
            WHEN ruling.ruled_at IS NOT NULL THEN 'ruling' END AS noun,
        coalesce(partial_start(ruling.counted_from) AT TIME ZONE home.zone,
            least(began.day_first, CASE WHEN length(ruling.ruled_at) >= 10 THEN ruling.ruled_first END),
            least(began.any_first, ruling.ruled_first)) AS first_from,
        CASE
            WHEN ruling.counted_from IS NOT NULL THEN
                CASE WHEN length(ruling.counted_from) >= 13
                    THEN partial_start(ruling.counted_from) AT TIME ZONE home.zone END
            WHEN began.seized_at IS NOT NULL THEN
                CASE WHEN length(began.seized_at) >= 13 THEN began.seized_first END
            WHEN began.delivered_at IS NOT NULL THEN
                CASE WHEN length(began.delivered_at) >= 13 THEN began.delivered_first END
            WHEN length(ruling.ruled_at) >= 13 THEN ruling.ruled_first
        END AS likely_from,
        coalesce(partial_last(ruling.counted_from) AT TIME ZONE home.zone,
            greatest(began.day_last, CASE WHEN length(ruling.ruled_at) >= 10 THEN ruling.ruled_last END),
            greatest(began.any_last, ruling.ruled_last)) AS last_from
    OFFSET 0
) AS basis
-- Cases 13, 15 and 16.
CROSS JOIN LATERAL (
    SELECT CASE WHEN state.facility_id IS NULL THEN home.zone ELSE place.zone END AS zone,
        CASE WHEN ruling.kind IN ('administrative_arrest', 'criminal_arrest', 'imprisonment')
            THEN coalesce(change.days, ruling.days)::int END AS days
    OFFSET 0
) AS due
CROSS JOIN LATERAL (
    SELECT * FROM release_interval(
        basis.first_from, basis.likely_from, basis.last_from, due.days, due.zone
    )
    OFFSET 0
) AS counted
CROSS JOIN LATERAL changed_release(
    counted.release_from, counted.release_at, counted.release_to, change.kind, change.days,
    basis.first_from, change.decided_from, change.decided_at, change.decided_to
) AS release;

GRANT SELECT ON facility_zone, whereabouts_said, custody TO registry_desk;
