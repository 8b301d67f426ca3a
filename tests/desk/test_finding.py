"""The desk's search: whoever is meant comes first, and no address holds a word of it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.desk.forms import fields_of
from tests.makers import make_city, make_detention, make_name, make_person

SEARCH = reverse("desk:search")


def answer(client, q, **evidence):
    """The page that a search leads to."""
    sent = client.post(SEARCH, {"q": q, **evidence})
    assert sent.status_code == 302, sent.context["form"].errors
    return client.get(sent["Location"])


def keys(page):
    return [row.person.pk for row in page.context["people"]]


def test_a_name_in_any_spelling_finds_the_person_and_says_why(volunteer):
    person = make_person("Выдуманов Проба", "Ойданбай Үлгі", birth_date="1980")
    make_detention(person=person, city=make_city("almaty", name="Almaty"))
    page = answer(volunteer, "VYDUMANOVA PROBA", birth_year="1981")
    assert keys(page) == [person.pk]
    assert "surname: ending of the other gender; born 1980, close to 1981" in page.text
    title, _rest = page.text.split("also written:")
    assert "Выдуманов Проба" in title
    assert "Almaty" in page.text
    assert reverse("admin:detainees_person_change", args=[person.pk]) in page.text


def test_what_was_typed_stands_in_the_box_and_in_no_address(volunteer):
    make_person("Выдуманов Проба")
    sent = volunteer.post(SEARCH, {"q": "Выдуманов Проба", "birth_year": "1980"})
    assert len(sent["Location"]) < 50
    page = volunteer.get(sent["Location"])
    assert page.context["form"].initial["q"] == "Выдуманов Проба"
    assert page["Cache-Control"] == "no-store"
    assert volunteer.get(sent["Location"]).status_code == 200
    stranger = Client()
    stranger.force_login(volunteer.account)
    assert stranger.get(sent["Location"])["Location"] == SEARCH


def test_only_the_last_searches_are_kept(volunteer):
    places = [volunteer.post(SEARCH, {"q": f"Имя {number}"})["Location"] for number in range(12)]
    kept = [volunteer.get(place).status_code == 200 for place in places]
    assert kept == [False] * 2 + [True] * 10


def test_a_layout_slip_is_understood_and_told(volunteer):
    person = make_person("Выдуманов Проба")
    page = answer(volunteer, "Dslevfyjd Ghj,f")
    assert keys(page) == [person.pk]
    assert page.context["meant"] == "Выдуманов Проба"


def test_year_and_city_put_the_right_person_first_and_exclude_nobody(volunteer):
    city = make_city()
    first, second, third = (make_person("Выдуманов Проба") for _twin in range(3))
    second.birth_date = "1980"
    second.save()
    make_detention(person=third, city=city)
    assert keys(answer(volunteer, "Проба Выдуманов", birth_year="1980"))[0] == second.pk
    found = keys(answer(volunteer, "Проба Выдуманов", city=str(city.pk)))
    assert (found[0], set(found)) == (third.pk, {first.pk, second.pk, third.pk})


def test_an_estimate_of_the_year_counts(volunteer):
    make_person("Выдуманов Проба", birth_year_from=1960, birth_year_to=1965)
    young = make_person("Выдуманов Проба", birth_year_from=1989, birth_year_to=1995)
    page = answer(volunteer, "Выдуманов Проба", birth_year="1990")
    assert keys(page)[0] == young.pk
    assert "born 1989–1995" in page.text


def test_a_part_of_a_name_a_number_and_a_public_id_find_people(volunteer):
    person = make_person("Выдуманов Проба")
    make_person("Ойданбай Үлгі")
    for words in ("ыдум", "Вы", person.public_id, person.public_id.upper(), f"#{person.pk}"):
        assert keys(answer(volunteer, words)) == [person.pk], words


def test_ten_people_are_shown_at_most(volunteer):
    for number in range(12):
        make_person(f"Выдуманов Проба {number}")
    page = answer(volunteer, "Выдуманов")
    assert len(keys(page)) == 10
    assert "No more than ten are shown" in page.text


def test_nobody_found_says_what_was_tried_and_what_to_do(volunteer, analyst):
    page = answer(volunteer, "Zhumabaev Maxim")
    assert keys(page) == []
    assert page.context["heard_as"][0] == "Жумабаев Максим"
    assert "Add the year of birth" in page.text
    assert reverse("admin:detainees_person_add") in page.text
    assert reverse("admin:detainees_person_add") not in answer(analyst, "Zhumabaev").text


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"q": ""}, "q"),
        ({"q": "\x00"}, "q"),
        ({"q": "я" * 401}, "q"),
        ({"q": "Проба", "birth_year": "нет"}, "birth_year"),
        ({"q": "Проба", "birth_year": "3000"}, "birth_year"),
        ({"q": "Проба", "city": "999"}, "city"),
    ],
)
def test_a_mistake_is_explained_beside_its_field(volunteer, sent, wrong):
    page = volunteer.post(SEARCH, sent)
    assert page.status_code == 200
    assert set(page.context["form"].errors) == {wrong}
    assert fields_of(page, "")["q"] == sent["q"].replace("\x00", "\ufffd") or "\x00" in sent["q"]


def test_odd_words_find_nobody_and_break_nothing(volunteer):
    for words in ("😀", "' OR 1=1; --", "%", "_", "1985", ". , -", "#999999999999999999", "<b>"):
        assert keys(answer(volunteer, words)) == [], words


def test_only_who_may_see_people_may_search(administrator, client):
    assert administrator.get(SEARCH).status_code == 403
    assert administrator.post(SEARCH, {"q": "Проба"}).status_code == 403
    assert administrator.get(reverse("desk:found", args=["x"])).status_code == 403
    assert client.get(SEARCH).status_code == 302


def test_an_answer_asks_as_many_questions_for_ten_people_as_for_one(volunteer):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            page = answer(volunteer, "Выдуманов")
        return len(queries), len(keys(page))

    make_name(make_person("Выдуманов Проба"), "Ойданбай Үлгі")
    make_city()
    asked()
    few, people = asked()
    assert people == 1
    for number in range(20):
        make_detention(person=make_person(f"Выдуманов Проба {number}"), city=make_city())
    asked()
    many, people = asked()
    assert people == 10
    assert many <= few
