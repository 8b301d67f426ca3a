"""“Why do we say this?” on a person's page: reports, what speaks against them, how days count."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.utils import timezone

from detainees.models import Enquiry, SentenceChange
from stations.models import Facility
from tests.makers import (
    make_detention,
    make_enquiry,
    make_event,
    make_facility,
    make_person,
    make_placement,
    make_release,
    make_sentence,
    make_sentence_change,
    make_source,
)

pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture
def detention():
    """Of a listed person, seized and held at Station 7; two sources say so, six days apart."""
    detention = make_detention(person=make_person("Иванова Анна", listed=True))
    make_event(detention=detention, at="2019-06-09T18:30", heard_at=ago(9))
    told = {"detention": detention, "facility": make_facility(name="Station 7")}
    make_placement(**told, heard_at=ago(7), certainty="probable", from_at="2019-06-09")
    make_placement(
        **told, heard_at=ago(1), certainty="confirmed", from_at="2019-06-09",
        source=make_source("Secret sister"), note="secret",
    )  # fmt: skip
    return detention


def ago(days):
    """The instant so many days ago."""
    return timezone.now() - timedelta(days=days)


def basis(client, detention, language="en"):
    """The words of the page's basis, in one line; the page must not name a source."""
    page = client.get(f"/{language}/people/{detention.person.public_id}/").content.decode()
    assert "secret" not in page.lower()
    (told,) = re.findall(r'<details class="basis">(.*?)</details>', page, re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", told)).split())


def test_it_names_the_reports_how_old_and_how_sure(client, detention):
    told = basis(client, detention)
    assert "2 different sources say so. It is confirmed." in told
    newest = "Held in: Station 7 · heard 1 day ago · confirmed"
    oldest = "Held in: Station 7 · heard 7 days ago · probable old report"
    assert told.index(newest) < told.index(oldest)
    assert told.count("old report") == 1
    assert "What speaks against it Nothing that we know of." in told
    assert "How the day of release is counted" not in told


def test_it_names_what_speaks_against(client, detention):
    there = Facility.objects.get()
    make_enquiry(detention=detention, facility=there, reply=Enquiry.Reply.NOT_HELD)
    told = basis(client, detention)
    assert "Somebody asked at this place and was told: not here." in told
    assert "Asked at: Station 7. Answer: told: not here" in told
    assert "Nothing that we know of" not in told


def test_it_counts_the_release_step_by_step(client, detention):
    sentence = make_sentence(detention=detention, days=5, counted_from="2019-06-09T18:30")
    told = basis(client, detention)
    steps = [
        "The term: 5 days.",
        "Counted from 9 June 2019, 18:30: the ruling names this time.",
        "Plus 5 days of 24 hours: 14 June 2019, 18:30 is most likely.",
        "Not earlier than 14 June 2019, not later than the end of 14 June 2019:",
        "Code of Administrative Offences, article 50(3) (to be checked by a lawyer)",
        "Code of Administrative Offences, article 739(2)(4), 50(3)",
    ]
    assert [told.index(step) for step in steps] == sorted(told.index(step) for step in steps)
    sentence.counted_from = ""
    sentence.save()
    assert "18:30: the time of being seized; the ruling's own time is not known." in basis(
        client, detention
    )
    sentence.kind = "criminal_arrest"
    sentence.save()
    told = basis(client, detention)
    assert "A lawyer should check how this term is counted." in told
    assert "Code of Administrative Offences" not in told


def test_without_an_hour_it_names_days_alone(client, detention):
    make_sentence(detention=detention, days=5, counted_from="2019-06-09")
    told = basis(client, detention)
    assert "The hour at which it began is not known, so only days can be named." in told
    assert "most likely" not in told


def test_a_change_of_the_sentence_is_a_step(client, detention):
    make_sentence(detention=detention, days=10, counted_from="2019-06-09T18:30")
    told = {"detention": detention, "decided_at": "2019-06-11"}
    change = make_sentence_change(**told, kind=SentenceChange.Kind.REDUCED, days=5)
    words = basis(client, detention)
    assert "The term: 5 days. A decision changed the term; the changed one is counted." in words
    assert "Counted from" not in words
    change.kind, change.days = SentenceChange.Kind.CANCELLED, None
    change.save()
    assert "A decision ended the term" in basis(client, detention)


def test_after_the_release_it_rests_on_who_says_so(client, detention):
    make_sentence(detention=detention, days=5, counted_from="2019-06-09T18:30")
    make_release(detention=detention, released_at="2019-06-14", certainty="possible")
    told = basis(client, detention)
    assert "1 source says so. It may be so. Nobody has confirmed it yet." in told
    assert "Released · heard less than a day ago · possible" in told
    assert "old report" not in told
    assert "Held in" not in told
    assert "How the day of release is counted" not in told


@pytest.mark.parametrize(
    ("language", "question"), [("ru", "Откуда мы это знаем?"), ("kk", "Неге біз осылай дейміз?")]
)
def test_it_stands_in_the_readers_language(client, detention, language, question):
    make_sentence(detention=detention, days=5, counted_from="2019-06-09T18:30")
    told = basis(client, detention, language)
    assert told.startswith(question)
    assert not re.search(r"[A-Za-z]{4,}", told.replace("Station", "")), told
