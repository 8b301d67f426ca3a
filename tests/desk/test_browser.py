"""The desk in a real browser at phone size: a volunteer's night, with and without scripts."""

import pytest
from django.urls import reverse

from detainees.models import Consent, Detention, Person
from tests.desk.entering import enter
from tests.makers import (
    make_city,
    make_detention,
    make_facility,
    make_person,
    make_rally,
    make_source,
)

pytestmark = pytest.mark.browser
SERIOUS = ("error", "warning")
PHONE = {"viewport": {"width": 390, "height": 844}, "locale": "ru-RU"}


@pytest.fixture(params=[True, False], ids=["scripts", "no-scripts"])
def phone(browser, site, request):
    """A page of a phone; what the browser complains of (blocked content, errors) fails the test."""
    context = browser.new_context(**PHONE, base_url=site, java_script_enabled=request.param)
    page = context.new_page()
    complaints = []
    page.on("console", lambda message: message.type in SERIOUS and complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.has_scripts = request.param
    yield page
    context.close()
    assert complaints == []


def log_in(page, role):
    account = enter(page, role)
    page.goto(reverse("desk:index"))
    return account


def fits(page):
    """True when nothing hangs over the right edge of the screen."""
    if not page.has_scripts:
        return True
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def open_section(page, prefix):
    """Unfold one section of rows."""
    section = page.locator(f"#{prefix}-group > fieldset > details")
    if section.get_attribute("open") is None:
        section.locator("summary").first.click()


def save(page):
    page.click("input[name=_continue]")


def test_a_volunteer_writes_down_a_night(phone):
    rally = make_rally(city=make_city("almaty", name="Алматы"))
    station = make_facility(name="Бостандыкское РУП")
    account = log_in(phone, "volunteer")

    phone.click(f"a[href='{reverse('admin:detainees_person_add')}']")
    phone.fill("[name=names-0-surname]", "Қасымов")
    phone.fill("[name=names-0-given]", "Дәурен")
    phone.fill("[name=birth_date]", "1990")
    phone.select_option("[name=detentions-0-rally]", str(rally.pk))
    assert fits(phone)
    save(phone)

    detention = Detention.objects.get()
    there = reverse("admin:detainees_detention_change", args=[detention.pk])
    phone.wait_for_url(f"**{there}")
    assert phone.locator("html").get_attribute("lang") == "ru"
    assert phone.locator(".whom").inner_text().startswith("Қасымов Дәурен")
    phone.select_option("[name=new_source_kind]", "relative")
    phone.fill("[name=new_source_label]", "Сестра Д.")
    for prefix in ("event_claims", "placement_claims", "trial_claims", "sentence_claims"):
        open_section(phone, prefix)
    phone.select_option("[name=event_claims-0-kind]", "seized")
    phone.fill("[name=event_claims-0-at]", "09.06.2019 18:30")
    phone.select_option("[name=placement_claims-0-facility]", str(station.pk))
    phone.fill("[name=placement_claims-0-from_at]", "9.6.2019 20")
    phone.fill("[name=trial_claims-0-held_at]", "31.06.2019")
    phone.select_option("[name=sentence_claims-0-kind]", "administrative_arrest")
    phone.fill("[name=sentence_claims-0-days]", "10")
    phone.select_option("[name=sentence_claims-0-trial]", "new")
    phone.fill("[name=trial_claims-0-judge]", "Судья")
    assert fits(phone)
    save(phone)

    wrong = phone.locator("[name=trial_claims-0-held_at]")
    wrong.wait_for(state="visible")
    assert wrong.input_value() == "31.06.2019"
    assert phone.locator("[name=placement_claims-0-from_at]").input_value() == "9.6.2019 20"
    assert fits(phone)
    wrong.fill("10.06.2019 02:00")
    save(phone)

    phone.wait_for_selector(".messagelist .success")
    sentence = detention.sentence_claims.get()
    assert (sentence.days, sentence.trial.held_at) == (10, "2019-06-10T02:00")
    assert sentence.source.label == "Сестра Д."
    assert detention.placement_claims.get().facility == station
    assert detention.event_claims.get().entry.entered_by == account


def test_a_known_source_is_searched_and_a_second_row_added(phone):
    source = make_source("Адвокат Б.", kind="lawyer")
    make_source("Адвокат В.", kind="lawyer")
    detention = make_detention()
    log_in(phone, "volunteer")
    there = reverse("admin:detainees_detention_change", args=[detention.pk])
    phone.goto(there)
    open_section(phone, "event_claims")
    phone.select_option("[name=event_claims-0-kind]", "seized")
    box = phone.locator("[name=entry_source]")
    token = f"Адвокат Б. · #{source.pk}"
    box.press_sequentially("адвокат")
    if phone.has_scripts:
        phone.wait_for_function(
            "token => [...document.querySelector('[name=entry_source]').list.options]"
            ".some(option => option.value === token)",
            arg=token,
        )
        box.fill(token)
        phone.click("#event_claims-group .add-row")
        phone.select_option("[name=event_claims-1-kind]", "delivered")
        assert phone.locator("[name=event_claims-1-at]").input_value() == ""
        save(phone)
    else:
        save(phone)
        phone.get_by_label(token).check()
        save(phone)
    phone.wait_for_selector(".messagelist .success")
    kinds = [event.kind for event in detention.event_claims.filter(source=source)]
    assert kinds == (["seized", "delivered"] if phone.has_scripts else ["seized"])


def test_a_moderator_lists_a_person(phone):
    person = make_person("Қасымов Дәурен")
    log_in(phone, "moderator")
    phone.goto(reverse("admin:detainees_person_change", args=[person.pk]))
    phone.select_option("[name=level]", "listed")
    save(phone)
    phone.wait_for_selector(".field-level .errorlist")
    open_section(phone, "consents")
    phone.select_option("[name=consents-0-given_by]", "person")
    phone.check("[name=consents-0-scopes][value=list]")
    assert fits(phone)
    save(phone)
    phone.wait_for_selector(".messagelist .success")
    assert Person.objects.get().level == "listed"
    assert Consent.objects.get().scopes == ["list"]


def test_nothing_is_written_to_the_phone(browser, site):
    context = browser.new_context(**PHONE, base_url=site)
    page = context.new_page()
    log_in(page, "volunteer")
    make_person("Қасымов")
    page.goto(reverse("admin:detainees_person_changelist"))
    page.goto(reverse("admin:detainees_person_add"))
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert page.evaluate("indexedDB.databases()") == []
    assert {cookie["name"] for cookie in context.cookies()} == {"sessionid", "csrftoken"}
    page.goto(reverse("desk:index"))
    page.click("#logout-form button")
    page.wait_for_url(f"**{reverse('desk:login')}")
    assert "sessionid" not in {cookie["name"] for cookie in context.cookies()}
    context.close()
