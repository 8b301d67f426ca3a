-- Following one person without an account.
--
-- What a follower sees is what the answer to a name shows, or the public list: nothing for whoever
-- is hidden now, whatever they were when the follow began. Whoever is merged away is followed as
-- the one who is left; whoever is removed takes the follows along. A death changes none of it.

-- What a follower may see of a person now; NULL when that is nothing.
CREATE FUNCTION followed_state(person bigint) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT jsonb_build_object(
        'listed', coalesce(now() >= shown.listed_from AND now() < shown.listed_until, false),
        'public_id', shown.public_id,
        'status', custody_status(shown.base_status, shown.release_to, now()),
        'facility_id', detention.facility_id,
        'since', coalesce(detention.since, ''),
        'confirmed_at', date_trunc('hour', detention.last_confirmed_at, 'UTC'),
        'sources', coalesce(detention.sources, 0),
        'release_from', detention.release_from,
        'release_at', detention.release_at,
        'release_to', detention.release_to,
        'release_basis', coalesce(detention.release_basis, ''),
        'zone', coalesce(detention.zone, 'Asia/Almaty')
    )
    FROM published_person AS shown
    LEFT JOIN custody_cache AS detention ON detention.detention_id = shown.detention_id
    WHERE shown.person_id = person_left(person)
        AND (now() >= shown.findable_from AND now() < shown.findable_until
            OR now() >= shown.listed_from AND now() < shown.listed_until)
$$;
COMMENT ON FUNCTION followed_state(bigint) IS 'What a follower of a person may see now, or NULL.';

-- What makes news: another status, place, beginning or end. NULL for whoever is hidden, and for
-- whoever is said to have died: the family hears of it from a person, never from a letter.
CREATE FUNCTION followed_digest(person bigint) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT md5((state - '{listed,public_id,confirmed_at,sources,release_basis,zone}'::text[])::text)
    FROM followed_state(person) AS state
    WHERE state IS NOT NULL AND NOT EXISTS (
        SELECT FROM custody_cache WHERE person_id = person_left(person) AND reported_dead
    )
$$;
COMMENT ON FUNCTION followed_digest(bigint) IS
    'Changes when there is news of a person for a follower; NULL while there can be none.';

CREATE FUNCTION public_api.follow(
    form_hash bytea, code text, language text, public_id text,
    keys text[], birth_year int, city text, place int
) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
DECLARE
    hashed constant bytea := sha256(convert_to(code, 'UTF8'));
    about bigint;
    answers bigint[];
BEGIN
    IF public_id <> '' THEN
        SELECT shown.person_id INTO about FROM published_person AS shown
            WHERE shown.public_id = follow.public_id
                AND now() >= shown.listed_from AND now() < shown.listed_until;
    ELSE
        answers := found_people(keys, birth_year, city);
        about := CASE WHEN cardinality(answers) <= 3 THEN answers[place] END;
    END IF;
    IF about IS NULL THEN
        RETURN 'nobody';
    END IF;
    DELETE FROM form_use WHERE used_at < now() - interval '1 day';
    INSERT INTO form_use (token_hash, used_at) VALUES (form_hash, now()) ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        RETURN CASE WHEN EXISTS (
            SELECT FROM detainees_follow WHERE code_hash = hashed
        ) THEN 'repeated' ELSE 'used' END;
    END IF;
    INSERT INTO detainees_follow (
        code_hash, person_id, language, made_at, seen, wrong_years, pace, told
    ) VALUES (
        hashed, about, language, date_trunc('hour', now(), 'UTC'), followed_state(about), 0,
        'instant', ''
    );
    RETURN 'taken';
END $$;
COMMENT ON FUNCTION public_api.follow(bytea, text, text, text, text[], int, text, int) IS
    'Writes one row of detainees_follow for a listed person, or for an answer of find, and one of '
    'form_use, once for a form; deletes old rows of form_use. Says taken, repeated, used or nobody.';

-- Whether this year opens the follow: five wrong ones a day, and no year does until tomorrow.
CREATE FUNCTION opens_follow(follow detainees_follow, birth_year int) RETURNS boolean
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    today constant date := find_day();
    tried constant int := CASE WHEN follow.wrong_on = today THEN follow.wrong_years ELSE 0 END;
    is_right boolean;
BEGIN
    IF birth_year IS NULL OR tried >= 5 THEN
        RETURN false;
    END IF;
    is_right := EXISTS (
        SELECT FROM published_person
        WHERE person_id = person_left(follow.person_id)
            AND birth_year BETWEEN birth_year_from AND birth_year_to
    );
    IF NOT is_right THEN
        UPDATE detainees_follow SET wrong_on = today, wrong_years = tried + 1 WHERE id = follow.id;
    END IF;
    RETURN is_right;
END $$;
COMMENT ON FUNCTION opens_follow(detainees_follow, int) IS
    'Whether a year of birth opens a follow; counts the wrong ones in detainees_follow.';

-- The private page: {"locked": true} for whoever is findable until the year is right, and for
-- whoever is hidden always. With ``has_read`` what is shown now becomes what was read.
CREATE FUNCTION public_api.open_follow(code text, birth_year int, has_read boolean) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
DECLARE
    opened detainees_follow;
    state jsonb;
    mail text;
