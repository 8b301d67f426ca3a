"""The public list, a person's page and the API, as visitors meet them."""

import json
import re

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from detainees.models import Person
from tests.makers import make_person

LANGUAGES = ("kk", "ru", "en")
PAGES = ("", "people/", "facilities/", "facilities/1/", "facilities/101/")
GARBAGE = (
    "q=%00",
    "q=" + "ы" * 10_000,
    "q=%%%25",
    "q='; DROP TABLE detainees_person; --",
    "q=<script>alert(1)</script>",
    "q=\u202eabc",
    "q=🙂",
    "city=atlantis",
    "status=nobody",
    "facility=999999999999999999999999",
    "facility=x",
    "sentence=',",
    "detained_from=31.02.2019",
    "detained_from=0000-00-00",
    "detained_from=" + "9" * 5000,
    "detained_to=%00",
    "sort=;",
    "page=99999",
    "page=-1",
    "page=x",
    "page=" + "9" * 400,
    "unknown=1&q=",
)


@pytest.fixture
def public_id(june_2019):
    return Person.objects.order_by("id").values_list("public_id", flat=True)[0]


def number_of_queries(client, address):
    """How many queries an address takes that was opened before, all logins together."""
    client.get(address)
    with (
        CaptureQueriesContext(connections["public"]) as public,
        CaptureQueriesContext(connections["default"]) as desk,
    ):
        assert client.get(address).status_code == 200
    assert len(desk) == 0
    return len(public)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_stands_in_three_languages(june_2019, client, language, page):
    answer = client.get(f"/{language}/{page}")
    assert answer.status_code == 200
    assert f'<html lang="{language}"' in answer.text
    assert len(answer.content) < 50_000


def test_a_name_that_a_filter_hides_is_not_said_to_be_unpublished(june_2019, client, public_id):
    name = Person.objects.get(public_id=public_id).names.get(is_main=True).surname
    page = client.get("/en/people/", {"q": name, "status": "escaped"}).text
    assert "Nobody matches these filters" in page
    assert "No published name matches" not in page
    assert "Filters: some are set" in page
    alone = re.search(r'href="(/en/people/\?q=[^"]+)">Take away the filters', page)[1]
    assert public_id in client.get(alone).text
    assert "No published name matches" in client.get("/en/people/?q=Ъъъъ").text


@pytest.mark.parametrize(
    ("language", "day"),
    [("kk", "2019 жылғы 14 маусым"), ("ru", "14 июня 2019"), ("en", "14 June 2019")],
)
def test_days_are_written_as_the_reader_writes_them(june_2019, client, language, day):
    """The list and the page say since when the first of the alphabet is out."""
    (person,) = client.get("/api/people?limit=1").json()["results"]
    assert (person["name"], person["since"][:10]) == ("Abdibekov Ertas Duysenuly", "2019-06-14")
    for address in (f"people/?q={person['name']}", f"people/{person['id']}/"):
        page = " ".join(client.get(f"/{language}/{address}").text.split())
        assert f"<dd> {day}" in page


def test_whoever_reads_the_facilities_on_a_phone_presses_a_number_to_call(june_2019, client):
    page = client.get("/en/facilities/").text
    called = re.findall('<a href="tel:([^"]*)"><bdi>([^<]*)</bdi></a>', page)
    assert ("+70000000001", "+7 (000) 000-00-01") in called
    assert page.count("+7 (000)") == len(called)


def test_the_root_chooses_the_browsers_language(client):
    for language in LANGUAGES:
        answer = client.get("/", headers={"accept-language": f"{language};q=0.9"})
        assert answer["Location"] == f"/{language}/"
        assert "Accept-Language" in answer["Vary"]


@pytest.mark.parametrize("query", GARBAGE)
def test_garbage_gives_a_clean_page_and_a_clean_answer(june_2019, client, query):
    assert client.get(f"/ru/people/?{query}").status_code == 200
    assert client.get(f"/ru/facilities/?{query}").status_code == 200
    assert client.get(f"/api/people?{query}").status_code in (200, 400)


def test_an_unknown_filter_value_is_explained_and_kept(june_2019, client):
    answer = client.get("/en/people/?detained_from=31.02.2019&q=нур")
    assert "Write a date as" in answer.text
    assert 'value="31.02.2019"' in answer.text
    assert 'value="нур"' in answer.text
    errors = client.get("/api/people?detained_from=31.02.2019&limit=x").json()["errors"]
    assert set(errors) == {"detained_from", "limit"}


def test_the_search_matches_beginnings_of_words(june_2019, client):
    name = client.get("/api/people?limit=1").json()["results"][0]["name"]
    surname = name.split()[0]
    found = client.get("/api/people", {"q": surname[:4].upper(), "limit": 100}).json()
    assert name in [person["name"] for person in found["results"]]
    both = client.get("/api/people", {"q": f"{name.split()[1][:3]} {surname}"}).json()
    assert name in [person["name"] for person in both["results"]]


@pytest.fixture
def invented(june_2019):
    person = make_person("Ойданбаева Үлгі", listed=True)
    yield person
    Person.objects.using("owner").filter(pk=person.pk).delete()


