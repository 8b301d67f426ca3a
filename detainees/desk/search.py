"""Finding people at the desk by plain words."""

import re

from django.db.models import Q

from detainees.models import Person, PersonName

WORDS_READ = 10
PUBLIC_ID = re.compile(r"[0-9a-hjkmnp-tv-z]{12}")
NUMBER = re.compile(r"#(\d{1,18})")


def people_called(words, people=None):
    """Return the people of whom every word is part of a name; a queryset, newest first.

    A public id or ``#`` and a number find that one person. Reads the trigram indexes on the
    upper-case names.
    """
    people = (Person.objects if people is None else people).filter(merged_into=None)
    if number := NUMBER.fullmatch(words):
        return people.filter(pk=number[1])
    named = Q()
    for word in words.split()[:WORDS_READ]:
        part = Q(surname__icontains=word) | Q(given__icontains=word) | Q(patronymic__icontains=word)
        named &= Q(pk__in=PersonName.objects.filter(part).values("person"))
    if PUBLIC_ID.fullmatch(words.lower()):
        named |= Q(public_id=words.lower())
    return people.filter(named).order_by("-id")
