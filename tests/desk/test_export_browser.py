"""An analyst in a real browser takes a filtered list out and reads it back."""

import hashlib
from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from detainees.models import Export
from tests.desk.entering import enter
from tests.makers import (
    make_city,
    make_detention,
    make_event,
    make_person,
    make_rally,
    make_sentence,
)

pytestmark = pytest.mark.browser


@pytest.fixture
def laptop(browser, site):
    """A page in which an analyst is logged in; what the browser complains of fails the test."""
    context = browser.new_context(base_url=site, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    enter(page, "analyst", username="heron", language="en")
    yield page
    context.close()
    assert complaints == []


def test_filtered_list_is_taken_out_and_reads_back(laptop):
    almaty = make_rally(city=make_city("almaty", name="Almaty"), starts_on=date(2019, 6, 9))
    person = make_person("=Сейітов Ержан", level="listed", birth_date="1987")
    detention = make_detention(person=person, rally=almaty)
    make_event(detention=detention)
    make_sentence(detention=detention, days=15)
    make_person("Nobody Else")
    laptop.goto(reverse("admin:detainees_person_changelist") + "?level=listed")
    laptop.click("text=Take out as a spreadsheet")
    laptop.wait_for_selector("text=1 row: one a detention.")
    laptop.set_viewport_size({"width": 390, "height": 844})
    assert laptop.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    laptop.fill("[name=reason]", "for the UN")
    with laptop.expect_download() as download:
        laptop.click("text=Make the file")
    path = Path(download.value.path())
    export = Export.objects.get()
    assert export.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert download.value.suggested_filename.endswith(f"-{export.pk}.xlsx")
    _header, cells = CalamineWorkbook.from_path(path).get_sheet_by_name("people").to_python()
    row = dict(zip(export.columns, cells, strict=True))
    assert (row["name"], row["birth_date"], row["city"]) == ("=Сейітов Ержан", "1987", "Almaty")
    assert (row["rally_on"], row["sentence_days"]) == (date(2019, 6, 9), 15)
