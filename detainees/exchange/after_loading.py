"""What a database needs after many rows were written at once."""

from django.db import connections


def gather_statistics() -> bool:
    """Gather statistics as the owner, where this process knows that login; True when it does.

    Without them the first pages after so many rows are slow; the server gathers them by itself
    some minutes later.
    """
    if "owner" not in connections:
        return False
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE")
    return True
