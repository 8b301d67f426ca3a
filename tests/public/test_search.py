"""Finding listed people by name, through the public login, while the list changes."""

import pytest
from django.db import transaction
from django.utils.translation import override

from detainees.models import Person
from detainees.public.search import listed_matches
from tests.database import owner_cursor
from tests.makers import make_city, make_detention, make_name, make_person


@pytest.fixture
def person(committed):
    """A listed person, found once, so that what follows is news."""
    person = make_person("Выдуманов Проба Примерович", listed=True, birth_date="1980-05-05")
    assert found("Выдуманов Проба") == [person.public_id]
    return person


def found(text, *evidence):
    return [match.person.public_id for match in listed_matches(text, *evidence)]


def test_a_listed_person_is_found_however_the_name_is_spelt(person):
    for text in ("vydumanov proba", "Проба Выдуманова", "Dslevfyjd Ghj,f", "выдумонов проба"):
        assert found(text) == [person.public_id], text
    assert found("Совершенно Другая") == []
    assert found("") == []


def test_names_that_come_and_go_are_followed_at_once(person):
    other = make_person("Ойданбай Үлгі", listed=True)
    assert found("Oydanbay Ulgi") == [other.public_id]
    make_name(other, "Қияли Ойдан")
    assert found("Qiyali Oidan") == [other.public_id]
    Person.objects.filter(pk=other.pk).update(level=Person.Level.FINDABLE)
    assert found("Oydanbay Ulgi") == []
    Person.objects.filter(pk=other.pk).update(level=Person.Level.LISTED)
    assert found("Oydanbay Ulgi") == [other.public_id]


def test_whose_day_comes_is_found_without_being_published_again(person):
    other = make_person("Ойданбай Үлгі", listed=True)
    with owner_cursor() as cursor:
        listed_from = (
            "UPDATE published_person SET listed_from = %s WHERE person_id = %s",
            "UPDATE listed_person SET listed_from = %s WHERE person_id = %s",
        )
        for day, expected in (("infinity", []), ("now", [other.public_id])):
            for statement in listed_from:
                cursor.execute(statement, [day, other.pk])
            assert found("Oydanbay Ulgi") == expected
            assert found("Oydanbay Ulgi") == expected


def test_whoever_is_not_listed_is_not_found(person):
    for level in (Person.Level.FINDABLE, Person.Level.CONFIDENTIAL):
        make_person("Ойданбай Үлгі", level=level, birth_date="1990")
    assert found("Ойданбай Үлгі", 1990) == []


def test_what_a_long_transaction_publishes_is_found_when_it_ends(person):
    with transaction.atomic(using="owner"):
        Person.objects.using("owner").filter(pk=person.pk).update(note="x")
        Person.objects.using("owner").get(pk=person.pk).names.create(surname="Ойданбай", given="Ү")
        late = make_person("Қияли Ойдан", listed=True)
        assert found("Қияли Ойдан") == [late.public_id]
        assert found("Ойданбай Ү") == []
    assert found("Ойданбай Ү") == [person.public_id]


def test_year_and_city_are_evidence_and_no_filter(person):
    city = make_city("ойдан")
    twin = make_person("Выдуманов Проба Примерович", listed=True, birth_date="1991")
    make_detention(person=twin, city=city)
    assert found("Выдуманов Проба", 1991) == [twin.public_id, person.public_id]
    assert found("Выдуманов Проба", 1983) == [person.public_id, twin.public_id]
    assert found("Выдуманов Проба", None, "ойдан")[0] == twin.public_id


def test_the_reasons_tell_no_more_than_the_band(person):
    (match,) = listed_matches("Выдуманова Проба", 1983)
    with override("en"):
        assert match.reasons == ["surname: ending of the other gender", "born 1980–1984"]
    assert match.score < 1


def test_a_search_asks_few_questions(person, django_assert_num_queries):
    with django_assert_num_queries(2, using="public"):
        listed_matches("Выдуманов Проба")
