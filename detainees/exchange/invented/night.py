"""One invented night: forty people, told as of a moment, so that boards and lists have life.

Its rally stands in Inventown on the evening four days before the moment, at eight. Nobody here
exists, and every label says so.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta

from detainees.exchange.invented.cases import InventedCase, InventedConsent, InventedRally
from detainees.exchange.invented.columns import public_ids
from detainees.exchange.invented.draw import Draw
from detainees.exchange.invented.night_stories import STORIES, Story
from detainees.exchange.invented.night_telling import Teller
from detainees.exchange.invented.people import InventedPerson, invented_people

SEED = 613
CITY = "demo-city"
PLACE = "Площадь Примерная (вымышлено)"
DAYS_AGO = 4
# Whose kind is which, of the facilities of the city.
FACILITIES = {
    "station": "police_station",
    "tdf": "temporary_detention",
    "reception": "special_reception",
    "hospital": "hospital",
}
NIGHT_IDS = public_ids(Draw(SEED), len(STORIES))


def invented_night(now: datetime, *, hours_from_utc: int) -> Iterator[InventedCase]:
    """The forty cases as of ``now``, which knows its zone; facilities by the codes above."""
    clock = now + timedelta(hours=hours_from_utc) - now.utcoffset()
    clock = clock.replace(second=0, microsecond=0, tzinfo=None)
    day = clock.date() - timedelta(days=DAYS_AGO)
    rally = InventedRally("night", CITY, day, None, hours_from_utc=hours_from_utc, place=PLACE)
    people = invented_people(SEED, on=day, ages=((18, 60, 1),))
    for number, story in enumerate(STORIES, 1):
        seized_at = datetime.combine(day, time(20)) + timedelta(minutes=number)
        teller = Teller(number, seized_at, clock, hours_from_utc)
        story.tell(teller)
        yield night_case(story, teller, rally, person_of(story, people, day))


def person_of(story: Story, people: Iterator[InventedPerson], day) -> InventedPerson | None:
    """Somebody who fits the story; the stories of duplicates name their people."""
    if story.is_unidentified:
        return None
    person = next(person for person in people if fits(story, person))
    if story.age:
        born_on = day - timedelta(days=int((story.age + 0.5) * 365.25))
        person = replace(person, born_on=born_on)
    if story.name:
        surname, given, patronymic = story.name
        person = replace(person, surname=surname, given=given, patronymic=patronymic, spellings=())
    return person


def fits(story: Story, person: InventedPerson) -> bool:
    """True when the person has the sex and the letters that the story asks for."""
    return (story.sex or person.sex) == person.sex and person.alphabet == story.letters


def night_case(
    story: Story, teller: Teller, rally: InventedRally, person: InventedPerson | None
) -> InventedCase:
    """One case of the night."""
    born = person.born_on.isoformat()[: story.birth_letters] if person else ""
    return InventedCase(
        teller.number,
        rally,
        person,
        story.role,
        "полиция",
        "",
        born,
        story.birth_years,
        story.health,
        consent_of(story, teller),
        tuple(teller.claims),
        level=story.level,
        sex=story.sex,
        looks_minor=story.looks_minor,
        description=story.description,
        public_id=NIGHT_IDS[teller.number - 1],
    )


def consent_of(story: Story, teller: Teller) -> InventedConsent | None:
    """Given by whom the story names, the morning after; a lawyer's is not for paper."""
    if not story.consent:
        return None
    given_at = teller.aware(teller.after(14))
    agreed = 1 if story.level != "listed" else 2 if story.consent == "lawyer" else 3
    scopes = ("find", "list", "print")[:agreed]
    name = "Примерова Инвента (вымышлено)" if story.consent == "guardian" else ""
    return InventedConsent(story.consent, name, "message", given_at, scopes)
