"""The record as of an instant: the schema ``past``.

One view for each tracked table, of the same name and columns, answers from history what the table
held at the instant of the setting ``past.instant``. With ``past`` before ``public`` on the search
path the same query therefore answers for that instant. The views are made from the models after
each migration and dropped before it, so that none of them ever stands in a migration's way.

Who reads ``past`` learns what the history tables hold: the desk login may, the public one not.
"""

from contextlib import contextmanager
from datetime import timedelta

from django.apps import apps as current_apps
from django.db import connections, transaction

# History keeps microseconds; one less is the state before an act.
JUST_BEFORE = timedelta(microseconds=1)
# "begin" is one call, so that a missing schema is an error and never an answer about today.
SCHEMA = """
CREATE SCHEMA past;

CREATE FUNCTION past.instant() RETURNS timestamptz
LANGUAGE sql STABLE PARALLEL SAFE
RETURN current_setting('past.instant')::timestamptz;
COMMENT ON FUNCTION past.instant() IS 'The instant that the views of this schema answer for.';

CREATE FUNCTION past.begin(at timestamptz) RETURNS void
LANGUAGE sql VOLATILE
BEGIN ATOMIC
    SELECT set_config('past.instant', at::text, true),
        set_config('search_path', 'past, public', true),
        set_config('transaction_read_only', 'on', true);
END;
COMMENT ON FUNCTION past.begin(timestamptz) IS
    'Let the rest of the transaction read the record as of an instant, and write nothing.';
"""
# The last event of each row up to the instant; written so that a condition on any indexed column
# reaches the index of the history table.
VIEW = """
CREATE VIEW past.{table} AS
SELECT {columns} FROM public.{events} AS event
WHERE event.pgh_created_at <= past.instant() AND event.pgh_label <> 'delete' AND NOT EXISTS (
    SELECT FROM public.{events} AS later
    WHERE later.pgh_obj_id = event.pgh_obj_id AND later.pgh_id > event.pgh_id
        AND later.pgh_created_at <= past.instant()
)
"""


@contextmanager
def as_of(instant, *, using="default"):
    """Within, the ORM and SQL of the desk read the record as it was at ``instant``, and only read.

    Rows deleted since are there, rows not yet born are not. A change counts from the beginning of
    the transaction that made it. What has no history (accounts, entries) is read as it is now, and
    so is a view of schema ``public``. Evaluate querysets inside: a lazy one answers for today.
    Raises ValueError for an instant without a time zone; writing raises a database error.
    """
    if instant.tzinfo is None:
        raise ValueError("An instant needs a time zone.")
    with transaction.atomic(using=using):
        try:
            with connections[using].cursor() as cursor:
                cursor.execute("SELECT past.begin(%s)", [instant])
            yield
        finally:
            # Nothing was written; this puts the settings back, also within another transaction.
            transaction.set_rollback(True, using=using)


def drop_past(sender, using, **_kwargs):
    """Drop the schema; runs before every migration."""
    with connections[using].cursor() as cursor:
        cursor.execute("DROP SCHEMA IF EXISTS past CASCADE")


def write_past(sender, using, apps=current_apps, **_kwargs):
    """Make the schema anew, with a view for each table that has a history in ``apps``."""
    connection = connections[using]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA IF EXISTS past CASCADE")
        cursor.execute(SCHEMA)
        for events, model in histories(apps):
            cursor.execute(*view_of(model, events, connection))


def histories(apps):
    """Yield (history model, model) for each tracked model in ``apps``."""
    for events in apps.get_models():
        pgh_obj = next((field for field in events._meta.fields if field.name == "pgh_obj"), None)
        if pgh_obj is not None and events._meta.managed:
            yield events, pgh_obj.related_model


def view_of(model, events, connection):
    """Return the SQL and the parameters that make the view of one table."""
    kept = {field.column for field in events._meta.concrete_fields}
    columns, params = [], []
    for field in model._meta.concrete_fields:
        expression, values = past_column(field, kept, connection)
        columns.append(f"{expression} AS {connection.ops.quote_name(field.column)}")
        params += values
    sql = VIEW.format(
        table=connection.ops.quote_name(model._meta.db_table),
        events=connection.ops.quote_name(events._meta.db_table),
        columns=", ".join(columns),
    )
    return sql, params


def past_column(field, kept, connection):
    """Return (SQL, parameters) of a column: from history, computed again, or NULL if never kept."""
    if field.primary_key:
        return "event.pgh_obj_id", []  # the copy in its own column has no index
    if field.column in kept:
        return f"event.{connection.ops.quote_name(field.column)}", []
    if getattr(field, "generated", False):
        sql, params = field.generated_sql(connection)
        return sql, list(params)
    return f"NULL::{field.db_type(connection)}", []
