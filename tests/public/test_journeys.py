"""A family's ways in a real browser: a phone without scripts, by keyboard, in three languages."""

import re

import pytest
from django.test import Client

from detainees.desk.submissions import match
from detainees.letters.news import write_letters
from detainees.letters.outbox import send_all
from detainees.models import Follow, Submission
from detainees.public import form_token
from detainees.publication.consent_code import hash_of, make_code
from tests.database import owner_cursor
from tests.mailbox import read
from tests.makers import make_detention, make_facility, make_person, make_placement, make_sentence
from tests.public.conftest import YEAR
from tests.public.phone import SCREEN, Phone

pytestmark = pytest.mark.browser
FAMILIES = {"kk": "Сейітов", "ru": "Бекенов", "en": "Оспанов"}
NEXT = {"kk": "ru", "ru": "en", "en": "kk"}
FINDABLE = "Иванова Анна"
PAGE_OF_PDF = re.compile(rb"/Type\s*/Page\b")
COLOURS = """body => [getComputedStyle(body).color, getComputedStyle(body).backgroundColor]"""


@pytest.fixture(params=FAMILIES)
def phone(request, browser, server, people, monkeypatch):
    """A phone; whoever holds it types faster than any person.

    It keeps no cookie, asks nobody but us, and no address holds the name of somebody unlisted.
    """
    monkeypatch.setattr(form_token, "QUICKEST", 0)
    context = browser.new_context(viewport=SCREEN, base_url=server, java_script_enabled=False)
    phone = Phone(context.new_page(), request.param)
    phone.relative = f"{FAMILIES[phone.language]} Ержан"
    yield phone
    kept = context.cookies()
    context.close()
    assert (kept, phone.complaints) == ([], [])
    assert [address for address in phone.asked if not address.startswith(server)] == []
    names = (FINDABLE.split(maxsplit=1)[0], *FAMILIES.values())
    assert [address for address in phone.asked if any(name in address for name in names)] == []


def test_find_a_listed_person_by_a_misspelt_name_and_print(phone, people):
    phone.open("")
    one_row = 60
    assert phone.page.locator(".ways").bounding_box()["height"] < one_row
    phone.type("name", "Нурлоноф Ерлан")
    phone.enter()
    assert phone.page.inner_text("h1") == str(people["listed"])
    assert "Приёмник 7" in phone.text
    phone.press("All reports about this person", "link")
    assert phone.page.url.endswith(f"/people/{people['listed'].public_id}/")
    phone.press("A sheet to print", "link")
    assert "Приёмник 7" in phone.text
    phone.page.emulate_media(media="print", color_scheme="dark")
    black_on_white = ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    assert phone.page.locator("body").evaluate(COLOURS) == black_on_white
    assert len(PAGE_OF_PDF.findall(phone.page.pdf(format="A4"))) == 1


def questions(year):
    """How many questions the database has counted today that named a year."""
    with owner_cursor() as cursor:
        cursor.execute("SELECT count(*) FROM find_use WHERE birth_year = %s", [year])
        return cursor.fetchone()[0]


def test_a_name_half_typed_is_still_there_in_another_language(phone, people):
    year = {"kk": "1951", "ru": "1952", "en": "1953"}[phone.language]
    phone.open("")
    phone.type("name", FINDABLE)
    phone.type("birth_year", year)
    phone.page.select_option("[name=city]", "almaty")
    phone.speak(NEXT[phone.language])
    assert phone.page.get_attribute("html", "lang") == phone.language
    assert phone.page.url.endswith(f"/{phone.language}/")
    for name, typed in (("name", FINDABLE), ("birth_year", year), ("city", "almaty")):
        assert phone.page.input_value(f"[name={name}]") == typed
    assert questions(year) == 0
    phone.press("Find")
    assert phone.words("We found nobody") in phone.text
    assert questions(year) == 1


