-- Whether a page that was made a moment ago may be shown again: the same mark, the same page.
--
-- What every page asks is written in plpgsql, which plans once a connection; a function in plain
-- SQL is planned at every call, which costs more than to run it.

-- A transaction that changes the list leaves a row, whichever way it does so. Transactions do not
-- wait for each other here. Nothing older than some minutes is asked for.
CREATE FUNCTION note_listing_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    INSERT INTO listing_change (changed_in, changed_at)
        VALUES (pg_current_xact_id()::text::bigint, clock_timestamp())
        ON CONFLICT (changed_in) DO NOTHING;
    IF FOUND THEN
        DELETE FROM listing_change WHERE changed_in IN (
            SELECT changed_in FROM listing_change
            WHERE changed_at < clock_timestamp() - interval '10 minutes'
            ORDER BY changed_at LIMIT 20 FOR UPDATE SKIP LOCKED
        );
    END IF;
    RETURN NULL;
END $$;
COMMENT ON FUNCTION note_listing_change() IS
    'Notes in listing_change that this transaction changed the list.';

CREATE TRIGGER note_listing_change AFTER INSERT OR UPDATE OR DELETE ON listed_person
    FOR EACH STATEMENT EXECUTE FUNCTION note_listing_change();

-- Of the list: which transactions changed it, and how many are on it whose time is over or to come.
CREATE FUNCTION public_api.listing_mark() RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN (
        SELECT md5(string_agg(changed_in::text, ' ' ORDER BY changed_in)) || (
            SELECT count(*) FROM listed_person WHERE listed_until <= now()
        )
        FROM listing_change
    );
END $$;
COMMENT ON FUNCTION public_api.listing_mark() IS
    'Another text whenever the list of people changed, NULL when nothing is known of that; changes '
    'nothing, tells nothing of anybody.';

-- Of a listed person: what was published, how it stands now, and the charges, which publish nothing.
CREATE FUNCTION public_api.person_mark(public_id text) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN (
        SELECT md5(concat_ws(' ',
            person.published_in, custody_status(person.base_status, person.release_to, now()),
            (
                SELECT string_agg(concat(charge.id, ' ', charge.xmin), ' ' ORDER BY charge.id)
                FROM listed_detention AS detention
                JOIN detainees_charge AS charge ON charge.detention_id = detention.detention_id
                WHERE detention.person_id = person.person_id
            )
        ))
        FROM published_person AS person
        WHERE person.public_id = person_mark.public_id
            AND now() >= person.listed_from AND now() < person.listed_until
    );
END $$;
COMMENT ON FUNCTION public_api.person_mark(text) IS
    'Another text whenever the page of a listed person changed, NULL for others; changes nothing.';
