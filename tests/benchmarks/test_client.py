"""The benchmarks' client: bounded, and loud when an answer is not what was asked for."""

import time
from urllib.parse import urlsplit

import pytest

from benchmarks.client import CONCURRENT, Pace, ask, taking_turns


def test_it_asks_as_often_as_told_and_times_each_request(site):
    pace = ask(urlsplit(site).port, ["/healthz", "/ru/"], requests=9, seconds=60, headers={})
    assert len(pace.took) == 9
    assert 0 < min(pace.took) <= max(pace.took) < pace.seconds + 1


def test_an_answer_that_is_no_page_stops_it(site):
    with pytest.raises(RuntimeError, match="/nowhere was answered with 404"):
        ask(urlsplit(site).port, ["/nowhere"], requests=9, seconds=60, headers={})


def test_addresses_take_turns_and_end_with_the_number():
    turns = taking_turns(["a", "b"], 5, time.perf_counter() + 60)
    assert "".join(turns) == "ababa"


def test_past_the_deadline_only_the_first_few_are_asked():
    assert len(list(taking_turns(["a"], 1000, time.perf_counter()))) == CONCURRENT


def test_a_pace_is_told_by_number_middle_and_slowest():
    pace = Pace(4.0, [0.01] * 19 + [0.5])
    assert pace.a_second == 5
    assert pace.median_ms == 10
    assert 10 < pace.p95_ms < 500