BEGIN
    SELECT * INTO opened FROM detainees_follow
        WHERE code_hash = sha256(convert_to(code, 'UTF8')) FOR UPDATE;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    mail := CASE WHEN opened.sealed IS NULL THEN ''
        WHEN opened.confirmed_at IS NULL THEN 'asked' ELSE 'confirmed' END;
    state := followed_state(opened.person_id);
    IF NOT coalesce((state ->> 'listed')::boolean, false)
        AND NOT (opens_follow(opened, birth_year) AND state IS NOT NULL) THEN
        RETURN jsonb_build_object('locked', true, 'mail', mail);
    END IF;
    IF NOT (state ->> 'listed')::boolean THEN
        state := state - 'public_id';
    END IF;
    IF has_read THEN
        opened.seen := state;
        UPDATE detainees_follow SET seen = state WHERE id = opened.id;
    END IF;
    RETURN jsonb_build_object(
        'locked', false, 'mail', mail, 'state', state, 'seen', opened.seen,
        'since', (opened.made_at AT TIME ZONE 'Asia/Almaty')::date
    );
END $$;
COMMENT ON FUNCTION public_api.open_follow(text, int, boolean) IS
    'Shows whoever has the code of a follow what a listed person''s page shows, or with the year of '
    'birth what find answers. Counts wrong years and notes what was read in detainees_follow.';

CREATE FUNCTION public_api.follow_by_mail(
    code text, sealed bytea, mail_code text, pace text, address_hash bytea
) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
DECLARE
    today constant date := find_day();
    most_a_day constant int := 3;
    most_an_hour constant int := 200;
    opened bigint;
    day_salt bytea;
    sent int;
BEGIN
    SELECT id INTO opened FROM detainees_follow
        WHERE code_hash = sha256(convert_to(code, 'UTF8')) FOR UPDATE;
    IF NOT FOUND THEN
        RETURN 'unknown';
    END IF;
    IF length(sealed) > 2000 THEN
        RETURN 'enough';
    END IF;
    DELETE FROM find_salt WHERE day < today;
    INSERT INTO find_salt (day, salt)
        VALUES (today, sha256((gen_random_uuid()::text || gen_random_uuid()::text)::bytea))
        ON CONFLICT (day) DO NOTHING;
    SELECT salt INTO day_salt FROM find_salt WHERE day = today;
    DELETE FROM address_use WHERE day < today;
    INSERT INTO address_use (day, address_hash, times)
        VALUES (today, sha256(day_salt || address_hash), 1)
        ON CONFLICT ON CONSTRAINT address_use_pkey DO UPDATE SET times = address_use.times + 1
        RETURNING times INTO sent;
    IF sent > most_a_day OR most_an_hour <= (
        SELECT count(*) FROM detainees_letter
        WHERE kind = 'confirm' AND made_at > now() - interval '1 hour'
    ) THEN
        RETURN 'enough';
    END IF;
    UPDATE detainees_follow SET sealed = follow_by_mail.sealed, pace = follow_by_mail.pace,
        mail_hash = sha256(convert_to(mail_code, 'UTF8')), asked_at = now(), confirmed_at = NULL
        WHERE id = opened;
    DELETE FROM detainees_letter WHERE follow_id = opened AND sent_at IS NULL;
    INSERT INTO detainees_letter (follow_id, kind, message_id, made_at, next_at, attempts)
        VALUES (opened, 'confirm', gen_random_uuid()::text, now(), now(), 0);
    RETURN 'taken';
END $$;
COMMENT ON FUNCTION public_api.follow_by_mail(text, bytea, text, text, bytea) IS
    'Stores a sealed address with the follow of this code in detainees_follow and one letter that '
    'asks to confirm it in detainees_letter; counts the address of today in address_use under the '
    'salt of the day in find_salt. Says taken, enough or unknown.';

-- Within two days, by whoever reads the letters: from now on they hear of what is new from now on.
CREATE FUNCTION public_api.confirm_letters(mail_code text) RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    UPDATE detainees_follow
    SET confirmed_at = coalesce(confirmed_at, now()),
        told = CASE WHEN confirmed_at IS NULL
            THEN coalesce(followed_digest(person_id), '') ELSE told END
    WHERE mail_hash = sha256(convert_to(mail_code, 'UTF8'))
        AND (confirmed_at IS NOT NULL OR asked_at > now() - interval '2 days')
    RETURNING true
$$;
COMMENT ON FUNCTION public_api.confirm_letters(text) IS
    'Marks the follow whose letters hold this code as confirmed in detainees_follow.';

CREATE FUNCTION public_api.knows_letters(mail_code text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM detainees_follow WHERE mail_hash = sha256(convert_to(mail_code, 'UTF8'))
    )
$$;
COMMENT ON FUNCTION public_api.knows_letters(text) IS
    'Whether letters with this code are being sent; changes nothing.';

CREATE FUNCTION public_api.end_letters(mail_code text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    ended bigint;
BEGIN
    UPDATE detainees_follow
        SET sealed = NULL, mail_hash = NULL, asked_at = NULL, confirmed_at = NULL, told = ''
        WHERE mail_hash = sha256(convert_to(mail_code, 'UTF8')) RETURNING id INTO ended;
    DELETE FROM detainees_letter WHERE follow_id = ended AND sent_at IS NULL;
    RETURN ended IS NOT NULL;
END $$;
COMMENT ON FUNCTION public_api.end_letters(text) IS
    'Deletes the address of the follow whose letters hold this code from detainees_follow, and its '
    'unsent rows of detainees_letter.';

CREATE FUNCTION public_api.end_follow(code text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    ended bigint;
BEGIN
    SELECT id INTO ended FROM detainees_follow
        WHERE code_hash = sha256(convert_to(code, 'UTF8')) FOR UPDATE;
    DELETE FROM detainees_letter WHERE follow_id = ended;
    DELETE FROM detainees_follow WHERE id = ended;
    RETURN ended IS NOT NULL;
END $$;
COMMENT ON FUNCTION public_api.end_follow(text) IS
    'Deletes the row of detainees_follow that belongs to this code, and its rows of '
    'detainees_letter.';
