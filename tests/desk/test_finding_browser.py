"""The desk's search by keyboard alone, on a phone, and the queue of pairs: nothing out of reach."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from tests.desk.entering import enter
from tests.makers import make_city, make_detention, make_person

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 360, "height": 640}, "locale": "ru-RU"}


def check(page):
    """No finding of axe, nothing over the edge of the screen."""
    findings = Axe().run(page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in findings] == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url


def tab_to(page, selector):
    """Press Tab until the focus is there."""
    for _press in range(60):
        if page.evaluate("s => document.activeElement?.matches(s)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"The keyboard does not reach {selector}.")


def test_a_person_is_found_by_keyboard_and_no_address_holds_the_name(browser, site):
    twins = [make_person("Тілеубеков Шыңғысхан Дамирұлы", birth_date="1985") for _each in "12"]
    make_detention(person=twins[0], city=make_city("almaty", name="Алматы"))
    context = browser.new_context(**PHONE, base_url=site)
    page = context.new_page()
    enter(page, "moderator")
    page.goto(reverse("desk:search"))
    tab_to(page, "[name=q]")
    page.keyboard.type("Nkte,trjd Isyusc[fy")
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/search/*/")
    check(page)
    assert "Тілеубеков" in page.text_content("main")
    tab_to(page, ".rows h3 a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/change/")
    page.go_back()
    assert page.locator(".rows .row").count() == 2
    assert "Nkte" not in page.url + str(page.evaluate("history.state"))

    page.fill("[name=q]", "Zqzqzq")
    page.keyboard.press("Enter")
    page.wait_for_selector("#found")
    check(page)
    page.goto(reverse("desk:duplicates"))
    check(page)
    tab_to(page, ".pairs a")
    context.close()
