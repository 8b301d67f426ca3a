"""Whether a name was removed on request: keyed hashes, compared by equality.

Two names are the same when their words fold to the same letters, in whatever order surname and
given name stand. Cases, by what both sides know:

1. patronymics on both sides must agree; one missing on either side agrees with all;
2. years of birth on both sides must agree; one missing on either side agrees with all.
"""

import hashlib
import hmac
import unicodedata
from itertools import product

from django.conf import settings

from detainees.models import RemovedName

ANY, NONE = "*", "-"
# An estimate of the year wider than this says as little as none.
WIDEST_ESTIMATE = 10


def fold(text):
    """Return a name's words without case, with one form of each letter and е for ё."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().replace("ё", "е").split())


def digest(name, patronymic, year):
    """Return the keyed hash of one folded name as 64 hexadecimal digits."""
    told = "|".join((name, patronymic, str(year)))
    return hmac.new(settings.REMOVAL_KEY.encode(), told.encode(), hashlib.sha256).hexdigest()


def folded_name(surname, given):
    """Return surname and given name as one text whatever their order; "" when both are empty."""
    return " ".join(sorted(f"{fold(surname)} {fold(given)}".split()))


def kept_digests(surname, given, patronymic, years):
    """Return the digests to keep of a name removed; ``years`` of birth may be empty."""
    name, patronymic = folded_name(surname, given), fold(patronymic)
    if not name:
        name, patronymic = patronymic, ""
    spread = product((patronymic or ANY, NONE), (*(years or [ANY]), NONE))
    return {digest(name, *rest) for rest in spread}


def asked_digests(surname, given, patronymic, birth_year):
    """Return the digests that any kept name equal to this one has one of."""
    name, patronymic = folded_name(surname, given), fold(patronymic)
    if not name:
        name, patronymic = patronymic, ""
    patronymics = (patronymic, ANY) if patronymic else (NONE,)
    years = (birth_year, ANY) if birth_year else (NONE,)
    return {digest(name, *rest) for rest in product(patronymics, years)}


def removed_among(rows):
    """Return for each (surname, given, patronymic, birth year or None) whether it was removed.

    True means "removed at request": hold the row for a moderator, for it may be a namesake. One
    query for all rows. Needs REMOVAL_KEY; without it no desk process starts.
    """
    asked = [asked_digests(*row) for row in rows]
    wanted = set().union(*asked)
    known = set(RemovedName.objects.filter(digest__in=wanted).values_list("digest", flat=True))
    return [bool(digests & known) for digests in asked]


def removed_before(surname, given, patronymic="", birth_year=None):
    """True when this name, with this year of birth if one is given, was removed at request."""
    return removed_among([(surname, given, patronymic, birth_year)])[0]


def years_of(person):
    """Return the years in which a person may be born; [] when too little is known."""
    if person.birth_year:
        return [person.birth_year]
    first, last = person.birth_year_from, person.birth_year_to
    if first and last and last - first < WIDEST_ESTIMATE:
        return list(range(first, last + 1))
    return []
