"""The demo's people count as the report's own list does."""

import csv

import pytest
from django.conf import settings

from detainees.models import Figure

ARREST = "sentence=administrative_arrest"
NINTH = "detained_from=2019-06-09&detained_to=2019-06-09"
TENTH = "detained_from=2019-06-10&detained_to=2019-06-10"
SECOND_RALLY = "detained_from=2019-06-10&detained_to=2019-06-11"

# The filter of the API and the row of figures.csv that it must equal.
ROWS = [
    ("city=almaty", 6),
    (f"city=almaty&{ARREST}", 7),
    ("city=nur-sultan", 8),
    (f"city=nur-sultan&{ARREST}", 9),
    (f"city=almaty&{NINTH}", 25),
    (f"city=nur-sultan&{NINTH}", 26),
    (f"city=nur-sultan&{TENTH}", 30),
    (ARREST, 37),
    (f"city=almaty&{NINTH}&{ARREST}", 38),
    (f"city=nur-sultan&{NINTH}&{ARREST}", 39),
    (f"city=aktobe&{NINTH}&{ARREST}", 40),
    (f"city=almaty&{TENTH}&{ARREST}", 41),
    (f"city=nur-sultan&{TENTH}&{ARREST}", 42),
]


@pytest.fixture(scope="module")
def figures():
    """The report's figures by number."""
    with (settings.BASE_DIR / "fixtures" / "figures.csv").open(encoding="utf-8") as file:
        return {int(row["id"]): row for row in csv.DictReader(file)}


def count(client, query):
    answer = client.get(f"/api/people?{query}")
    assert answer.status_code == 200, answer.content
    return answer.json()["count"]


@pytest.mark.parametrize(("query", "row"), ROWS)
def test_the_api_counts_what_the_report_counts(june_2019, client, figures, query, row):
    assert count(client, query) == int(figures[row]["value"])


@pytest.mark.parametrize(
    ("query", "people"),
    [
        ("", 1080),
        (f"city=almaty&{SECOND_RALLY}", 140),
        ("status=released", 1080),
        ("city=semey", 0),
    ],
)
def test_other_counts_of_the_list(june_2019, client, query, people):
    assert count(client, query) == people


def test_some_of_almaty_but_nobody_arrested_was_seized_on_the_eleventh(june_2019, client):
    eleventh = "city=almaty&detained_from=2019-06-11&detained_to=2019-06-11"
    assert 0 < count(client, eleventh) < 19
    assert count(client, f"{eleventh}&{ARREST}") == 0


def test_a_month_and_a_year_match_by_their_span(june_2019, client):
    assert count(client, "detained_from=2019-06&detained_to=2019-06") == 1080
    assert count(client, "detained_from=2019&detained_to=2019") == 1080
    assert count(client, "detained_from=2020") == 0
    assert count(client, "detained_to=08.06.2019") == 0


def test_all_figures_are_loaded_with_who_claimed_them(june_2019, figures):
    assert Figure.objects.count() == len(figures) == 44
    figure = Figure.objects.get(pk=10)
    assert (figure.claimed_by, figure.value) == ("Open Dialogue Foundation", 7)
    for number, row in figures.items():
        stored = Figure.objects.get(pk=number)
        assert ("" if stored.value is None else str(stored.value)) == row["value"]
        assert (stored.metric, stored.claimed_by) == (row["metric"], row["claimed_by"])
