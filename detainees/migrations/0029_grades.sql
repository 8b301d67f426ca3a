-- How far a claim and a statement can be believed, after the HURIDOCS scales for information
-- (certainty) and for sources (reliability). The rule stands here and nowhere else.
--
-- A claim, the first that fits:
--  1. doubtful: the source doubts it, or the source is unreliable;
--  2. firm: confirmed, by a reliable or usually reliable source;
--  3. likely: confirmed or probable, or possible by a reliable source;
--  4. unsure: everything else.
-- A statement (how a detention stands), from its best claim and the distinct sources that say the
-- same:
--  5. contradicted: no more than unsure;
--  6. two or more sources: one step above its best claim;
--  7. otherwise as its best claim.

CREATE FUNCTION claim_grade(certainty text, reliability text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN certainty = 'doubtful' OR reliability = 'unreliable' THEN 'doubtful'
    WHEN certainty = 'confirmed' AND reliability IN ('reliable', 'usually') THEN 'firm'
    WHEN certainty IN ('confirmed', 'probable')
        OR certainty = 'possible' AND reliability = 'reliable' THEN 'likely'
    ELSE 'unsure'
END;
COMMENT ON FUNCTION claim_grade(text, text) IS 'firm, likely, unsure or doubtful: cases 1 to 4.';

CREATE FUNCTION statement_grade(best text, sources int, is_contradicted boolean) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN is_contradicted THEN CASE best WHEN 'doubtful' THEN 'doubtful' ELSE 'unsure' END
    WHEN sources >= 2
        THEN CASE best WHEN 'doubtful' THEN 'unsure' WHEN 'unsure' THEN 'likely' ELSE 'firm' END
    ELSE best
END;
COMMENT ON FUNCTION statement_grade(text, int, boolean) IS 'As claim_grade: cases 5 to 7.';

CREATE VIEW graded_statement AS
SELECT custody.detention_id,
    statement_grade(
        claim_grade(custody.certainty, source.reliability), custody.sources,
        custody.contradictions <> '{}'
    ) AS grade
FROM custody
JOIN LATERAL (
    SELECT source_id FROM detainees_event
    WHERE custody.best_claim_noun = 'event' AND id = custody.best_claim_id
    UNION ALL
    SELECT source_id FROM detainees_placement
    WHERE custody.best_claim_noun = 'placement' AND id = custody.best_claim_id
    UNION ALL
    SELECT source_id FROM detainees_enquiry
    WHERE custody.best_claim_noun = 'enquiry' AND id = custody.best_claim_id
    UNION ALL
    SELECT source_id FROM detainees_sentence
    WHERE custody.best_claim_noun = 'sentence' AND id = custody.best_claim_id
    UNION ALL
    SELECT source_id FROM detainees_release
    WHERE custody.best_claim_noun = 'release' AND id = custody.best_claim_id
) AS best ON true
JOIN detainees_source AS source ON source.id = best.source_id;
COMMENT ON VIEW graded_statement IS 'How far it can be believed how each detention stands.';

GRANT SELECT ON graded_statement TO registry_desk;
