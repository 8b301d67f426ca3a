"""Places, rallies, figures and sources: their pages for moderators."""

from datetime import date

import pytest
from django.urls import reverse

from detainees.models import Figure, Rally, Source
from stations.models import Facility
from tests.desk.forms import errors, send, warned
from tests.makers import make_city, make_facility, make_rally, make_region


def add(kind):
    return reverse(f"admin:{kind}_add")


def test_a_facility_is_added_with_its_name(moderator):
    region = make_region()
    answer = send(
        moderator,
        add("stations_facility"),
        "facility_form",
        names__0__name_ru="Изолятор",
        names__0__valid_from="2019-03-23",
        kind="temporary_detention",
        region=str(region.pk),
        latitude="51.1",
        longitude="71.4",
    )
    assert answer.status_code == 302, errors(answer)
    facility = Facility.objects.get()
    assert facility.names.get().name_ru == "Изолятор"
    assert facility.history.count() == 1


def test_a_facility_off_the_earth_or_with_a_name_that_ends_too_early_is_refused(moderator):
    answer = send(
        moderator,
        add("stations_facility"),
        "facility_form",
        names__0__name_ru="Изолятор",
        names__0__valid_from="2019-03-23",
        names__0__valid_to="2018-03-23",
        region=str(make_region().pk),
        latitude="95",
    )
    assert set(errors(answer)) == {"page-latitude", "names-0-valid_to"}


def test_a_facility_is_found_by_any_of_its_names(volunteer):
    make_facility(name="Изолятор")
    make_facility(name="Отдел полиции")
    page = volunteer.get(reverse("admin:stations_facility_changelist"), {"q": "изол"}).text
    assert "Изолятор" in page
    assert "Отдел полиции" not in page


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "31.02.2019", "soon"])
def test_a_rally_on_a_day_that_no_calendar_has_is_refused(moderator, day):
    boxes = {"city": str(make_city().pk), "starts_on": day}
    answer = send(moderator, add("detainees_rally"), "rally_form", **boxes)
    assert list(errors(answer)) == ["page-starts_on"]
    assert Rally.objects.count() == 0


def test_a_rally_in_the_future_is_warned_about_and_one_that_ends_too_early_refused(moderator):
    boxes = {"city": str(make_city().pk), "starts_on": "2090-06-09"}
    answer = send(moderator, add("detainees_rally"), "rally_form", **boxes)
    assert list(warned(answer)) == ["starts_on"]
    boxes = {**boxes, "starts_on": "2019-06-09", "ends_on": "2019-06-08"}
    answer = send(moderator, add("detainees_rally"), "rally_form", **boxes)
    assert list(errors(answer)) == ["page-ends_on"]
    boxes = {**boxes, "ends_on": "2019-06-10"}
    assert send(moderator, add("detainees_rally"), "rally_form", **boxes).status_code == 302
    assert Rally.objects.get().ends_on == date(2019, 6, 10)


def test_figures_and_sources_are_written_down(moderator):
    boxes = {
        "metric": "detained",
        "place": "Almaty",
        "date_from": "2019-06-09",
        "date_to": "2019-06-09",
        "value": "203",
        "qualifier": "exact",
        "claimed_by": "Registry",
        "claimant_kind": "registry",
    }
    answer = send(moderator, add("detainees_figure"), "figure_form", **boxes)
    assert answer.status_code == 302, errors(answer)
    assert Figure.objects.get().value == 203
    boxes = {"kind": "media", "label": "Радио", "url": "javascript:alert(1)"}
    answer = send(moderator, add("detainees_source"), "source_form", **boxes)
    assert list(errors(answer)) == ["page-url"]
    boxes["url"] = "https://example.org/"
    assert send(moderator, add("detainees_source"), "source_form", **boxes).status_code == 302
    assert Source.objects.get().label == "Радио"


def test_a_rally_is_shown_with_the_name_its_city_had(volunteer):
    rally = make_rally(city=make_city("nur-sultan", name="Nur-Sultan"))
    page = volunteer.get(reverse("admin:detainees_person_add")).text
    assert f'<option value="{rally.pk}">Nur-Sultan, ' in page
