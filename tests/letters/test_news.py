"""Who is written to: for news alone, in their own time, and never of a death."""

from datetime import timedelta

import pytest
from django.utils import timezone

from detainees.letters.news import forget, write_letters
from detainees.models import Follow, Letter
from tests.makers import (
    make_consent,
    make_detention,
    make_facility,
    make_follow,
    make_person,
    make_placement,
    make_release,
    make_sentence,
)

ADDRESS = "aigerim@example.org"


@pytest.fixture
def follow(db):
    """A confirmed follow of a findable man who is held somewhere, who was told of it."""
    person = make_person(level="findable", birth_date="1987")
    make_placement(detention=make_detention(person=person), facility=make_facility())
    follow = make_follow(person, address=ADDRESS)
    write_letters()
    Letter.objects.all().delete()
    Follow.objects.update(told_at=timezone.now() - timedelta(days=2))
    return follow


def held(follow):
    """The detention of whoever is followed."""
    return follow.person.detentions.get()


def test_without_news_nobody_is_written_to(follow):
    assert write_letters() == 0
    make_placement(detention=held(follow), facility=held(follow).placement_claims.get().facility)
    assert write_letters() == 0


def test_another_place_is_news_once(follow):
    make_placement(detention=held(follow), facility=make_facility(), from_at="2030-01-01")
    assert write_letters() == 1
    assert write_letters() == 0
    assert Letter.objects.get().follow == follow


def test_the_clock_alone_makes_news(follow):
    """A term that ends is news without a write; here its end is written, and was long ago."""
    make_sentence(detention=held(follow), days=10, ruled_at="2019-06-10")
    assert write_letters() == 1


def test_who_has_a_letter_waiting_gets_no_second_one(follow):
    make_placement(detention=held(follow), facility=make_facility(), from_at="2030-01-01")
    assert write_letters() == 1
    make_placement(detention=held(follow), facility=make_facility(), from_at="2031-01-01")
    assert write_letters() == 0
    assert Letter.objects.count() == 1


def test_a_death_is_never_told(follow):
    make_release(detention=held(follow), manner="died")
    make_placement(detention=held(follow), facility=make_facility(), from_at="2030-01-01")
    assert write_letters() == 0


def test_nobody_is_written_to_about_somebody_who_is_hidden(follow):
    follow.person.level = "confidential"
    follow.person.save()
    make_placement(detention=held(follow), facility=make_facility(), from_at="2030-01-01")
    assert write_letters() == 0
    follow.person.level = "findable"
    follow.person.save()
    assert write_letters() == 1


def test_whoever_is_merged_is_followed_as_the_one_who_is_left(follow):
    left = make_person(level="findable", birth_date="1987")
    make_placement(detention=make_detention(person=left), facility=make_facility())
    follow.person.merged_into = left
    follow.person.save()
    assert write_letters() == 1


def test_unconfirmed_addresses_get_no_news(follow):
    Follow.objects.update(confirmed_at=None)
    make_placement(detention=held(follow), facility=make_facility(), from_at="2030-01-01")
    assert write_letters() == 0


def test_daily_letters_wait_for_a_day(follow):
    now = timezone.now()
    Follow.objects.update(pace="daily", told_at=now - timedelta(hours=23))
    make_placement(detention=held(follow), facility=make_facility(), from_at="2030-01-01")
    assert write_letters(now) == 0
    assert write_letters(now + timedelta(hours=1)) == 1


def test_addresses_go_fourteen_days_after_the_release(follow):
    now = timezone.now()
    Follow.objects.update(made_at=now - timedelta(days=60))
    make_consent(follow.person)
    assert forget(now) == (0, 0)
    make_release(detention=held(follow), released_at=f"{now - timedelta(days=12):%Y-%m-%d}")
    assert forget(now) == (0, 0)
    assert forget(now + timedelta(days=4)) == (1, 0)
    assert not Follow.objects.exists()


def test_addresses_that_nobody_confirmed_go_after_two_days(follow):
    now = timezone.now()
    Follow.objects.update(confirmed_at=None, asked_at=now - timedelta(days=1))
    assert forget(now) == (0, 0)
    follow.letters.create(kind="confirm", message_id="x", made_at=now, next_at=now)
    assert forget(now + timedelta(days=1)) == (0, 1)
    kept = Follow.objects.get()
    assert (kept.sealed, kept.mail_hash) == (None, None)
    assert not Letter.objects.exists()


def test_sent_letters_go_after_a_week(follow):
    now = timezone.now()
    follow.letters.create(kind="news", message_id="x", made_at=now, next_at=now, sent_at=now)
    forget(now + timedelta(days=6))
    assert Letter.objects.exists()
    forget(now + timedelta(days=7))
    assert not Letter.objects.exists()
