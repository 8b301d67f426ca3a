"""Relatives' journeys in a real browser, and what axe-core finds on every page."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.public.conftest import YEAR

PHONE = {"width": 360, "height": 640}
pytestmark = pytest.mark.browser


@pytest.fixture
def phone(browser, server, people):
    """A page on a phone without JavaScript."""
    context = browser.new_context(
        viewport=PHONE, java_script_enabled=False, base_url=server, locale="ru"
    )
    yield context.new_page()
    context.close()


def tab_to(page, selector):
    """Press Tab until what ``selector`` names has the focus."""
    for _press in range(60):
        page.keyboard.press("Tab")
        if page.locator(f"{selector}:focus").count():
            return
    raise AssertionError(f"no way to {selector} by keyboard")


def ask(page, language, name, year=""):
    """Ask on the home page, by keyboard alone."""
    page.goto(f"/{language}/")
    tab_to(page, "#id_name")
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.keyboard.type(str(year))
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{language}/find/")


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_relative_finds_whom_there_is_to_find(phone, people, language):
    ask(phone, language, "Нурланав Ерлан")
    person = f"a[href='/{language}/people/{people['listed'].public_id}/']"
    tab_to(phone, person)
    phone.keyboard.press("Enter")
    phone.wait_for_url(f"**/people/{people['listed'].public_id}/")
    assert phone.locator("h1").inner_text() == "Нұрланов Ерлан Серікұлы"

    tab_to(phone, "a[href$='/print/']")
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/print/")
    assert phone.pdf(format="A4").count(b"/Type /Page\n") == 1

    ask(phone, language, "Ivanova Anna", YEAR)
    assert phone.locator("h1").inner_text() == "Ivanova Anna"
    assert "Приёмник 7" in phone.locator(".answer").inner_text()
    call = phone.locator("a[href='tel:87272000007']").bounding_box()
    assert call["y"] + call["height"] < PHONE["height"] * 1.2

    ask(phone, language, "Ivanova Anna", YEAR + 1)
    assert phone.locator(".answer").count() == 0
    other = {"kk": "ru", "ru": "en", "en": "kk"}[language]
    tab_to(phone, f"form[action='/{other}/find/'] button")
    phone.keyboard.press("Enter")
    phone.wait_for_url(f"**/{other}/find/")
    assert phone.locator("#id_name").input_value() == "Ivanova Anna"


def addresses(people):
    """Every page that is opened by its address."""
    person, facility = people["listed"].public_id, people["facility"].pk
    return [
        "",
        "people/",
        f"people/{person}/",
        f"facilities/{facility}/",
        "find/",
        "people/?q=никто",
        "facilities/",
        f"people/{person}/print/",
        f"facilities/{facility}/print/",
        "statistics/",
        "nowhere/",
    ]


def faults(page):
    """What axe-core finds on the page, and whether it must be moved sideways."""
    found = [
        f"{page.url} {violation['id']}: {violation['nodes'][0]['html'][:120]}"
        for violation in Axe().run(page).response["violations"]
    ]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append(f"{page.url} is wider than the screen")
    return found


def answers(page):
    """Open the answer to a name, then a miss; yield after each."""
    for name in ("Иванова Анна", "Никто Нетакой"):
        page.goto("/ru/")
        page.fill("#id_name", name)
        page.fill("#id_birth_year", str(YEAR))
        page.press("#id_birth_year", "Enter")
        page.wait_for_url("**/find/")
        yield


@pytest.mark.parametrize(
    ("scheme", "width", "only"), [("light", 360, None), ("dark", 360, 4), ("light", 180, 4)]
)
def test_axe_finds_nothing(browser, server, people, scheme, width, only):
    context = browser.new_context(
        viewport={"width": width, "height": 640},
        color_scheme=scheme,
        base_url=server,
        bypass_csp=True,
    )
    page = context.new_page()
    found = []
    for address in addresses(people)[:only]:
        page.goto(f"/ru/{address}")
        found += faults(page)
    for _answer in answers(page):
        found += faults(page)
    context.close()
    assert found == []
