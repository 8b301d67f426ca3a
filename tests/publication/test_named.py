"""Whom the public list finds by beginnings of names, however many have them."""

import pytest
from django.db import connections

from detainees.publication.listing import Listing
from detainees.publication.publish import differences
from tests.database import owner_cursor
from tests.makers import make_name, make_person

MANY = 10_500

pytestmark = pytest.mark.usefixtures("committed")


def named(*words, **conditions):
    """The surnames of those who are found, in order, once it is sure that as many are counted."""
    listing = Listing(words=list(words)).narrowed(**conditions)
    found = [person.surname for person in listing[:100]]
    assert listing.count() == (len(found), False)
    return found


@pytest.mark.parametrize(
    ("words", "are_found"),
    [
        (["нұр"], True),
        (["НҰР"], True),
        (["сұлтан"], True),
        (["нұр-сұлтан"], True),  # two words, however they are joined
        (["о", "brien"], False),  # a Cyrillic letter
        (["o'b"], True),
        (["2"], True),
        (["ұр"], False),
        (["нұра"], False),
        (["нұр", "o", "2й"], True),
        (["нұр", "жоқ"], False),
        (["%"], False),
        (["_"], False),
        (["н_р"], False),
        (["нұр", "'"], True),
        ([""], False),
        ([], False),
    ],
)
def test_a_person_is_found_by_beginnings_of_words(words, are_found):
    make_person("O’Brien Нұр-Сұлтан 2й", listed=True)
    assert named(*words) == (["O’Brien"] if are_found else [])


def test_a_person_with_several_words_that_begin_so_is_found_once():
    make_person("Алиев Алихан Алиевич", "Aliev Alikhan", "Алиева Алия", listed=True)
    for words in (["али"], ["а"], ["ali"], ["алиев"], ["али", "а"], ["алихан", "aliev"]):
        assert named(*words) == ["Алиев"], words


def test_near_people_come_once_too():
    people = [make_person(f"{name} Анна", listed=True) for name in ("Алиева", "Биева", "Виева")]
    near = [people[2].pk]
    assert named("анна", near=near) == ["Алиева", "Биева", "Виева"]
    assert named("анна", near=near, sort="match") == ["Виева", "Алиева", "Биева"]
    assert named("биева", near=near, sort="match") == ["Виева", "Биева"]


def test_who_is_renamed_is_found_by_the_new_name_alone():
    person = make_person("Алиева Анна", listed=True)
    person.names.update(surname="Биева", keyed_name="Биева Анна ")
    assert (named("алиева"), named("биева")) == ([], ["Биева"])
    make_name(person, "Виева Анна")
    assert named("виева") == ["Биева"]
    assert differences() == []


def test_the_longest_names_are_listed_and_found():
    """Of letters that take four bytes each, no two alike: an index row holds 2,704."""
    letters = "".join(map(chr, range(0x20000, 0x20000 + 3_000)))
    parts = [letters[start : start + 199] for start in (0, 200, 400)]
    spaced = [" ".join(letters[start : start + 100]) for start in (600, 700, 800)]
    person = make_person(listed=True)
    for parts_of_name in (parts, spaced):
        surname, given, patronymic = parts_of_name
        person.names.update(surname=surname, given=given, patronymic=patronymic)
        assert named(surname[:60]) == named(patronymic[:1]) == [surname]


@pytest.fixture
def many():
    """Far more people of one name than are sorted for a page: the table holds them, no record."""
    person = make_person("Яа Мара", listed=True)
    copied = {
        "listed_person": "person_id + copy, substr(md5(copy::text), 1, 12), surname, given,"
        " patronymic, chr(1072 + copy %% 32) || copy, other_names, birth_band_from, is_invented,"
        " listed_from, listed_until, detention_id, base_status, facility_id,"
        " (1000 + copy %% 1000)::text, last_confirmed_at, release_to",
        "listed_word": "person_id + copy, word, word_before, words,"
        " chr(1072 + copy %% 32) || copy, listed_from, listed_until",
    }
    with owner_cursor() as cursor:
        for table, columns in copied.items():
            cursor.execute(
                f"INSERT INTO {table} SELECT {columns} FROM {table},"  # noqa: S608
                " generate_series(1, %s) AS copy WHERE person_id = %s",
                [MANY, person.pk],
            )
        cursor.execute("ANALYZE listed_person, listed_word")
    return person


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("name", "sort_key, person_id"),
        ("match", "sort_key, person_id"),
        ("since", "since DESC, sort_key, person_id"),
        ("confirmed", "sort_key, person_id"),
    ],
)
def test_a_name_that_very_many_have_is_shown_in_the_same_order(many, sort, order):
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"SELECT person_id FROM listed_person ORDER BY {order}")  # noqa: S608
        wanted = [key for (key,) in cursor.fetchall()]
    for words in (["мара"], ["ма"], ["м", "я"]):
        listing = Listing(words=words).ordered(sort)
        assert [person.pk for person in listing[:25]] == wanted[:25]
        assert [person.pk for person in listing[975:1000]] == wanted[975:1000]
        assert listing.count() == (10_000, True)
    assert Listing(words=["мара", "б"]).count() == (0, False)


def test_the_nearest_fill_a_page_in_their_order_past_whoever_is_not_listed():
    near = [make_person(f"Виева {letter}", listed=letter != "б").pk for letter in "вбга"]
    shown = Listing(words=["я"], near=near).ordered("match")
    assert [person.pk for person in shown[:2]] == [near[0], near[2]]
    assert [person.pk for person in shown[2:4]] == [near[3]]
    assert shown.count() == (3, False)
