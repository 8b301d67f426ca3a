"""Finding people at the desk by name, however it is spelt, by a part of it, or by a number."""

import re

from django.db.models import Case, Q, Value, When

from detainees.desk.name_index import everybody
from detainees.history.merging import survivor
from detainees.models import Person, PersonName

WORDS_READ = 10
NEAR_AT_MOST = 100
PUBLIC_ID = re.compile(r"[0-9a-hjkmnp-tv-z]{12}")
NUMBER = re.compile(r"#(\d{1,18})")


def people_called(words, people=None):
    """Return the people whom the words may name; a queryset, best first.

    First those whose name is near, however it is spelt, then those of whom every word is part of a
    name, newest first. A public id or ``#`` and a number find that one person.
    """
    people = (Person.objects if people is None else people).filter(merged_into=None)
    if is_number(words):
        return people.filter(by_number(words)).order_by("-id")
    near = [match.person for match in near_matches(words, limit=NEAR_AT_MOST)]
    if not near:
        return people.filter(having_parts(words)).order_by("-id")
    in_order = [When(pk=key, then=Value(place)) for place, key in enumerate(near)]
    place = Case(*in_order, default=Value(len(near)))
    return people.filter(Q(pk__in=near) | having_parts(words)).order_by(place, "-id")


def near_matches(text, birth_year=None, city="", *, limit):
    """Return the `Match` of each person whose name is near to ``text``, best first.

    Year and city (its key) are evidence, never a filter.
    """
    found = everybody.search(text, birth_year, city=city, limit=limit)
    return [match for match in found if match.is_near]


def is_number(words):
    """True when the words are ``#`` and a number, or may be a public id."""
    return bool(NUMBER.fullmatch(words) or PUBLIC_ID.fullmatch(words.lower()))


def by_number(words):
    """The condition for the person with that number or public id, or with that text in a name.

    An id of a record that was merged finds the one that stays.
    """
    number = NUMBER.fullmatch(words)
    one = Q(pk=number[1]) if number else Q(public_id=words.lower())
    merged = Person.objects.filter(one).exclude(merged_into=None).values_list("pk", flat=True)
    found = one | Q(pk__in=[survivor(pk) for pk in merged])
    return found if number else found | having_parts(words)


def having_parts(words):
    """The condition that every word is part of a name; reads the trigram indexes."""
    named = Q()
    for word in words.split()[:WORDS_READ]:
        part = Q(surname__icontains=word) | Q(given__icontains=word) | Q(patronymic__icontains=word)
        named &= Q(pk__in=PersonName.objects.filter(part).values("person"))
    return named
