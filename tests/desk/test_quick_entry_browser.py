"""Quick entry on a volunteer's phone, in Russian: by keyboard, with and without scripts."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.urls import reverse

from detainees.models import Call, Draft, Enquiry, Person, Placement
from tests.makers import (
    make_account,
    make_detention,
    make_facility,
    make_person,
    make_placement,
)

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 390, "height": 844}, "locale": "ru-RU"}
SERIOUS = ("error", "warning")
MOST_FIELDS = 6


@pytest.fixture
def phone(browser, site, request):
    """A volunteer's phone, logged in; complaints of the browser fail the test."""
    context = browser.new_context(
        **PHONE, base_url=site, java_script_enabled=getattr(request, "param", True)
    )
    page = context.new_page()
    complaints = []
    page.on("console", lambda message: message.type in SERIOUS and complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.complaints = complaints
    volunteer = Client()
    volunteer.force_login(make_account("volunteer", language="ru"))
    session = volunteer.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}])
    yield page
    context.close()
    assert complaints == []


class Keyboard:
    """Fills in a form by keys alone, and counts the boxes that it filled."""

    def __init__(self, page):
        self.page, self.filled = page, set()

    def go_to(self, name):
        """Press Tab until the box has the focus."""
        for _press in range(60):
            focused = self.page.evaluate("document.activeElement.name")
            if focused == name:
                return
            self.page.keyboard.press("Tab")
        pytest.fail(f"no key leads to {name}")

    def write(self, name, text):
        self.go_to(name)
        self.page.keyboard.type(text)
        self.filled.add(name)

    def choose(self, name, key="Space"):
        self.go_to(name)
        self.page.keyboard.press(key)
        self.filled.add(name)


@pytest.fixture
def known():
    """Somebody known, held in one of two facilities."""
    station = make_facility(name="Алмалинское РУП")
    make_facility(name="Бостандыкское РУП")
    person = make_person("Қасымов Дәурен", birth_date="1990")
    make_placement(detention=make_detention(person=person), facility=station)
    return person


def findings(page):
    """What axe finds wrong with the page as it stands."""
    return [finding["id"] for finding in Axe().run(page).response["violations"]]


def test_a_known_person_takes_six_fields_and_no_mouse(phone, known):
    phone.goto(reverse("desk:enter"))
    keys = Keyboard(phone)
    keys.write("name", "касымов даурен")
    phone.wait_for_selector(f"[name=same_as][value='{known.pk}']")
    keys.choose("same_as")
    keys.choose("facility", "ArrowDown")
    keys.write("seized_at", "09.06.2019 18:30")
    keys.choose("told_by")
    keys.write("source_label", "сестра Д.")
    assert len(keys.filled) <= MOST_FIELDS
    assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    keys.go_to("_save")
    phone.keyboard.press("Enter")
    phone.wait_for_selector(".messagelist .success")
    assert Person.objects.get() == known
    newest = Placement.objects.latest("pk")
    assert str(newest.facility) in ("Алмалинское РУП", "Бостандыкское РУП")
    assert newest.source.label == "сестра Д."
    assert not Draft.objects.exists()


def test_what_is_typed_outlives_the_line_and_the_page(phone, known):
    phone.goto(reverse("desk:enter"))
    phone.fill("[name=name]", "Касымов")
    phone.wait_for_selector("#same .same")
    assert findings(phone) == []
    phone.wait_for_selector("#line:has-text('Черновик')")

    phone.context.set_offline(True)
    phone.fill("[name=source_label]", "сестра Д.")
    phone.wait_for_selector("#line.down:has-text('Нет связи')")
    phone.click("[name=_save]")
    assert phone.input_value("[name=source_label]") == "сестра Д."
    phone.context.set_offline(False)
    phone.wait_for_selector("#line:not(.down):has-text('Черновик')")
    # The browser itself tells of requests that failed while the line was down.
    phone.complaints[:] = [told for told in phone.complaints if "DISCONNECTED" not in told]

    phone.goto(reverse("desk:enter"))
    phone.click(".drafts summary")
    phone.click(".drafts a")
    assert phone.input_value("[name=name]") == "Касымов"
    assert phone.input_value("[name=source_label]") == "сестра Д."
    assert phone.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


def test_the_pages_of_calls_fit_the_phone_and_everybody_can_use_them(phone, known):
    station = known.detentions.get().placement_claims.latest("pk").facility
    call = reverse("desk:calling", args=[station.pk])
    unknown = Person.objects.create(description="женщина, красная куртка")
    for address in (
        reverse("desk:calls"),
        call,
        reverse("desk:identify", args=[unknown.pk]),
        reverse("desk:answer"),
    ):
        phone.goto(address)
        assert findings(phone) == []
        assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    phone.fill("[name=name]", "Дәурен Қасымов 1990")
    phone.check("#asked [name=language][value=kk]", force=True)
    phone.click("#asked button")
    phone.wait_for_selector("blockquote[lang=kk]")
    assert findings(phone) == []
    phone.click(".match button")
    phone.wait_for_selector(".messagelist .success")
    phone.goto(reverse("desk:calls"))
    phone.click(".board button")
    phone.wait_for_url(f"**{call}")
    phone.check("[name^=reply-][value=held]", force=True)
    phone.click("#answers > button")
    phone.wait_for_selector(".messagelist .success")
    assert Enquiry.objects.get().reply == "held"
    assert Call.objects.get().person == known


@pytest.mark.parametrize("phone", [False], indirect=True, ids=["no-scripts"])
def test_without_scripts_the_same_is_saved_in_two_steps(phone, known):
    phone.goto(reverse("desk:enter"))
    phone.fill("[name=name]", "касымов даурен")
    phone.select_option("[name=facility]", label="Бостандыкское РУП")
    phone.fill("[name=seized_at]", "09.06.2019 18:30")
    phone.check("[name=told_by][value=relative]", force=True)
    phone.fill("[name=source_label]", "сестра Д.")
    phone.click("[name=_draft]")
    assert phone.input_value("[name=seized_at]") == "09.06.2019 18:30"
    phone.click("[name=_save]")
    phone.check(f"[name=same_as][value='{known.pk}']")
    phone.click("[name=_save]")
    phone.wait_for_selector(".messagelist .success")
    assert Person.objects.get() == known
    assert Placement.objects.latest("pk").source.label == "сестра Д."
    assert not Draft.objects.exists()
