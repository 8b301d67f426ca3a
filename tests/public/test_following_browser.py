"""A family's way in a real browser, on a phone without scripts: ask, follow, stop, be hidden."""

import pytest
from django.core import mail
from django.core.mail import get_connection

from detainees.desk.submissions import match
from detainees.letters.news import write_letters
from detainees.letters.outbox import send_all
from detainees.models import Follow, Submission
from detainees.public import form_token
from detainees.publication.consent_code import hash_of, make_code
from tests.makers import make_detention, make_facility, make_person, make_placement

pytestmark = pytest.mark.browser
NAME, YEAR = "Сейітов Ержан", "1990"


@pytest.fixture
def phone(browser, site, monkeypatch):
    """A phone without scripts; whoever holds it types faster than any person."""
    monkeypatch.setattr(form_token, "QUICKEST", 0)
    context = browser.new_context(
        viewport={"width": 360, "height": 640}, base_url=site, java_script_enabled=False
    )
    yield context.new_page()
    assert context.cookies() == []
    context.close()


def press(page, name):
    """Press a button by what it says."""
    page.get_by_role("button", name=name, exact=True).click()


def shown_code(page):
    """The code that the page shows."""
    return page.locator(".code").inner_text().strip()


def place(person, name, when=""):
    """Somebody says where the person is."""
    detention = person.detentions.first() or make_detention(person=person)
    make_placement(detention=detention, facility=make_facility(name=name), from_at=when)


def test_miss_ask_and_be_told_later(phone):
    phone.goto("/ru/find/")
    phone.fill("[name=name]", NAME)
    phone.fill("[name=birth_year]", YEAR)
    phone.locator("main [type=submit]").first.click()
    press(phone, "Оставить вопрос")
    assert phone.input_value("[name=name]") == NAME
    phone.fill("[name=text]", "Площадь, вечер")
    press(phone, "Отправить")
    code = shown_code(phone)

    phone.get_by_role("link", name="Прочитать ответ").click()
    phone.fill("[name=code]", code)
    press(phone, "Показать ответ")
    assert "Ответа ещё нет" in phone.inner_text("main")

    person = make_person(NAME, level="findable", birth_date=YEAR)
    place(person, "Старый изолятор")
    match(Submission.objects.get(), person)
    Submission.objects.update(answer="Мы нашли его")

    phone.goto("/kk/tell/answer/")
    phone.fill("[name=code]", code)
    press(phone, "Жауапты көрсету")
    assert "Мы нашли его" in phone.inner_text("main")
    phone.get_by_role("link", name="Бетіңізді ашу").click()
    assert "Старый изолятор" not in phone.inner_text("main")
    phone.fill("[name=birth_year]", YEAR)
    press(phone, "Көрсету")
    assert "Старый изолятор" in phone.inner_text("main")


def test_follow_confirm_receive_open_and_unsubscribe(phone, settings):
    settings.PUBLIC_URL = ""
    person = make_person(NAME, listed=True, birth_date=YEAR)
    place(person, "Old jail")
    phone.goto(f"/en/people/{person.public_id}/")
    press(phone, "Tell me when something changes")
    press(phone, "Follow")
    assert len(shown_code(phone).replace(" ", "")) == 40
    phone.get_by_role("link", name="Open your page").click()
    phone.get_by_text("Letters by e-mail").click()
    phone.fill("[name=address]", "aigerim@example.org")
    press(phone, "Send me letters")
    send_all(get_connection())
    assert len(mail.outbox) == 1
    phone.goto(link_in(mail.outbox[0]))
    press(phone, "Yes, send them")

    place(person, "New jail", "2030-01-01")
    assert write_letters() == 1
    send_all(get_connection())
    phone.goto(link_in(mail.outbox[1]))
    assert "New jail" in phone.inner_text("section.notice")
    press(phone, "I have read it")
    assert "Nothing has changed" in phone.inner_text("main")

    phone.goto(mail.outbox[1].extra_headers["List-Unsubscribe"].strip("<>"))
    press(phone, "Delete my address")
    assert Follow.objects.get().sealed is None


def link_in(letter):
    """The first address in a letter."""
    return next(line for line in letter.body.splitlines() if line.startswith("/"))


def test_ask_for_removal_with_the_code_of_the_consent(phone):
    person = make_person(NAME, listed=True)
    code = make_code()
    person.consents.update(code_hash=hash_of(code))
    phone.goto(f"/en/people/{person.public_id}/")
    press(phone, "Take this person off these pages")
    assert NAME in phone.inner_text("main")
    phone.fill("[name=code]", code)
    press(phone, "Send")
    assert "The person is hidden" in phone.inner_text("main")
    assert phone.goto(f"/en/people/{person.public_id}/").status == 404
