"""The names that a desk worker holds: kept up with the database, whoever writes it."""

import pytest
from django.db import connection, transaction

from detainees.desk.name_index import NameIndex
from detainees.history.removal import remove_person
from detainees.models import Person, PersonName
from tests.makers import make_city, make_detention, make_name, make_person


@pytest.fixture
def index(committed):
    """An index that was read when the registry held one person."""
    make_person("Выдуманов Проба Примерович", birth_date="1980")
    index = NameIndex()
    index.search("")
    return index


def found(index, text, year=None):
    return [match.person for match in index.search(text, year)]


def first(index, text, year=None):
    return next(iter(found(index, text, year)), None)


def test_a_name_is_found_however_it_is_spelt(index):
    person = Person.objects.get()
    for text in ("vydumanov proba", "Проба Выдуманова", "Dslevfyjd Ghj,f", "выдумонов"):
        assert first(index, text) == person.pk


def test_a_name_just_entered_is_found_at_once(index):
    person = make_person("Ойданбай Үлгі")
    assert first(index, "Oydanbay Ulgi") == person.pk


def test_another_spelling_is_found_and_the_first_one_still(index):
    person = Person.objects.get()
    make_name(person, "Ойданбай Үлгі")
    assert first(index, "Oydanbay Ulgi") == person.pk
    assert first(index, "Выдуманов Проба") == person.pk


def test_a_corrected_name_is_no_longer_found_as_it_was(index):
    PersonName.objects.update(surname="Ойданбай", given="Үлгі", patronymic="")
    assert found(index, "Выдуманов Проба") == []


def test_a_corrected_year_counts(index):
    first_born = Person.objects.get()
    second_born = make_person("Выдуманов Проба Примерович", birth_date="1950")
    assert first(index, "Выдуманов Проба", 1980) == first_born.pk
    Person.objects.filter(pk=second_born.pk).update(birth_date="1980")
    Person.objects.filter(pk=first_born.pk).update(birth_date="1960")
    assert first(index, "Выдуманов Проба", 1980) == second_born.pk


def test_who_is_merged_or_deleted_is_not_found(index):
    person, other = Person.objects.get(), make_person("Ойданбай Үлгі")
    Person.objects.filter(pk=person.pk).update(merged_into=other)
    assert found(index, "Выдуманов Проба") == []
    other.names.all().delete()
    assert found(index, "Ойданбай Үлгі") == []


def test_of_who_was_removed_on_request_no_word_is_held(index):
    """Words that others bear as well stay, and so does whoever bears them."""
    other = make_person("Ойданбай Проба Үлгіұлы")
    gone = Person.objects.exclude(pk=other.pk).get()
    assert first(index, "Выдуманов Проба") == gone.pk
    remove_person(gone, reason="asked", using="owner")
    assert found(index, "Ойданбай Проба") == [other.pk]
    assert sorted(filter(None, index._index.vocabulary.tokens)) == ["ойданбай", "проба", "үлгіұлы"]
    assert "выдуманов" not in str([vars(part) for part in held_by(index)])
    again = make_person("Выдуманов Проба")
    assert first(index, "Vydumanov Proba") == again.pk


def held_by(index):
    """What holds words in an index."""
    vocabulary = index._index.vocabulary
    return vocabulary, vocabulary._stems, vocabulary._wholes, index._index.register


def test_what_a_long_transaction_wrote_is_found_when_it_ends(index):
    with transaction.atomic(using="owner"):
        early = Person.objects.using("owner").create()
        early.names.create(surname="Ойданбай", given="Үлгі")
        late = make_person("Testov Test")
        assert first(index, "Тестов Тест") == late.pk
        assert found(index, "Ойданбай Үлгі") == []
    assert first(index, "Ойданбай Үлгі") == early.pk


def test_an_index_read_during_a_transaction_learns_what_it_wrote(committed):
    index = NameIndex()
    with transaction.atomic(using="owner"):
        early = Person.objects.using("owner").create()
        early.names.create(surname="Ойданбай", given="Үлгі")
        late = make_person("Testov Test")
        assert first(index, "Тестов Тест") == late.pk
    assert first(index, "Ойданбай Үлгі") == early.pk


def test_a_name_written_in_sql_is_found(index):
    person = Person.objects.get()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE detainees_personname SET surname = 'Ойданбай'")
    assert first(index, "Ойданбай Проба") == person.pk


def test_where_somebody_was_seized_tells_duplicates_apart(index):
    city = make_city()
    pair = [make_person("Ойданбай Үлгі", birth_date="1990") for _twice in range(2)]
    for person in pair:
        make_detention(person=person, city=city)
    (proposed,) = index.duplicates().pairs()
    assert [proposed.a, proposed.b] == [person.pk for person in pair]
    assert "city_same" in [reason.code for reason in proposed.reasons]


def test_a_search_of_nothing_new_asks_few_questions(index, django_assert_num_queries):
    with django_assert_num_queries(5):
        index.search("Выдуманов")
