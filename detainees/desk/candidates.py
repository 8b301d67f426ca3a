"""Who may be the same person as the one that is being written down.

If the police read an answer they see what the desk's search shows: a few names, their years of
birth, where each was last known to be. It goes only to those who may search, and is never cached.
"""

from dataclasses import dataclass

from django.db.models import Prefetch

from detainees.desk.duplicates import likely_same
from detainees.desk.name_index import everybody
from detainees.desk.search import people_called
from detainees.desk.standing import facilities, last_custodies
from detainees.models import Person, PersonName
from detainees.publication.match_words import in_words
from detainees.publication.published import Status
from registry.lib.dates import display_partial

SHOWN = 5
# The engine's scores: one and a half letters or contradictions away, and less than one.
NEAR, LIKELY = 0.4, 0.55
# Whoever is typing sees what they have not said yet.
UNSAID = {"patronymic_missing", "year_unknown"}
SHORTEST = 3  # letters of a name before anybody is looked for


@dataclass(frozen=True)
class Candidate:
    """Somebody known: the names, the year of birth, and how the last detention stands.

    ``why`` are the reasons why it may be the same, in phrases.
    """

    person: Person
    names: list
    born: str
    is_likely: bool
    why: list
    status: str
    facility: str
    since: str

    @property
    def pk(self):
        """The person's key."""
        return self.person.pk


def candidates(text, birth_year=None, seized_on=None, city=""):
    """Return at most SHOWN Candidates for a name as heard, the likeliest first.

    Cases: 1. likely by all that is known; 2. called nearly the same, and likely if hardly a letter
    differs; 3. all words are parts of the name: half a name is enough.
    """
    if len(text.strip()) < SHORTEST:
        return []
    why = {
        each.person: in_words([reason for reason in each.reasons if reason.code not in UNSAID])
        for each in likely_same(text, birth_year, seized_on, city)
    }
    near = [
        match for match in everybody.search(text, birth_year, limit=SHOWN) if match.score >= NEAR
    ]
    likely = {*why, *(match.person for match in near if match.score >= LIKELY)}
    found = dict.fromkeys([*why, *(match.person for match in near), *called(text)])
    return described(list(found)[:SHOWN], likely, why)


def called(text):
    """Return the keys of people of whom every word of the text is a part of the name."""
    words = [word for word in text.split() if len(word) >= SHORTEST]
    return people_called(" ".join(words)).values_list("pk", flat=True)[:SHOWN] if words else []


def described(keys, likely, why):
    """Return the Candidates with these keys, in this order; as many queries for many as for one."""
    people = Person.objects.filter(pk__in=keys).prefetch_related(
        Prefetch("names", PersonName.objects.order_by("-is_main", "id"))
    )
    people = {person.pk: person for person in people}
    stays = last_custodies(keys)
    places = facilities(stay.facility_id for stay in stays.values())
    return [
        describe(people[key], stays.get(key), places, is_likely=key in likely, why=why.get(key, ()))
        for key in dict.fromkeys(keys)
        if key in people
    ]


def describe(person, stay, places, *, is_likely, why):
    """Return the Candidate of a person whose rows came along."""
    place = places.get(stay.facility_id) if stay else None
    return Candidate(
        person=person,
        names=[str(name) for name in person.names.all()] or [person.unidentified()],
        born=person.birth_date[:4],
        is_likely=is_likely,
        why=why,
        status=str(Status(stay.status).label) if stay else "",
        facility=place.named if place else "",
        since=display_partial(stay.since or stay.seized_at) if stay else "",
    )
