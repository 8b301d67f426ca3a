"""Reading the names that a worker searches, before anybody searches."""

from contextlib import suppress

from django.conf import settings
from django.db import DatabaseError, connections

from detainees.desk.name_index import everybody
from detainees.public.name_index import listed

# The public process never holds names of the desk.
INDEXES = {"public": [listed], "desk": [everybody], "both": [listed, everybody]}


def read_names():
    """Fill the indexes of this process's side; without a database the first search does it."""
    try:
        with suppress(DatabaseError):
            for index in INDEXES.get(settings.SIDE, []):
                index.read()
    finally:
        connections.close_all()
