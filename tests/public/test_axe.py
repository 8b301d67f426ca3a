"""What axe-core finds on the public pages, in a real browser."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.public.conftest import YEAR

pytestmark = pytest.mark.browser


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
