"""The boards on a phone, in Russian: emptied without scripts."""

import io
from datetime import timedelta

import pyrage
import pytest
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from detainees.models import BulkChange, File, Handling, Person, Release, SentenceChange
from tests.desk.entering import enter
from tests.desk.test_accounts_browser import PHONE, SERIOUS
from tests.desk.test_releases import serving
from tests.makers import make_event, make_facility, make_release

pytestmark = pytest.mark.browser


@pytest.fixture
def phones(browser, site):
    """A function that opens a phone, with or without scripts; complaints fail the test."""
    contexts, complaints = [], []

    def open_phone(*, scripts):
        context = browser.new_context(**PHONE, base_url=site, java_script_enabled=scripts)
        page = context.new_page()
        page.complaints = complaints
        page.on("console", lambda told: told.type in SERIOUS and complaints.append(told.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        contexts.append(context)
        return page

    yield open_phone
    for context in contexts:
        context.close()
    assert complaints == []


def press(page, words):
    """Press the button that begins with these words, and wait for the next page."""
    with page.expect_navigation():
        page.locator("main button", has_text=words).first.click()


def told_by_a_lawyer(page):
    """Say who told this."""
    page.select_option("[name=new_source_kind]", "lawyer")
    page.fill("[name=new_source_label]", "Адвокат Л.")


def hand_in(page, detention, picture):
    """Photograph a ruling, hand it in, look at the copy; return the File."""
    sent = io.BytesIO()
    Image.new("RGB", (80, 60), "red").save(sent, "JPEG")
    picture.write_bytes(sent.getvalue())
    page.goto(reverse("desk:files", args=[detention.pk]))
    page.set_input_files("[name=file]", picture)
    told_by_a_lawyer(page)
    press(page, "Передать")
    page.click("main .name a")
    assert page.locator("img").count() == 1
    return File.objects.get()


def test_boards_are_emptied_on_a_phone(phones, settings, tmp_path):
    settings.FILES_KEY = str(pyrage.x25519.Identity.generate().to_public())
    station = make_facility(name="ИВС города Алматы")
    out = serving("Сериков Ержан", ends_in=0, facility=station)
    long = [serving(f"Әбенова Дана {n}", ends_in=4, facility=station) for n in range(3)]
    new = serving("Новая Запись", ends_in=4)
    make_event(detention=new, kind="seized", at="")
    free = serving("Вольный Олег", ends_in=-3, level="findable")
    gone = timezone.localtime() - timedelta(days=10)
    make_release(detention=free, released_at=f"{gone:%Y-%m-%d}", heard_at=gone)

    page = phones(scripts=False)
    moderator = enter(page, "moderator")
    page.goto(reverse("desk:index"))
    page.click(f".desk-nav a[href='{reverse('desk:attention')}']")
    before = page.locator(".cards > li").count()
    press(page, "Взять")
    assert Handling.objects.get().taken_by == moderator
    page.locator("main .acts a").first.click()
    page.fill("[name=note]", "Позвонили в ИВС.")
    press(page, "Закрыть")
    assert page.locator(".cards > li").count() == before - 1

    page.goto(reverse("desk:releases"))
    page.check(f"[name=detention][value='{out.pk}']")
    page.check("[name=outcome][value=released]")
    told_by_a_lawyer(page)
    press(page, "Записать")
    assert Release.objects.get(detention=out).source.label == "Адвокат Л."

    page.goto(reverse("desk:accept"))
    page.check(f"[name=person][value='{new.person_id}']")
    press(page, "Принять отмеченных")
    assert Person.objects.get(pk=new.person_id).level == "findable"

    page.goto(reverse("desk:bulk") + "?days=5")
    page.check("[name=change][value=to]")
    page.fill("#id_days >> nth=-1", "2")
    page.fill("[name=decided_at]", f"{timezone.localdate():%d.%m.%Y}")
    told_by_a_lawyer(page)
    press(page, "Показать, что изменится")
    press(page, "Изменить эти наказания")
    act = BulkChange.objects.get()
    assert SentenceChange.objects.count() == act.changed == len(long) + 1
    press(page, "Отменить всё")
    assert SentenceChange.objects.count() == 0

    assert hand_in(page, long[0], tmp_path / "ruling.jpg").detention == long[0]
