from django.db import migrations

# The day is added to the first of its month, so that 31 February, which the columns let through,
# is an instant and not an error; a text that is no partial date is NULL. The bodies are parsed
# here and now (RETURN, not $$): a login with another search_path finds what they name. Neither
# is STRICT, so that the planner can write them into the query (three times as fast).
FUNCTIONS = r"""
CREATE FUNCTION partial_start(value text) RETURNS timestamp
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN value ~ (
    '^(19|20)[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01])'
    || '(T([01][0-9]|2[0-3])(:[0-5][0-9])?)?)?)?$'
) THEN
    make_timestamp(
        substr(value, 1, 4)::int,
        coalesce(nullif(substr(value, 6, 2), '')::int, 1),
        1,
        coalesce(nullif(substr(value, 12, 2), '')::int, 0),
        coalesce(nullif(substr(value, 15, 2), '')::int, 0),
        0
    ) + (coalesce(nullif(substr(value, 9, 2), '')::int, 1) - 1) * interval '1 day'
END;
COMMENT ON FUNCTION partial_start(text) IS
    'First local instant that a partial date covers; NULL when nothing is known.';

CREATE FUNCTION partial_end(value text) RETURNS timestamp
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN partial_start(value) + CASE length(value)
    WHEN 4 THEN interval '1 year'
    WHEN 7 THEN interval '1 month'
    WHEN 10 THEN interval '1 day'
    WHEN 13 THEN interval '1 hour'
    ELSE interval '1 minute'
END;
COMMENT ON FUNCTION partial_end(text) IS
    'First local instant after what a partial date covers; NULL when nothing is known.';
"""


class Migration(migrations.Migration):
    """The span of a partial date, in SQL."""

    initial = True
    dependencies = []
    operations = [
        migrations.RunSQL(
            FUNCTIONS,
            "DROP FUNCTION partial_end(text); DROP FUNCTION partial_start(text);",
        ),
    ]