def test_a_name_in_any_spelling_comes_first_with_the_reason_and_a_score(invented, client):
    for text in ("OYDANBAEV ULGI", "Ulgi Oidanbaeva", "ойданбава үлгі", "Jqlfy,ftdf Ekub"):
        first = client.get("/api/people", {"q": text}).json()["results"][0]
        assert (first["id"], first["score"] > 0.4) == (invented.public_id, True), text
    page = client.get("/en/people/", {"q": "Ойданбаев Үлгі"}).text
    assert "surname: ending of the other gender" in page
    page = client.get("/en/people/", {"q": "Jqlfy,ftdf Ekub"}).text
    assert "Searched as:" in page
    assert "Ойданбаева Улги" in page


def test_without_a_search_there_is_no_score(june_2019, client):
    assert {p["score"] for p in client.get("/api/people").json()["results"]} == {None}


def test_a_search_obeys_filters_and_the_order_that_was_chosen(invented, client):
    assert (
        client.get("/api/people", {"q": "Oidanbaeva Ulgi", "status": "held"}).json()["count"] == 0
    )
    page = client.get("/en/people/", {"q": "Нурлан", "sort": "name"})
    names = [row.name for row in page.context["page_obj"].object_list]
    assert names != [row.name for row in client.get("/en/people/?q=Нурлан").context["page_obj"]]


def test_nobody_found_leads_to_the_question_with_a_year(june_2019, client):
    page = client.get("/en/people/", {"q": "Zqzhumabaev"}).text
    assert "We looked for:" in page
    assert "Ask with the year of birth" in page
    assert 'href="/en/"' in page


def test_the_list_is_forty_pages_deep_and_says_so(june_2019, client):
    last = client.get("/en/people/?page=99999")
    assert "Page 40 of 40" in last.text
    assert "Narrow your search" in last.text
    assert len(re.findall(r'<li class="row">', last.text)) == 25


@pytest.mark.parametrize("sort", ["name", "confirmed", "since"])
def test_every_order_keeps_everybody(june_2019, client, sort):
    first = client.get(f"/en/people/?sort={sort}")
    assert "of 1080" in first.text.replace(",", "")


def test_names_follow_the_kazakh_alphabet(june_2019, client):
    alphabet = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
    ours = [
        row.name.lower()
        for row in client.get("/ru/people/?q=ай&sort=name").context["page_obj"]
        if set(row.name.lower()) <= set(alphabet + " ")
    ]
    assert len(ours) > 5
    key = lambda name: [alphabet.index(letter) + 1 if letter != " " else 0 for letter in name]  # noqa: E731
    assert ours == sorted(ours, key=key)


def test_the_api_says_what_the_plan_promises(june_2019, client, public_id):
    person = client.get(f"/api/people/{public_id}").json()
    assert set(person) >= {
        "id",
        "name",
        "birth_band",
        "status",
        "facility",
        "since",
        "confirmed_at",
        "expected_release",
    }
    assert person["id"] == public_id
    assert person["status"] == "released"
    assert person["invented"] is True
    assert re.fullmatch(r"\d{4}–\d{4}|", person["birth_band"])


@pytest.mark.parametrize("address", ["", "nowhere", "people/", "people/ы", "people/x/y"])
def test_an_address_of_the_api_that_is_none_is_told_in_json(client, address):
    answer = client.get(f"/api/{address}")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/json")
    assert answer.json() == {"errors": {"address": ["There is no such address."]}}
    assert not answer.cookies


@pytest.mark.parametrize("limit", [1, 7, 100])
def test_the_api_gives_as_many_as_asked(june_2019, client, limit):
    assert len(client.get(f"/api/people?limit={limit}").json()["results"]) == limit


def test_who_is_not_listed_does_not_exist(june_2019, client, public_id):
    unknown = client.get("/en/people/zzzzzzzzzzzz/")
    Person.objects.filter(public_id=public_id).update(level=Person.Level.FINDABLE)
    try:
        hidden = client.get(f"/en/people/{public_id}/")
        assert (hidden.status_code, unknown.status_code) == (404, 404)
        assert hidden.text.replace(public_id, "") == unknown.text.replace("zzzzzzzzzzzz", "")
        assert client.get(f"/api/people/{public_id}").status_code == 404
    finally:
        Person.objects.filter(public_id=public_id).update(level=Person.Level.LISTED)


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_public_pages_are_for_reading(june_2019, public_id, method):
    visitor = Client(enforce_csrf_checks=False)
    for address in ("/api/people", f"/api/people/{public_id}", "/ru/people/", "/ru/facilities/"):
        assert getattr(visitor, method)(address).status_code == 405


def test_headers_and_cookies(june_2019, client, public_id):
    for address in ("/ru/", "/ru/people/", f"/ru/people/{public_id}/", "/ru/facilities/1/"):
        answer = client.get(address)
        assert answer["Content-Security-Policy"].startswith("default-src 'none'")
        assert "unsafe" not in answer["Content-Security-Policy"]
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "noindex" in answer["X-Robots-Tag"]
        assert not answer.cookies
        assert "<script" not in answer.text
        assert " style=" not in answer.text
        assert not re.search(r'(src|href|action)="https?:', answer.text)


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/ru/people/", 6),
        ("/ru/people/?q=нур&city=almaty", 7),  # names that were published since
        ("/ru/people/{id}/", 6),
        ("/api/people", 6),
    ],
)
def test_pages_take_few_queries(june_2019, client, public_id, address, most):
    assert number_of_queries(client, address.format(id=public_id)) <= most


def test_invented_people_are_marked_everywhere(june_2019, client, public_id):
    for address in ("/en/people/", f"/en/people/{public_id}/", "/en/facilities/"):
        assert "invented" in client.get(address).text
    assert all(json.loads(client.get("/api/people?limit=5").content)["results"])
