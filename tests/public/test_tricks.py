"""What somebody tries who wants more of the public side than it shows, at every address it has."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from detainees.models import Person
from detainees.publication.consent_code import check_digit, make_code
from tests.makers import make_follow, make_name
from tests.public.conftest import YEAR
from tests.publication.test_marker import OTHERS, PAGES

EVIL = "evil.example"
HEADERS = {
    "X-Forwarded-Host": EVIL,
    "X-Forwarded-Server": EVIL,
    "X-Original-URL": "/desk/",
    "X-Rewrite-URL": "/desk/",
    "X-HTTP-Method-Override": "DELETE",
    "Forwarded": f"host={EVIL};proto=https",
    "X-Forwarded-Prefix": f"//{EVIL}",
    "Origin": f"https://{EVIL}",
    "Referer": f"https://{EVIL}/",
}
QUERIES = (
    f"next=//{EVIL}",
    f"url=https://{EVIL}",
    "_method=DELETE",
    "language=kk",
    "page=-1&sort=x",
)
KEPT_BY_CACHES = ("/robots.txt",)
TOKEN = re.compile(r'name="token" value="[^"]*"')


@pytest.fixture
def addresses(people):
    """One address of each kind, in Russian where there is a language."""
    given = {"{person}": people["listed"].public_id, "{facility}": f"{people['facility'].pk}"}
    patterns = [f"/ru/{pages[0]}" for pages in PAGES.values()]
    patterns += [pages[0] for pages in OTHERS.values()] + ["/nowhere", "/ru/nowhere/", "//ru/"]
    return [re.sub(r"{\w+}", lambda part: given[part[0]], pattern) for pattern in patterns]


def shape(answer):
    """An answer without what differs each time."""
    return (
        answer.status_code,
        answer.get("Location"),
        TOKEN.sub("", answer.content.decode("latin-1")),
    )


def test_a_foreign_host_is_refused_everywhere(addresses):
    client = Client(raise_request_exception=False)
    for address in addresses:
        for host in (EVIL, f"localhost.{EVIL}", f"localhost@{EVIL}", f"localhost:80@{EVIL}", ""):
            answer = client.get(address, headers={"host": host or " "})
            assert (address, answer.status_code) == (address, 400)
            assert EVIL not in answer.text


def test_no_header_changes_an_answer(addresses):
    client = Client()
    for address in addresses:
        for method in (client.get, client.post):
            plain = shape(method(address))
            assert shape(method(address, headers=HEADERS)) == plain, address


def test_nothing_in_an_address_leads_elsewhere_or_is_done(addresses):
    """Not even an address that begins like another site's."""
    client = Client()
    tried = [f"{address}?{query}" for address in addresses for query in QUERIES]
    tried += [f"//{EVIL}{address}" for address in addresses]
    tried += [
        f"/{EVIL}",
        f"/\\{EVIL}/",
        f"//{EVIL}/%2e%2e",
        f"/ru//{EVIL}/",
        f"/ru/https://{EVIL}/",
    ]
    for address in tried:
        path, _mark, query = address.partition("?")
        answer = client.get(f"/?{query}", PATH_INFO=path)  # "//" as it is
        where = answer.get("Location", "/")
        assert re.match(r"/(?![/\\])", where), (address, where)
        text = answer.content.decode("latin-1")
        assert not re.search(r'(href|src|action)="(https?:)?[/\\]{2}', text), address


def test_every_answer_carries_its_headers_and_no_cache_may_keep_it(addresses):
    client = Client()
    for address in addresses:
        for answer in (client.get(address), client.post(address), client.head(address)):
            assert answer["Content-Security-Policy"].startswith("default-src 'none'"), address
            assert answer["X-Frame-Options"] == "DENY"
            assert answer["X-Content-Type-Options"] == "nosniff"
            assert answer["Referrer-Policy"] == "no-referrer"
            assert "noindex" in answer["X-Robots-Tag"]
            assert not answer.cookies
            assert not {"Server", "X-Powered-By"} & set(answer.headers)
            is_kept = "no-store" not in answer["Cache-Control"]
            assert is_kept is (address in KEPT_BY_CACHES and answer.status_code == 200), address


