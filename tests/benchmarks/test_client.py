"""The benchmarks' client: bounded, and honest about what was not answered."""

from urllib.parse import urlsplit

from benchmarks.client import Pace, ask


def pace_of(site, pages, **kwargs):
    """What three visitors measure who ask at least once each."""
    told = {"visitors": 3, "seconds": 0, "headers": {}, **kwargs}
    return ask(urlsplit(site).port, pages, **told)


def test_every_visitor_asks_and_each_request_is_timed(site):
    pace = pace_of(site, ["/healthz", ("/ru/find/", {"name": "x"})])
    assert len(pace.took) == 3
    assert 0 < min(pace.took) <= max(pace.took) < pace.seconds + 1
    assert pace.errors == []


def test_they_go_on_until_the_time_is_over(site):
    pace = pace_of(site, ["/healthz"], seconds=0.2)
    assert pace.seconds >= 0.2
    assert len(pace.took) > 3


def test_an_answer_that_is_no_page_is_an_error_and_is_not_timed(site):
    pace = pace_of(site, ["/nowhere"])
    assert pace.took == []
    assert pace.errors == ["/nowhere: was answered with 404"] * 3


def test_a_pace_is_told_by_number_middle_and_slowest():
    pace = Pace(4.0, [0.01] * 19 + [0.5])
    assert pace.a_second == 5
    assert pace.median_ms == 10
    assert 10 < pace.p95_ms < 500
