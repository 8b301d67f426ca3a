"""Whether what was read a moment ago is still so: one cheap question in place of many.

Who is harmed if the police read a mark: nobody; it is a hash of numbers of transactions.
"""

from django.db import connections

from detainees.publication.published import PUBLIC


def listing_mark():
    """Return a text that is another one whenever the list changed; "" when that is not known.

    How somebody stands can change by the clock alone, which the mark does not follow.
    """
    return _asked("SELECT listing_mark()", [])


def person_mark(public_id):
    """Return a text that is another one whenever a listed person's page changed; "" for others."""
    return _asked("SELECT person_mark(%s)", [public_id])


def _asked(query, told):
    """Return the text that a function says, "" for none."""
    with connections[PUBLIC].cursor() as cursor:
        cursor.execute(query, told)
        return cursor.fetchone()[0] or ""
