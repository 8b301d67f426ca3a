"""Bringing a list of people in: everybody on it under one entry, or nobody.

A list says that somebody was detained and no more, so nobody on it is published: each comes in as
confidential, for a moderator to decide. Whoever was removed on request is held back.

If the police read the lists of what was brought in they find names: they stay at the desk.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

from django.db import connection, transaction

from detainees.history.removed_names import removed_among
from detainees.models import Detention, Entry, Import, Person, PersonName
from stations.models import CityName

AT_ONCE = 2_000
KAZAKH_LETTERS = re.compile("[әғқңөұүһі]", re.IGNORECASE)
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
LATIN = re.compile("[a-zà-ɏ]", re.IGNORECASE)


class BroughtInAlreadyError(ValueError):
    """The same file was brought in before and not taken back; ``number`` is that import's."""

    def __init__(self, number):
        super().__init__(number)
        self.number = number


@dataclass
class Plan:
    """What an import would do: the people, and how many lines are treated in a special way."""

    sha256: str
    people: list = field(default_factory=list)
    held_back: list = field(default_factory=list)  # of lines
    cities: dict = field(default_factory=dict)  # {what the list calls it: id}
    unknown_cities: Counter = field(default_factory=Counter)


def plan_import(read):
    """Return the Plan for a PeopleFile; nothing is written.

    Raises BroughtInAlreadyError.
    """
    if same := Import.objects.filter(sha256=read.sha256, undone_at=None).first():
        raise BroughtInAlreadyError(same.pk)
    plan = Plan(read.sha256, cities=known_cities())
    for start in range(0, len(read.people), AT_ONCE):
        chunk = read.people[start : start + AT_ONCE]
        for person, removed in zip(chunk, removed_among(map(identity, chunk)), strict=True):
            if removed:
                plan.held_back.append(person.line)
            else:
                plan.people.append(person)
    named = Counter(person.city for person in plan.people if person.city)
    plan.unknown_cities = Counter(
        {city: count for city, count in named.items() if folded(city) not in plan.cities}
    )
    return plan


def identity(person):
    """Return what removed names are compared by."""
    year = int(person.birth_year) if person.birth_year else None
    return person.surname, person.given, person.patronymic, year


def known_cities():
    """Return {folded name or code: id of the city}, in all languages and of all times."""
    names = CityName.objects.values_list(
        "city_id", "city__code", "name_kk", "name_ru", "name_en", named=True
    )
    return {
        folded(called): name.city_id
        for name in names
        for called in (name.city__code, name.name_kk, name.name_ru, name.name_en)
        if called
    }


def folded(city):
    """A city's name without case, ё and hyphens' variants."""
    return re.sub(r"[\s‐-―-]+", "-", city.casefold().replace("ё", "е"))


@transaction.atomic
def bring_in(plan, *, by):
    """Write everybody in the plan, entered by the pseudonym ``by``; return the Import.

    One transaction, so that history shows one instant for all of it: `take_back` goes by that.
    """
    entry = Entry.objects.create(entered_by_name=by, channel=Entry.Channel.IMPORT)
    brought = Import.objects.create(
        entry=entry, sha256=plan.sha256, brought=len(plan.people), held_back=len(plan.held_back)
    )
    for start in range(0, len(plan.people), AT_ONCE):
        write(plan.people[start : start + AT_ONCE], brought, plan.cities)
    return brought


def write(listed, brought, cities):
    """Write a chunk of people, with their names, and a detention where a city is known.

    People last: what hangs on somebody who is not there yet need not be published each time.
    """
    people, names, detentions = [], [], []
    for row, key in zip(listed, next_keys(len(listed)), strict=True):
        people.append(
            Person(
                pk=key,
                external_id=row.person_id,
                brought_by=brought,
                birth_date=row.birth_year,
                made_at=brought.entry.entered_at,
            )
        )
        names.append(name_of(row, key))
        if city := cities.get(folded(row.city)):
            detentions.append(Detention(person_id=key, city_id=city))
    PersonName.objects.bulk_create(names)
    Detention.objects.bulk_create(detentions)
    Person.objects.bulk_create(people)


def next_keys(number):
    """Take the next keys of people from the database."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [Person._meta.db_table, number],
        )
        return [key for (key,) in cursor.fetchall()]


def name_of(row, person):
    """The name of one line, with its keys."""
    parts = {"surname": row.surname, "given": row.given, "patronymic": row.patronymic}
    name = PersonName(person_id=person, is_main=True, script=script_of(" ".join(parts.values())))
    for part, text in parts.items():
        setattr(name, part, text)
    name.write_keys()
    return name


def script_of(text):
    """The letters in which a name is written."""
    if KAZAKH_LETTERS.search(text):
        return PersonName.Script.KAZAKH
    if CYRILLIC.search(text):
        return PersonName.Script.RUSSIAN
    return PersonName.Script.LATIN if LATIN.search(text) else PersonName.Script.OTHER
