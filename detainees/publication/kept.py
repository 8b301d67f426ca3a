"""What every page shows and hardly ever changes: read once, and used by a worker for some seconds.

Held as it was read: Django's cache in memory would copy each object for each page.

Who is harmed if the police read a worker's memory: nobody; places, rules and helplines are
everybody's, and nothing about people is kept here.
"""

import time
from functools import wraps

# A value may stand in a part of a page, and that in a page that is kept as well: with PARTS (in the
# templates) and PAGES it is a minute at most until everybody sees what changed.
VALUES, PARTS, PAGES = 15, 15, 30  # seconds

_kept = {}


def kept(read):
    """Let ``read``, which takes no arguments, answer with what it read at most 15 seconds ago.

    All pages share the answer: none may change it.
    """

    @wraps(read)
    def answer():
        now = time.monotonic()
        until, value = _kept.get(read, (now, None))
        if now >= until:
            value = read()
            _kept[read] = now + VALUES, value
        return value

    return answer


def forget():
    """Let everything be read again."""
    _kept.clear()
