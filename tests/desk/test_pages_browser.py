"""Every page of the desk on a phone, in Russian: axe, content policy, the edge of the screen."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from tests.desk.access_table import ACCESS
from tests.desk.entering import enter
from tests.desk.test_access import DESK
from tests.desk.test_accounts_browser import PHONE, SERIOUS
from tests.desk.test_releases import serving
from tests.makers import make_account, make_facility, make_person, make_placement, make_submission

pytestmark = pytest.mark.browser
# Whoever may see most of what may be seen stands first.
ROLES = {"m": "moderator", "a": "analyst", "d": "administrator", "v": "volunteer"}
NO_PAGES = {"desk:new_factor_picture", "desk:file_copy"}
# Drawn by the same templates as the pages of a person, a detention and a facility.
ALIKE = ("city", "region", "rally", "source", "figure", "helpline")
FITS = "document.documentElement.scrollWidth <= window.innerWidth"


def looked_at():
    """Yield (address's name, role) of every page."""
    for name in sorted(set(DESK) - NO_PAGES):
        readers = [role for letter, role in ROLES.items() if letter in ACCESS[name].reads]
        if readers:
            yield name, readers[0]


@pytest.fixture
def phones(browser, site):
    """{role: a page of a phone}; what the browser complains of stands in its ``complaints``."""
    contexts, pages = [], {}
    for role in ROLES.values():
        contexts.append(browser.new_context(**PHONE, base_url=site))
        page = contexts[-1].new_page()
        page.complaints = complaints = []
        page.on("console", lambda told, c=complaints: told.type in SERIOUS and c.append(told.text))
        page.on("pageerror", lambda error, c=complaints: c.append(str(error)))
        enter(page, role)
        pages[role] = page
    yield pages
    for context in contexts:
        context.close()


def faults_of(page, *, is_alike):
    """What is wrong with the open page, in words; axe looks once at pages that are alike."""
    found = page.complaints.copy()
    page.complaints.clear()
    found += [] if page.evaluate(FITS) else ["too wide"]
    if is_alike:
        return found
    options = {"resultTypes": ["violations"]}  # what is right is not worked out in full
    for each in Axe().run(page, options=options).response["violations"]:
        found.append(f"{each['id']}: {each['nodes'][0]['html']}")
    page.complaints.clear()  # axe's own styles are refused, too
    return found


def test_every_page_is_usable_on_a_phone(phones):
    world = {"another": make_account("volunteer")}
    world["facility"] = make_facility(name="А" * 60)
    make_placement(detention=serving("Қ" * 60, ends_in=0), facility=world["facility"])
    make_submission("removal", text="Уберите " * 20, person=make_person(), name="Ж" * 60)
    found = {}
    for name, role in looked_at():
        row, page = ACCESS[name], phones[role]
        answer = page.goto(reverse(name, args=row.path(world) if row.path else []) + row.query)
        is_alike = any(f"_{kind}_" in name for kind in ALIKE)
        wrong = faults_of(page, is_alike=is_alike) + [answer.status] * (answer.status != 200)
        if wrong:
            found[name] = wrong
    assert found == {}
