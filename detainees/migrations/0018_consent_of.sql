-- Whose code it is. Both are called by functions of the owner's that answer visitors, and by the
-- desk; the public login calls neither. A code holds more than 128 random bits: a plain hash is
-- enough, and nobody need count the guesses.

CREATE FUNCTION consent_code_hash(code text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT encode(sha256(convert_to(regexp_replace(code, '[^0-9]', '', 'g'), 'UTF8')), 'hex')
$$;
COMMENT ON FUNCTION consent_code_hash(text) IS
    'What is stored of a code, whatever stands between its digits. Reads no table.';

CREATE FUNCTION consent_of(code text) RETURNS bigint
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT id FROM detainees_consent
    WHERE code_hash = consent_code_hash(code) AND code_hash <> ''
$$;
COMMENT ON FUNCTION consent_of(text) IS
    'The id of the consent whose giver holds this code, also one that is over or withdrawn; NULL '
    'for a code that nobody holds. Runs as its caller; changes nothing.';
