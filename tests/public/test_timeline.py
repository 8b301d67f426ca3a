"""A person's page tells all that was reported: dated, graded, old marked as old, nothing chosen."""

import re
from datetime import datetime, timedelta
from html import unescape

import pytest
from django.utils import timezone

from tests.makers import (
    make_charge,
    make_detention,
    make_enquiry,
    make_event,
    make_facility,
    make_person,
    make_placement,
    make_release,
    make_sentence,
    make_sentence_change,
    make_trial,
)

ITEM = re.compile(r"<li ?(class=\"old\")?>\s*<p class=\"when\">(.*?)</li>", re.DOTALL)


@pytest.fixture
def whole(client, committed):
    """The page of somebody of whom everything was told that can be told, in English."""
    detention = make_detention(person=make_person("Иванова Анна", listed=True))
    first, second = make_facility(name="Station 7"), make_facility(name="Jail 8")
    told = {"detention": detention}

    def heard(days):
        return {**told, "heard_at": timezone.now() - timedelta(days=days)}

    make_event(**heard(10), at="2019-06-09T18:30", certainty="confirmed")
    make_placement(
        **heard(10), facility=first, from_at="2019-06-09", to_at="2019-06-11", certainty="probable"
    )
    make_placement(**heard(9), facility=second, from_at="2019-06-11", certainty="doubtful")
    make_placement(**heard(8), facility=first, from_at="2019-06-12")
    make_placement(**heard(8), from_at="2019-06-12T03")
    make_enquiry(
        **heard(7), facility=second, reply="not_held", asked_at="2019-06-12", certainty="confirmed"
    )
    make_trial(
        **heard(6), held_at="2019-06-10T23:40", minutes=5, inside_station="yes", lawyer_present="no"
    )
    make_charge(**heard(6), code="CAO", article="488")
    make_sentence(**heard(6), days=10, ruled_at="2019-06-10", certainty="possible")
    make_sentence(**heard(5), days=15, ruled_at="2019-06-10")
    make_sentence_change(**heard(2), kind="reduced", days=7, decided_at="2019-06-14")
    make_release(**heard(1), released_at="2019-06-15")
    make_enquiry(**heard(0), facility=first, reply="held", asked_at="2019-06-20")
    return client.get(f"/en/people/{detention.person.public_id}/").text


def items(page):
    """Each report as (when, words, how sure, old or not), in the order of the page."""
    told = []
    for old, item in ITEM.findall(page):
        lines = [
            " ".join(unescape(re.sub("<[^>]+>", " ", line)).split()) for line in item.split("</p>")
        ]
        when, words, grade = lines[:3]
        told.append((when.removesuffix(" old report"), words, grade.split(" · ")[0], bool(old)))
    return told


def test_every_report_is_there_with_its_day_and_grade_in_order(whole):
    fresh, old = False, True
    session = "Court session, inside a police station, lasted 5 minutes, without a lawyer"
    assert items(whole) == [
        ("9 June 2019", "Held in: Station 7, until: 11 June 2019", "Probable", old),
        ("9 June 2019, 18:30", "Seized", "Confirmed", fresh),
        ("10 June 2019", "Sentence: administrative arrest, 10 days", "Possible", fresh),
        ("10 June 2019", "Sentence: administrative arrest, 15 days", "Not graded", fresh),
        ("10 June 2019, 23:40", session, "Not graded", fresh),
        ("11 June 2019", "Held in: Jail 8", "Doubtful", old),
        ("12 June 2019", "Held in: Station 7", "Not graded", old),
        ("12 June 2019", "Asked at: Jail 8. Answer: told: not here", "Confirmed", old),
        ("12 June 2019, about 03:00", "Taken to a place that nobody knows yet", "Not graded", old),
        ("14 June 2019", "Sentence change: reduced, 7 days", "Not graded", fresh),
        ("15 June 2019", "Released", "Not graded", fresh),
        ("20 June 2019", "Asked at: Station 7. Answer: held here", "Not graded", fresh),
        ("Day not known", "Accused under: CAO 488", "Not graded", fresh),
    ]


def test_every_report_says_when_it_was_heard(whole):
    days = re.findall(r"· heard on ([^<]+?)\s*</p>", whole)
    assert len(days) == len(items(whole))
    assert all(datetime.strptime(day.strip(), "%d %B %Y") for day in days)


def test_a_contradiction_is_said_openly(whole):
    assert "Sources disagree." in whole
    against = whole.split("What speaks against it")[1].split("</ul>")[0]
    for told in (
        "Somebody said “released”. Later reports say “still held”.",
        "Reports name different sentences.",
        "Asked at: Jail 8. Answer: told: not here",
    ):
        assert told in unescape(against)
