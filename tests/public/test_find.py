"""The home box and its answers, as visitors meet them."""

import re

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from tests.database import owner_cursor
from tests.makers import make_city
from tests.public.conftest import YEAR

LANGUAGES = ("kk", "ru", "en")
GARBAGE = (
    "\x00",
    "Анна\x00 Иванова",
    "🙂🙂 🙂",
    "ы" * 10_000,
    "ы " * 5_000,
    "\u202eавонавИ аннА",
    "\ud7ff\uffff\U0010ffff",
    "'; DROP TABLE detainees_person; --",
    "%' OR 1=1 --",
    "<script>alert(1)</script> <b>",
    "' & !a | b:* <-> (",
    "{{ form }} {% csrf_token %}",
    ".",
    "-",
    "1987",
)
BAD_YEARS = ("9" * 5000, "\x00", "१९८७", "0000", "3000", "🙂", "-1987", "1e3")


def ask(name, year="", *, language="en", **fields):
    """The answer to a name."""
    visitor = Client(enforce_csrf_checks=True)
    return visitor.post(f"/{language}/find/", {"name": name, "birth_year": year, **fields})


def main_of(answer):
    """The page between its header and its footer, white space made one."""
    return " ".join(re.search("(?s)<main.*</main>", answer.text)[0].split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_name_and_year_find_whoever_is_findable(people, language):
    answer = ask("аннА  ИВАНОВА", str(YEAR), language=language)
    page = main_of(answer)
    assert answer.status_code == 200
    assert f'<html lang="{language}"' in answer.text
    assert "<bdi>аннА ИВАНОВА</bdi>" in page
    for told in ("Приёмник 7", 'href="tel:87272000007"', "Абая 1", "9–12"):
        assert told in page
    assert "Петровна" not in page
    assert people["findable"].public_id not in answer.text
    assert len(answer.content) < 30_000


def test_a_facility_opens_beside_an_answer_that_nobody_can_go_back_to(people):
    """No browser may keep the answer to a form; every other page can be gone back to."""
    facility = f"/en/facilities/{people['facility'].pk}/"
    for name in ("Иванова Анна", "Нұрланов Ерлан"):
        (link,) = links_to(facility, ask(name, YEAR))
        assert 'target="_blank" rel="noopener"' in link
        assert "opens beside this page" in link
    person = f"/en/people/{people['listed'].public_id}/"
    (link,) = links_to(facility, Client().get(person))
    assert "opens beside this page" not in link
    for address in (person, f"{person}print/", facility, "/en/facilities/", "/en/people/", "/en/"):
        assert "target=" not in Client().get(address).text


def links_to(address, answer):
    """The links to an address on a page, with what they say."""
    return re.findall(f'(?s)<a href="{address}".*?</a>', main_of(answer))


def test_an_answer_says_how_things_stand(people):
    page = main_of(ask("Иванова Анна", YEAR))
    assert "Is serving an arrest that a court ordered." in page
    assert date_format(timezone.localdate()) in page
    assert "Releases can come earlier" in page


def test_who_is_listed_is_found_without_a_year_and_has_an_address(people):
    page = main_of(ask("Нұрланов Ерлан"))
    assert f'href="/en/people/{people["listed"].public_id}/"' in page
    assert "Нұрланов Ерлан Серікұлы" in page


def test_a_namesake_of_another_year_is_no_answer_but_a_name_on_the_list(people):
    """Somebody who is told that the wrong man is in hospital stops looking for the right one."""
    person = people["listed"]
    assert person.birth_date == f"{YEAR}-04-23"
    told = "Is being held, according to the latest report."
    for year, is_answer in ((f"{YEAR}", True), ("", True), ("1955", False), ("1990", False)):
        page = main_of(ask("Нұрланов Ерлан", year))
        assert (told in page) is is_answer, year
        assert f'href="/en/people/{person.public_id}/"' in page
        assert ("On the public list, with such a name" in page) is not is_answer
    assert "born 1985–1989, not 1955" in main_of(ask("Нұрланов Ерлан", "1955"))


def test_a_misspelt_name_is_answered_and_the_answer_says_what_differs(people):
    page = main_of(ask("Нурланов Ерлон"))
    assert "given name: another usual spelling" in page
    assert "Нұрланов Ерлан Серікұлы" in page


def test_a_miss_names_whom_to_call_and_why_a_right_year_may_miss(people):
    page = main_of(ask("Нетакой Никто", YEAR))
    assert "Линия адвокатов" in page
    assert "If the year is right, ask again tomorrow" in page


def test_a_miss_a_wrong_year_and_an_unknown_name_are_one_page(people):
    misses = {
        "wrong year": ("Иванова Анна", YEAR + 1),
        "confidential": ("Закиров Тимур", YEAR),
        "year not known": ("Безгодова Дарья", YEAR),
        "unknown": ("Никто Нетакой", YEAR),
        "half a name": ("Иванова", YEAR),
    }
    pages = {
        why: ask(name, year).text.replace(name, "NAME").replace(str(year), "YEAR")
        for why, (name, year) in misses.items()
    }
    assert "We found nobody" in pages["unknown"]
    assert [why for why, page in pages.items() if page != pages["unknown"]] == []


def test_without_a_year_nobody_but_the_listed_is_found(people):
    page = main_of(ask("Иванова Анна"))
    assert "We found nobody" in page
    assert "Add the year of birth" in page


def test_a_year_within_the_name_counts(people):
    assert "Приёмник 7" in main_of(ask("Иванова Анна 1987"))
    assert "Приёмник 7" in main_of(ask("Иванова Анна", "23.04.1987"))


def test_a_city_narrows_and_an_unknown_one_is_no_error(people):
    make_city("semey", name="Семей")
    assert "Приёмник 7" in main_of(ask("Иванова Анна", YEAR, city="almaty"))
    assert "Приёмник 7" in main_of(ask("Иванова Анна", YEAR, city="atlantis"))
    assert "We found nobody" in main_of(ask("Иванова Анна", YEAR, city="semey"))


def test_more_than_three_are_asked_apart(people):
    page = main_of(ask("Ким Виктор", YEAR))
    assert "Add the patronymic" in page
    assert "Приёмник 7" not in page
    assert "Приёмник 7" in main_of(ask("Ким Виктор Бвич", YEAR))


def test_a_form_that_cannot_be_read_keeps_what_was_typed(people):
    answer = ask("Иванова Анна", "восемьдесят", city="almaty")
    assert "Write the year with four digits" in answer.text
    for kept in ('value="Иванова Анна"', 'value="восемьдесят"', '<option value="almaty" selected>'):
        assert kept in answer.text
    assert "Write the name of the person." in ask("  ", YEAR).text
    assert f'value="{YEAR}"' in ask("", YEAR).text


@pytest.mark.parametrize(
    ("name", "year"),
    [*((name, YEAR) for name in GARBAGE), *(("Никто Нетакой", year) for year in BAD_YEARS)],
)
def test_nothing_that_is_typed_is_an_error(people, name, year):
    answer = ask(name, year, city=name)
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00]", answer.text)
    assert len(answer.content) < 30_000