def test_a_page_is_in_the_language_of_its_address_alone(addresses):
    """What speaks the browser's language says so, for a cache that keeps it all the same."""
    client = Client()
    for address in addresses:
        answers = [
            client.get(address, headers={"accept-language": language})
            for language in ("kk", "en", "xx;q=1,../../etc")
        ]
        if len({shape(answer) for answer in answers}) > 1:
            assert not address.startswith("/ru/") or answers[0].status_code == 404
            assert {answer["Vary"] for answer in answers} == {"Accept-Language"}, address


def test_every_page_is_light_with_what_it_loads(addresses):
    style, mark = finders.find("registry/site.css"), finders.find("registry/mark.svg")
    loaded = len(gzip.compress(Path(style).read_bytes())) + Path(mark).stat().st_size
    client = Client()
    for address in addresses:
        most = 30_000 if address in ("/ru/", "/ru/find/") else 50_000
        assert len(client.get(address).content) + loaded < most, address
    asked = {"name": "Иванова Анна", "birth_year": YEAR}
    assert len(client.post("/ru/find/", asked).content) + loaded < 30_000


def test_who_walks_ids_and_codes_meets_nobody(people):
    """Nor is any code near to another that is in use."""
    client, code = Client(), make_code()
    make_follow(people["listed"], code=code)
    assert client.get(f"/ru/follow/{code}/").status_code == 200
    near = [f"{code[:n]}{(int(code[n]) + 1) % 10}{code[n + 1 : -1]}" for n in range(39)]
    met = {client.get(f"/ru/follow/{one}{check_digit(one)}/").status_code for one in near}
    assert met == {404}
    public_id = people["listed"].public_id
    near = [f"{public_id[:n]}{letter}{public_id[n + 1 :]}" for n in (0, 11) for letter in "0a9z"]
    met = {client.get(f"/ru/people/{other}/").status_code for other in {*near} - {public_id}}
    assert met == {404}
    ids = [Person().public_id for _number in range(200)]
    assert len({*ids}) == 200
    assert min(len({one[place] for one in ids}) for place in range(12)) > 20


def test_markup_and_letters_that_turn_a_line_round_stay_within_a_name(people):
    """However they came into the record; and neither becomes code where a program reads it."""
    client, person = Client(), people["listed"]
    wicked = "<script>alert(1)</script>\"'>\u202e{{7*7}}"
    name = make_name(person, f"Ааа{wicked}")
    Person.objects.filter(pk=person.pk).update(level="listed")
    person.names.filter(pk=name.pk).update(is_main=False)
    try:
        facility = people["facility"].pk
        pages = [
            client.get(f"/ru/people/{person.public_id}/"),
            client.get("/ru/people/?q=Ааа"),
            client.get(f"/ru/people/{person.public_id}/print/"),
            client.get(f"/ru/facilities/{facility}/"),
            client.get(f"/ru/facilities/{facility}/print/"),
            client.post("/ru/find/", {"name": f"Ааа{wicked}", "birth_year": YEAR}),
            client.post("/ru/tell/removal/", {"person": person.public_id}),
            client.post("/ru/follow/", {"person": person.public_id}),
        ]
    finally:
        name.delete()
    assert {page.status_code for page in pages} == {200}
    assert sum("&lt;script&gt;" in page.text for page in pages) >= 2
    for page in pages:
        assert "<script" not in page.text
        assert "49" not in page.text.replace(person.public_id, "").split("<main")[1][:2000]
        body = re.sub(r"(?s)<title>.*?</title>", "", page.text)
        assert "\u202e" not in re.sub(r"(?s)<bdi>.*?</bdi>", "", body)
