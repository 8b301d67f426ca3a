"""What axe-core finds on the public pages, in a real browser."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.template.loader import render_to_string
from django.utils.translation import override

from detainees.publication.consent_code import make_code
from tests.makers import make_follow, make_submission
from tests.public.conftest import YEAR
from tests.public.sending import an_old_token

pytestmark = pytest.mark.browser
ERRORS = ("400", "403", "404", "500")
TOLD = {"resultTypes": ["violations"]}  # the rest would take most of the time
SENT = """([address, fields]) => {
    const form = document.createElement("form");
    form.action = address;
    form.method = "post";
    for (const [name, value] of Object.entries(fields)) {
        const field = document.createElement("input");
        field.name = name;
        field.value = value;
        form.append(field);
    }
    document.body.append(form);
    form.submit();
}"""


def main_pages(people):
    """Home, list, a person, a facility, and the answer to a name: what families see most."""
    person, facility = people["listed"].public_id, people["facility"].pk
    yield from ("", "people/", f"people/{person}/", f"facilities/{facility}/")
    yield "find/", {"name": "Иванова Анна", "birth_year": YEAR}


def other_pages(people):
    """Every other page, and every form with what may be wrong; as `open_page` takes them."""
    person, facility = people["listed"].public_id, people["facility"].pk
    yield from ("find/", "people/?q=никто", "people/?city=x&q=ерлан", "facilities/", "statistics/")
    yield from (f"people/{person}/print/", f"facilities/{facility}/print/")
    yield "find/", {}
    for name in ("Нурланов Ерлан", "Никто Нетакой", "Ким Виктор"):
        yield "find/", {"name": name, "birth_year": YEAR}
    yield from telling(person)
    yield from following(people["listed"])
    yield from following(people["findable"])


def telling(person):
    """The forms below ``tell/`` empty, wrong, sent, and their answers."""
    code = make_code()
    make_submission(code=code, answer="Мы нашли его")
    yield from ("tell/", "tell/answer/")
    for kind in ("question", "information", "correction", "removal", "out"):
        yield f"tell/{kind}/"
    yield "tell/removal/", {"person": person}
    yield "tell/question/", {"token": an_old_token(), "birth_year": "19"}
    yield "tell/question/", {"token": an_old_token(), "name": "Никто", "wants_news": "on"}
    for typed in (code, "12", make_code()):
        yield "tell/answer/", {"code": typed}


def following(person):
    """The pages of somebody who follows a person, from the first step to the last."""
    code, mail_code = make_code(), make_code()
    make_follow(person, code=code, mail_code=mail_code, address="a@example.org")
    yield "follow/", {"person": person.public_id}
    yield "follow/", {"person": person.public_id, "token": an_old_token()}
    yield from (f"follow/{code}/", "follow/1/")
    yield f"follow/{code}/", {"birth_year": YEAR - 1}
    yield f"follow/{code}/", {"birth_year": YEAR, "act": "mail", "address": "nobody"}
    for letters in ("confirm", "end"):
        yield f"follow/{letters}/{mail_code}/"
        yield f"follow/{letters}/{mail_code}/", {"yes": ""}
    yield f"follow/{code}/", {"act": "end"}


def open_page(page, asked):
    """Open an address below ``/ru/``, or send fields to one."""
    address, fields = asked if isinstance(asked, tuple) else (asked, None)
    if fields is None:
        page.goto(f"/ru/{address}")
        return
    with page.expect_navigation():
        page.evaluate(SENT, [f"/ru/{address}", fields])


def faults(page, what):
    """What axe-core finds on the page, and whether it must be moved sideways."""
    found = [
        f"{what} {violation['id']}: {violation['nodes'][0]['html'][:120]}"
        for violation in Axe().run(page, options=TOLD).response["violations"]
    ]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append(f"{what} is wider than the screen")
    return found


@pytest.fixture
def screen(browser, server):
    """A function that opens a page on a screen of some width and colour scheme."""
    contexts = []

    def open_screen(width, scheme):
        context = browser.new_context(
            viewport={"width": width, "height": 640},
            color_scheme=scheme,
            base_url=server,
            bypass_csp=True,
        )
        contexts.append(context)
        return context.new_page()

    yield open_screen
    for context in contexts:
        context.close()


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (180, "light")])
def test_axe_finds_nothing_on_the_main_pages_in_the_dark_and_twice_as_large(
    screen, people, width, scheme
):
    page, found = screen(width, scheme), []
    for asked in main_pages(people):
        open_page(page, asked)
        found += faults(page, asked)
    assert found == []


def test_axe_finds_nothing_on_any_page(screen, people):
    page, found, titles = screen(360, "light"), [], set()
    for asked in (*main_pages(people), *other_pages(people)):
        open_page(page, asked)
        found += faults(page, asked)
        titles.add(page.title())
    assert found == []
    assert len(titles) > 20
    assert not any("сломалось" in title for title in titles)


def answer_with(body):
    """Show a page that our addresses show only when something is broken."""
    return lambda route: route.fulfill(body=body)


def test_axe_finds_nothing_on_what_went_wrong(screen, server, people):
    page, found = screen(360, "light"), []
    for code in ERRORS:
        with override("ru"):
            shown = render_to_string(f"{code}.html")
        page.route(f"**/{code}/", answer_with(shown))
        page.goto(f"/ru/{code}/")
        assert page.locator("h1").is_visible()
        found += faults(page, code)
    assert found == []
