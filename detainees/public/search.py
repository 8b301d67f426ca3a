"""Finding listed people by name, however it is spelt.

Who is harmed if the police read an answer tonight: nobody beyond those who agreed to be listed.
"""

from dataclasses import dataclass

from detainees.names.search import Match
from detainees.public.name_index import listed
from detainees.public.people import Row, rows_of
from detainees.publication.match_words import in_words
from detainees.publication.places import kept_places
from detainees.publication.published import people_of


@dataclass(frozen=True)
class ListedMatch:
    """A listed person whose name is near to what was typed.

    ``person`` is the Row that the list's templates show.
    """

    person: Row
    match: Match

    @property
    def score(self):
        """How near the name is, from 0 to 1."""
        return self.match.score

    @property
    def reasons(self):
        """Why the person was found, in phrases."""
        return in_words(self.match.reasons)

    @property
    def is_born_otherwise(self):
        """True when the year that was asked for is none in which the person may be born."""
        return any(reason.code in ("year_near", "year_other") for reason in self.match.reasons)


def listed_matches(text, birth_year=None, city="", *, limit=10, places=None):
    """Return a `ListedMatch` for each listed person near to ``text``, best first.

    A birth year (int) and a city (its code) are evidence, never a filter: the list knows five-year
    bands only. Slips, scripts, endings and keyboard layouts are forgiven; text of any kind is safe.
    Two queries, for people.
    """
    found = listed.search(text, birth_year, city=city, limit=limit)
    people = people_of(match.person for match in found)
    near = {match.person: match for match in found}
    rows = {row.pk: row for row in rows_of(people, places or kept_places(), near)}
    if hidden := {match.person for match in found} - set(rows):
        listed.forget(hidden)
        return listed_matches(text, birth_year, city, limit=limit, places=places)
    return [ListedMatch(rows[match.person], match) for match in found]
