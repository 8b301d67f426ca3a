"""The tables of what the world may see, somebody in them, and writing as in psql."""

from tests.database import owner_cursor
from tests.makers import make_detention, make_event, make_person

CACHES = ("custody_cache", "published_person", "published_name")
LISTED = ("listed_person", "listed_detention", "listed_word")
# The desk's boards read it.
NOTED = ("attention_cache",)


def psql(sql, *parameters):
    """Write as the owner does in psql."""
    with owner_cursor() as cursor:
        cursor.execute(sql, parameters or None)


def make_published():
    """A listed person who is held."""
    person = make_person("Иванова Анна", listed=True, birth_date="1987")
    make_event(detention=make_detention(person=person))
    return person
