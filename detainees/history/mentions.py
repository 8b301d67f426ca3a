"""Where a name that is being removed still stands in what was written about others.

Everything is compared inside the database, from a table of patterns made of the stored names, so
that the name stands in no statement and thus in no log of statements.

A **mention** is a text that holds surname and given name (or its initial) of one spelling, in
whatever case ending. Its words are replaced. A text with the surname alone may mean a namesake: it
is only reported. Names of other people are never touched.
"""

from django.apps import apps
from django.db import connections, models

from detainees.models import Export, PersonName
from registry.lib.dates import PartialDateField

INSTEAD = "[…]"

# A word in any of its endings: a last vowel is dropped, up to four letters may follow.
PATTERNS = r"""
CREATE OR REPLACE FUNCTION pg_temp.pattern(word text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE
        WHEN btrim(word) = '' THEN NULL
        WHEN length(btrim(word)) < 4 THEN '\m' || stem || '\M'
        ELSE '\m' || stem || '\w{0,4}\M'
    END FROM (SELECT regexp_replace(regexp_replace(
        CASE WHEN length(btrim(word)) < 5 THEN btrim(word)
            ELSE regexp_replace(btrim(word), '[аеёийоуыьэюяәіөұү]$', '', 'i') END,
        '([^[:alnum:]])', '\\\1', 'g'), '[её]', '[её]', 'gi') AS stem) AS stems
$$;
DROP TABLE IF EXISTS pg_temp.removed_pattern;
CREATE TEMPORARY TABLE removed_pattern ON COMMIT DROP AS
SELECT row_number() OVER () AS number, is_current, surname, given, words,
    coalesce('(' || given || '|\m' || initial || '\.)', given, surname) AS given_or_initial
FROM (
    SELECT DISTINCT is_current,
        pg_temp.pattern(coalesce(nullif(surname, ''), nullif(given, ''), patronymic)) AS surname,
        CASE WHEN surname <> '' THEN pg_temp.pattern(given) END AS given,
        substring(given FROM '[[:alpha:]]') AS initial,
        concat_ws('|', pg_temp.pattern(surname), pg_temp.pattern(given),
            pg_temp.pattern(patronymic)) AS words
    FROM (
        SELECT true AS is_current, surname, given, patronymic
        FROM public.detainees_personname WHERE person_id = ANY(%(people)s)
        UNION ALL
        SELECT false, surname, given, patronymic
        FROM public.detainees_personnamehistoryevent WHERE person_id = ANY(%(people)s)
    ) AS every_name
) AS spelling
"""
MENTIONED = "{column}::text ~* pattern.surname AND {column}::text ~* pattern.given_or_initial"
TABLES = """
SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
WHERE schemaname !~ '^(pg_|information_schema)' ORDER BY 1
"""


def prepare_patterns(cursor, people):
    """Make the patterns of all spellings of ``people``'s names; they go with the transaction.

    Spellings that only history knows may have been a mistake about somebody else: they are looked
    for at the end, and nothing is replaced because of them.
    """
    cursor.execute(PATTERNS, {"people": people})


def erase_mentions(cursor):
    """Replace the names in all texts that mention them; return {table: texts changed}."""
    changed = {}
    cursor.execute("SELECT number FROM removed_pattern WHERE is_current AND given IS NOT NULL")
    numbers = [number for (number,) in cursor.fetchall()]
    for model, column in text_columns():
        table = model._meta.db_table
        for number in numbers:
            count = erase(cursor, model, column, number)
            if count:
                changed[table] = changed.get(table, 0) + count
    return changed


def erase(cursor, model, column, number):
    """Replace the name of one spelling in one column; return the number of rows changed."""
    quoted = connections[cursor.db.alias].ops.quote_name(column.column)
    cursor.execute(
        f"""
        UPDATE public.{model._meta.db_table} AS written
        SET {quoted} = regexp_replace({quoted}::text, pattern.words, %s, 'gi')
            ::{column.db_type(connections[cursor.db.alias])}
        FROM removed_pattern AS pattern
        WHERE pattern.number = %s AND {MENTIONED.format(column=f"written.{quoted}")}
        """,  # noqa: S608 - names of our own tables and columns
        [INSTEAD, number],
    )
    return cursor.rowcount


def text_columns():
    """Yield (model, column) of all free text in tracked tables, their history and the export log.

    Not the names of people: another person's name is never a mention.
    """
    tracked = [model for model in apps.get_models() if is_tracked(model)]
    histories = [model._meta.get_field("history").related_model for model in tracked]
    for model in (*tracked, *histories, Export):
        for column in model._meta.concrete_fields:
            if is_free_text(column) and not column.name.startswith("pgh_"):
                yield model, column


def is_tracked(model):
    """True for a table whose history is kept, but the names of people."""
    kept = {field.name for field in model._meta.get_fields()}
    return "history" in kept and model is not PersonName


def is_free_text(column):
    """True for what people write in their own words."""
    if isinstance(column, models.JSONField):
        return True
    is_text = isinstance(column, (models.CharField, models.TextField))
    return is_text and not (column.choices or column.unique or isinstance(column, PartialDateField))


def left_over(cursor):
    """Return {table: rows} of all tables, in every schema of ours, that hold a removed surname.

    They may mean a namesake, or be another person's name: somebody has to look.
    """
    found = {}
    cursor.execute(TABLES)
    for (table,) in cursor.fetchall():
        cursor.execute(
            f"""
            SELECT count(*) FROM {table} AS written
            WHERE EXISTS (
                SELECT FROM removed_pattern AS pattern WHERE written::text ~* pattern.surname
            )
            """  # noqa: S608 - the name of a table of ours
        )
        (count,) = cursor.fetchone()
        if count:
            found[table] = count
    return found