def test_the_language_switch_asks_again_and_puts_no_name_into_an_address(people):
    answer = ask("Иванова <Анна>", YEAR, city="almaty", language="ru")
    switch = re.search('(?s)<form method="post" action="/kk/find/">(.*?)</form>', answer.text)[1]
    sent = dict(re.findall('name="(\\w+)" value="([^"]*)"', switch))
    assert sent == {
        "name": "Иванова &lt;Анна&gt;",
        "birth_year": str(YEAR),
        "city": "almaty",
    }
    assert not re.search(r'(href|action)="[^"]*(Иванова|%D0%98)', answer.text)


@pytest.mark.parametrize("page", ["", "find/"])
def test_the_language_switch_of_the_box_keeps_what_was_typed_and_asks_nothing(people, page):
    typed = {"name": "Иванова\u202e <Анна>", "birth_year": "198", "city": "almaty"}
    begun = Client().get(f"/ru/{page}").text
    switch = re.findall(f'<button[^>]*form="find"[^>]*formaction="/kk/{page}"[^>]*>', begun)
    assert ['name="tongue"' in button for button in switch] == [True]
    answer = Client(enforce_csrf_checks=True).post(f"/kk/{page}", {**typed, "tongue": "kk"})
    assert '<html lang="kk"' in answer.text
    for kept in ('value="Иванова &lt;Анна&gt;"', 'value="198"', '<option value="almaty" selected>'):
        assert kept in answer.text
    assert "errorlist" not in answer.text
    assert "Приёмник 7" not in answer.text
    assert 'form="find"' in answer.text
    assert answer["Cache-Control"] == "no-store"
    assert not re.search(r'(href|action)="[^"]*(Иванова|%D0%98)', answer.text)
    with owner_cursor() as cursor:
        cursor.execute("SELECT count(*) FROM find_use")
        before = cursor.fetchone()
        Client().post(f"/kk/{page}", {"name": "Новое Имя", "birth_year": YEAR, "tongue": "kk"})
        cursor.execute("SELECT count(*) FROM find_use")
        assert cursor.fetchone() == before


def test_the_answer_is_kept_by_nobody(people):
    for answer in (ask("Иванова Анна", YEAR), ask("Никто Нетакой"), Client().get("/ru/find/")):
        assert answer["Cache-Control"] == "no-store"
        assert answer["Referrer-Policy"] == "no-referrer"
        assert not answer.cookies
        assert "csrf" not in answer.text


def test_the_log_holds_no_word_of_a_question(people, caplog):
    with caplog.at_level("DEBUG"):
        ask("Иванова Анна", YEAR)
    requests = [
        record.getMessage() for record in caplog.records if record.name != "django.db.backends"
    ]
    assert len(requests) == 1
    assert re.fullmatch(r"POST public:find 200 \d+ ms", requests[0])


def test_only_forms_are_answered():
    assert Client().put("/ru/find/").status_code == 405
    assert (
        "Иванова"
        not in Client().get("/ru/find/?name=Иванова&birth_year=1987").text.split("<main")[1]
    )


def test_a_miss_leads_to_a_question_that_knows_the_name_and_the_year(people):
    page = main_of(ask("Никто Нетакой", YEAR))
    assert re.search('(?s)<form method="post" action="/en/tell/question/">.*?Никто Нетакой', page)
    sent = {"name": "Никто Нетакой", "birth_year": YEAR, "city": ""}
    form = Client().post("/en/tell/question/", sent).text
    assert 'value="Никто Нетакой"' in form
    assert f'value="{YEAR}"' in form


def test_who_is_listed_stands_in_an_answer_once(people):
    page = main_of(ask("Нұрланов Ерлан", YEAR))
    assert page.count("Is being held") == 1