def test_find_a_findable_person_with_the_year(phone, people):
    phone.open("")
    phone.type("name", FINDABLE)
    phone.type("birth_year", str(YEAR - 1))
    phone.enter()
    assert phone.words("We found nobody") in phone.text
    phone.open("")
    phone.type("name", FINDABLE)
    phone.type("birth_year", str(YEAR))
    phone.press("Find")
    assert phone.page.inner_text("h1") == FINDABLE
    assert "Приёмник 7" in phone.text
    assert phone.words("When release is due") in phone.text
    assert phone.page.locator("main a[href*='/people/']").count() == 0


def test_miss_ask_and_be_told_later(phone):
    """In two languages: whoever switches loses nothing that was typed."""
    phone.open("")
    phone.type("name", phone.relative)
    phone.type("birth_year", "1990")
    phone.enter()
    phone.press("Leave a question")
    phone.type("text", "Площадь,\nвечер")
    phone.speak(NEXT[phone.language])
    assert phone.page.input_value("[name=name]") == phone.relative
    assert phone.page.input_value("[name=birth_year]") == "1990"
    assert phone.page.input_value("[name=text]") == "Площадь,\nвечер"
    phone.press("Send")
    code = phone.code
    phone.press("Read the answer", "link")
    phone.type("code", code)
    phone.enter()
    assert phone.words("There is no answer yet.") in phone.text

    person = make_person(phone.relative, level="findable", birth_date="1990")
    place(person, "Старый изолятор")
    question = Submission.objects.get(name=phone.relative)
    assert question.text == "Площадь,\nвечер"
    match(question, person)
    Submission.objects.filter(pk=question.pk).update(answer="Мы нашли его")

    phone.open("tell/answer/")
    phone.type("code", code)
    phone.press("Show the answer")
    assert "Мы нашли его" in phone.text
    phone.press("Open your page", "link")
    assert "Старый изолятор" not in phone.text
    phone.type("birth_year", "1990")
    phone.press("Show")
    assert "Старый изолятор" in phone.text
    assert phone.words("When release is due") in phone.text


def place(person, name, when=""):
    """Somebody says where the person, who serves ten days, is held."""
    if not person.detentions.exists():
        make_sentence(detention=make_detention(person=person), days=10, ruled_at="2026-01-10")
    detention = person.detentions.get()
    make_placement(detention=detention, facility=make_facility(name=name), from_at=when)


def test_follow_confirm_receive_open_and_unsubscribe(phone, server, settings, mailbox, post_office):
    settings.PUBLIC_URL = server
    person = make_person(phone.relative, listed=True, birth_date="1990")
    place(person, "Old jail")
    phone.open(f"people/{person.public_id}/")
    phone.press("Tell me when something changes")
    phone.press("Follow")
    assert len(phone.code.replace(" ", "")) == 40
    phone.press("Open your page", "link")
    phone.unfold("Letters by e-mail")
    phone.type("address", "aigerim@example.org")
    phone.press("Send me letters")
    assert send_all(post_office) == (1, 0, 0)
    phone.open(link_in(mailbox.letters[0], server))
    phone.press("Yes, send them")

    place(person, "New jail", "2030-01-01")
    assert write_letters() == 1
    assert send_all(post_office) == (1, 0, 0)
    phone.open(link_in(mailbox.letters[1], server))
    assert "New jail" in phone.page.inner_text("section.notice")
    phone.press("I have read it")
    assert phone.words("Nothing has changed since you last looked.") in phone.text

    phone.open(read(mailbox.letters[1])["List-Unsubscribe"].strip().strip("<>"))
    phone.press("Delete my address")
    assert Follow.objects.get(person=person).sealed is None


def link_in(envelope, server):
    """The first address in a letter."""
    return next(line for line in read(envelope).get_content().splitlines() if server in line)


def test_ask_for_removal_with_the_code_of_the_consent(phone):
    person = make_person(phone.relative, listed=True)
    code = make_code()
    person.consents.update(code_hash=hash_of(code))
    phone.open(f"people/{person.public_id}/")
    phone.press("Take this person off these pages")
    assert phone.relative in phone.text
    phone.type("code", code)
    phone.press("Send")
    assert len(phone.code.replace(" ", "")) == 40
    assert Client().get(f"/ru/people/{person.public_id}/").status_code == 404
