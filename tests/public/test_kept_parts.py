"""What pages share is kept: every page is the same whatever was shown before it, to whomever."""

import re
from datetime import date

import pytest
from django.core.cache import cache
from django.test import Client

from detainees.models import LawRule
from detainees.publication.kept import forget
from detainees.publication.published import Status
from tests.database import owner_cursor
from tests.makers import make_detention, make_event, make_facility, make_person, make_placement
from tests.public.conftest import YEAR, relatives_people

LANGUAGES = ("kk", "ru", "en")
ADDRESSES = (
    *("", "find/", "people/", "people/?page=1", "people/?city=x", "people/nobody/"),
    *("facilities/", "statistics/", "tell/", "tell/answer/", "nowhere/"),
)
FORMS = (
    ("find/", {"name": "Иванова Анна", "birth_year": YEAR}),
    ("find/", {"name": "Ким Виктор", "birth_year": YEAR}),
    ("find/", {"name": "Никто Нетакой", "birth_year": YEAR, "city": "almaty"}),
    ("find/", {"name": "Нұрланов Ерлан"}),
    ("find/", {"name": "", "birth_year": "x"}),
    ("find/", {"name": "Полуимя", "tongue": "kk"}),
    ("", {"name": "Полуимя", "birth_year": "19", "city": "almaty", "tongue": "kk"}),
    ("tell/question/", {"name": "Никто Нетакой", "birth_year": YEAR}),
)
TYPED = ("Иванова", "Виктор", "Никто", "Полуимя", "Петровна")
TOKEN = re.compile(r'name="token" value="[^"]*"')
STANDS = (
    "UPDATE published_person SET base_status = %s, release_to = %s WHERE person_id = %s",
    "UPDATE listed_person SET base_status = %s, release_to = %s WHERE person_id = %s",
    "UPDATE listed_detention SET base_status = %s, release_to = %s WHERE person_id = %s",
)
# Before and after the day from which the law knows another rule.
LAW_DAYS = (date(2019, 6, 9), date(2019, 6, 10))


@pytest.fixture
def standing(committed):
    """Listed people, one for each status, one under a newer law, and those whom relatives seek."""
    people = relatives_people()
    rules = LawRule.objects.using("owner")
    old = rules.get(code="DET-BASE")
    rules.filter(pk=old.pk).update(applies_to=LAW_DAYS[0])
    values = rules.filter(pk=old.pk).values()[0]
    later = {"id": None, "value": 5, "applies_from": LAW_DAYS[1], "applies_to": None}
    new = rules.create(**{**values, **later})
    for status in Status:
        people[status, LAW_DAYS[0]] = make_standing(status, LAW_DAYS[0], people["facility"])
    people[Status.HELD, LAW_DAYS[1]] = make_standing(Status.HELD, LAW_DAYS[1], people["facility"])
    yield people
    new.delete()
    rules.filter(pk=old.pk).update(applies_to=None)


def make_standing(status, day, facility):
    """A listed person who stands so since that day, as far as the public tables say."""
    person = make_person(f"Стоящий {status}", listed=True)
    detention = make_detention(person=person)
    make_event(detention=detention, at=f"{day}")
    make_placement(detention=detention, facility=facility, from_at=f"{day}")
    base = Status.SERVING if status == Status.RELEASE_DUE else status
    release_to = day if status == Status.RELEASE_DUE else None
    with owner_cursor() as cursor:
        for statement in STANDS:
            cursor.execute(statement, [base, release_to, person.pk])
    return person


def everything(people):
    """Each page that is asked for, as (address, form or None)."""
    listed = [person.public_id for key, person in people.items() if isinstance(key, tuple)]
    addresses = [*ADDRESSES, *(f"people/{public_id}/" for public_id in listed)]
    pages = [(address, None) for address in addresses] + [*FORMS]
    return [(f"/{language}/{address}", form) for address, form in pages for language in LANGUAGES]


def shown(address, form):
    """A page as a visitor gets it, without what differs each time."""
    client = Client()
    answer = client.get(address) if form is None else client.post(address, form)
    return TOKEN.sub("", answer.text)


def let_go():
    """Keep nothing."""
    cache.clear()
    forget()


def test_a_page_is_the_same_whatever_was_shown_before(standing):
    pages = everything(standing)
    alone = []
    for page in pages:
        let_go()
        alone.append(shown(*page))
    assert len({*alone}) > len(pages) / 2
    for order in (1, -1):
        let_go()
        together = [shown(*page) for page in pages[::order]][::order]
        both = zip(pages, alone, together, strict=True)
        assert [page for page, one, other in both if one != other] == []


def test_a_part_says_what_the_law_said_then(standing):
    people = [standing[Status.HELD, day].public_id for day in LAW_DAYS]
    pages = [shown(f"/en/people/{public_id}/", None) for public_id in people]
    assert ["at most 3 hours" in page for page in pages] == [True, False]
    assert ["at most 5 hours" in page for page in pages] == [False, True]


def test_nothing_that_was_typed_and_nobody_unlisted_is_kept(standing):
    for page in everything(standing):
        shown(*page)
    shown("/ru/?name=Полуимя", None)
    shown(f"/ru/people/{standing['listed'].public_id}/?name=Полуимя", None)
    kept = b"".join(cache._cache.values()).decode(errors="ignore")
    assert "Нұрланов" in kept
    assert "Линия адвокатов" in kept
    assert [word for word in TYPED if word in kept] == []


def test_a_place_that_is_new_is_named_at_once(standing):
    person = standing[Status.HELD, LAW_DAYS[0]]
    shown(f"/ru/people/{person.public_id}/", None)
    facility = make_facility(name="Новый изолятор")
    make_placement(detention=person.detentions.get(), facility=facility, from_at="2030-01-01")
    assert "Новый изолятор" in shown(f"/ru/people/{person.public_id}/", None)
    assert shown(f"/ru/facilities/{facility.pk}/", None).count("Новый изолятор") > 1
