"""Accounts on a phone, in Russian: invited, a passkey made and used; an app without scripts."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from detainees.desk.invitations import invite
from detainees.desk.panic import make_panic_link
from detainees.models import Account, Allowance
from tests.desk.entering import enter, enter_as
from tests.makers import code_of, make_account, make_app

pytestmark = pytest.mark.browser
PASSWORD = "четыре слова и автобус"
SERIOUS = ("error", "warning")
PHONE = {"viewport": {"width": 390, "height": 844}, "locale": "ru-RU"}
# What a phone with a fingerprint reader does when it is asked for a passkey.
FINGERPRINT = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def phone(browser, site, request):
    """A page of a phone; what the browser complains of (blocked content, errors) fails the test."""
    context = browser.new_context(
        **PHONE, base_url=site, java_script_enabled=getattr(request, "param", True)
    )
    page = context.new_page()
    complaints = []
    page.on("console", lambda message: message.type in SERIOUS and complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.complaints = complaints
    yield page
    context.close()
    assert complaints == []


def check(page):
    """No complaint of the browser, no finding of axe, nothing over the edge of the screen."""
    assert page.complaints == [], page.url
    findings = Axe().run(page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in findings] == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url
    page.complaints.clear()  # axe's own styles are refused, too


def test_somebody_is_invited_makes_a_passkey_and_comes_back_with_it(phone):
    devtools = phone.context.new_cdp_session(phone)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": FINGERPRINT})
    phone.goto(reverse("desk:invitation", args=[invite(role="volunteer", suggestion="сова")]))
    check(phone)
    phone.fill("[name=password]", PASSWORD)
    phone.fill("[name=repeated]", PASSWORD)
    phone.click("#join-form button")
    phone.wait_for_url(f"**{reverse('desk:new_factor')}")
    check(phone)
    phone.click("#passkey-button")
    phone.wait_for_selector(".codes")
    check(phone)
    assert phone.locator(".codes li").count() == 10
    phone.click("main a.button")
    phone.wait_for_url(f"**{reverse('desk:index')}")

    phone.click("#logout-form button")
    phone.wait_for_url(f"**{reverse('desk:login')}")
    check(phone)
    phone.fill("[name=username]", "СОВА")
    phone.fill("[name=password]", PASSWORD)
    phone.click("main form button")
    phone.wait_for_url(f"**{reverse('desk:second_factor')}")
    check(phone)
    phone.click("#passkey-button")
    phone.wait_for_url(f"**{reverse('desk:index')}")
    assert {cookie["name"] for cookie in phone.context.cookies()} == {"sessionid", "csrftoken"}


@pytest.mark.parametrize("phone", [False], indirect=True, ids=["no-scripts"])
def test_without_scripts_the_app_is_enough(phone):
    account = make_account("volunteer", username="сова", password=PASSWORD, language="ru")
    secret = make_app(account)
    phone.goto(reverse("desk:login"))
    phone.fill("[name=username]", "сова")
    phone.fill("[name=password]", PASSWORD)
    phone.click("main form button")
    phone.wait_for_url(f"**{reverse('desk:second_factor')}")
    assert not phone.locator("#passkey-button").is_visible()
    phone.fill("[name=code]", code_of(secret))
    phone.click("#code-form button")
    phone.wait_for_url(f"**{reverse('desk:index')}")


def test_every_page_of_accounts_is_sound_on_a_phone(phone):
    moderator = enter(phone, "moderator", password=PASSWORD)
    make_app(moderator)
    volunteer = make_account("volunteer", username="сова")
    Allowance.objects.create(account=volunteer)
    for way in ("account", "confirm", "allowances"):
        phone.goto(reverse(f"desk:{way}"))
        check(phone)
    phone.goto(f"{reverse('desk:confirm')}?next=panic_link")
    phone.fill("[name=password]", PASSWORD)
    phone.click("#confirm-form button")
    phone.wait_for_url(f"**{reverse('desk:panic_link')}")
    check(phone)
    phone.click("#panic-link-form button")
    phone.wait_for_selector("#panic-address")
    check(phone)
    for way in ("recovery_codes", "new_factor"):
        phone.goto(reverse(f"desk:{way}"))
        check(phone)
    enter_as(phone, volunteer)
    phone.goto(reverse("desk:limit"))
    check(phone)
    phone.goto(reverse("desk:panic", args=[make_panic_link(volunteer)]))
    check(phone)
    phone.click("#panic-form button")
    phone.wait_for_selector("#panic-form", state="detached")
    check(phone)
    assert not Account.objects.get(username="сова").is_active

    phone.context.clear_cookies()
    enter(phone, "administrator")
    for way in ("index", "invitations"):
        phone.goto(reverse(f"desk:{way}"))
        check(phone)
    phone.click("#invitation-form button")
    phone.wait_for_selector("#invitation-address")
    check(phone)
    phone.goto(reverse("admin:detainees_account_change", args=[moderator.pk]))
    check(phone)
