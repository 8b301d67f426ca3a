-- What a visitor may send, and how an answer is read back.
--
-- The public login has no right on any table: it calls these functions, each one transaction, and
-- what they return is all it ever learns. Codes are given and stored as hashes; a form is sent
-- once, whatever happens to the server between two attempts: the hash of its token is written in
-- the same transaction as the message.
--
-- A flood is slowed down, never answered with a refusal that would lock a family out behind one
-- carrier's address. Cases, for each message:
--   1. It came with the code of a consent, whoever gave it and whether it still holds: no doubt,
--      tray "new". A removal request then hides the person at once, which a moderator can undo; "I
--      am out" is then a release claim, once for a consent and a detention.
--   2. doubt = what the page noticed (a filled trap, a form sent within seconds), and one for each
--      five messages with the same letters since yesterday, three at most.
--   3. Doubt of two or more, or the sixtieth message of its kind this hour: tray "quarantine".
-- Nothing is thrown away: moderators see both trays, the least doubtful first.

-- Who is left of a person after merges.
CREATE FUNCTION person_left(person bigint) RETURNS bigint
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    WITH RECURSIVE chain AS (
        SELECT id, merged_into_id FROM detainees_person WHERE id = person
        UNION
        SELECT next.id, next.merged_into_id FROM detainees_person AS next
        JOIN chain ON next.id = chain.merged_into_id
    )
    SELECT id FROM chain WHERE merged_into_id IS NULL
$$;

-- What the holder of a consent's code may do without anybody at the desk: hide the person, and say
-- that they are out. The death of somebody is never told this way.
CREATE FUNCTION act_for_consent(consent detainees_consent, about bigint, kind text) RETURNS text
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
DECLARE
    held constant bigint := (SELECT max(id) FROM detainees_detention WHERE person_id = about);
    said_by constant text := format('consent #%s', consent.id);
    told_by bigint;
    entered bigint;
BEGIN
    IF kind = 'removal' THEN
        UPDATE detainees_person SET level = 'confidential', accepted_at = coalesce(accepted_at, now())
            WHERE id = about;
        RETURN 'hidden';
    END IF;
    IF kind <> 'out' OR held IS NULL THEN
        RETURN '';
    END IF;
    IF EXISTS (
        SELECT FROM detainees_release AS release
        JOIN detainees_source AS source ON source.id = release.source_id
        WHERE release.detention_id = held AND source.label = said_by
    ) THEN
        RETURN 'released';
    END IF;
    INSERT INTO detainees_source (kind, label, reliability, contact, url, note) VALUES (
        CASE consent.given_by WHEN 'person' THEN 'detainee' WHEN 'lawyer' THEN 'lawyer'
            ELSE 'relative' END,
        said_by, 'unknown', '', '', ''
    ) RETURNING id INTO told_by;
    INSERT INTO detainees_entry (entered_by_name, entered_at, channel)
        VALUES ('', now(), 'visitor') RETURNING id INTO entered;
    INSERT INTO detainees_release (
        detention_id, source_id, heard_at, certainty, entry_id, note, manner, released_at
    ) VALUES (held, told_by, now(), 'unknown', entered, '', 'released', '');
    RETURN 'released';
END $$;
COMMENT ON FUNCTION act_for_consent(detainees_consent, bigint, text) IS
    'Hides a person, or writes a release claim, for whoever has the code of a consent.';

CREATE FUNCTION public_api.submit(
    form_hash bytea, code text, kind text, language text, name text, birth_year int, body text,
    keys text[], public_id text, wants_news boolean, noticed int, other_code text
) RETURNS TABLE (state text, effect text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
DECLARE
    most_an_hour constant int := 60;
    this_hour constant timestamptz := date_trunc('hour', now(), 'UTC');
    hashed constant bytea := sha256(convert_to(code, 'UTF8'));
    letters constant text := md5(regexp_replace(lower(name || body), '[^[:alpha:]]', '', 'g'));
    about bigint;
    consent detainees_consent;
    doubted int := 0;
    is_quarantined boolean := false;
BEGIN
    DELETE FROM form_use WHERE used_at < now() - interval '1 day';
    INSERT INTO form_use (token_hash, used_at) VALUES (form_hash, now()) ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        -- The code is made from the form and what stood in it: the same again is no second message.
        SELECT CASE WHEN count(*) > 0 THEN 'repeated' ELSE 'used' END, max(sent.effect)
            INTO state, effect
            FROM detainees_submission AS sent WHERE sent.code_hash = hashed;
        RETURN NEXT;
        RETURN;
    END IF;
    SELECT person.person_id INTO about FROM published_person AS person
        WHERE person.public_id = submit.public_id
            AND now() >= person.listed_from AND now() < person.listed_until;
    SELECT * INTO consent FROM detainees_consent WHERE id = consent_of(other_code);
    IF consent.id IS NOT NULL THEN
        about := person_left(consent.person_id);
        effect := act_for_consent(consent, about, kind);
    ELSE
        effect := '';
        SELECT least(noticed, 5) + least(3, count(*) / 5) INTO doubted
            FROM detainees_submission AS sent
            WHERE sent.likeness = letters AND sent.received_at > now() - interval '1 day';
        SELECT doubted >= 2 OR count(*) >= most_an_hour INTO is_quarantined
            FROM detainees_submission AS sent
            WHERE sent.received_at = this_hour AND sent.kind = submit.kind AND sent.tray = 'new';
    END IF;
    INSERT INTO detainees_submission (
        kind, tray, doubt, likeness, is_known, is_vouched, effect, code_hash, language, name,
        birth_year, text, wants_news, person_id, received_at, answer
    ) VALUES (
        kind, CASE WHEN is_quarantined THEN 'quarantine' ELSE 'new' END, doubted, letters,
        about IS NOT NULL OR EXISTS (
            SELECT FROM detainees_personname AS known WHERE known.find_keys && keys
        ),
        consent.id IS NOT NULL, effect, hashed, language, left(name, 200), birth_year, left(body, 5000), wants_news,
        about, this_hour, ''
    );
    state := 'taken';
    RETURN NEXT;
END $$;
COMMENT ON FUNCTION public_api.submit(
    bytea, text, text, text, text, int, text, text[], text, boolean, int, text) IS
    'Writes one row of detainees_submission and one of form_use, once for a form; deletes old rows '
    'of form_use. With the code of a consent a removal request hides the person, and "out" is a '
    'release claim. Says whether it was taken, repeated or its form used already; reads nothing back.';

-- Who has the code of a message reads what was answered, and nothing of the message itself.
CREATE FUNCTION public_api.read_answer(code text)
RETURNS TABLE (kind text, state text, answer text, answered_on date, received_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT sent.kind,
        CASE WHEN sent.answer <> '' THEN 'answered'
            WHEN sent.closed_at IS NOT NULL THEN 'closed' ELSE 'open' END,
        sent.answer,
        (sent.answered_at AT TIME ZONE 'Asia/Almaty')::date,
        (sent.received_at AT TIME ZONE 'Asia/Almaty')::date
    FROM detainees_submission AS sent
    WHERE sent.code_hash = sha256(convert_to(read_answer.code, 'UTF8'))
$$;
COMMENT ON FUNCTION public_api.read_answer(text) IS
    'Gives whoever has the code of a message its kind, state, answer and days; changes nothing.';
