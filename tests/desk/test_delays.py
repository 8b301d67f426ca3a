"""Guessing takes time, and locks nobody out."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from detainees.desk import delays
from detainees.models import Delay
from tests.makers import code_of, make_account, make_app

LOGIN, SECOND, INDEX = (reverse(f"desk:{way}") for way in ("login", "second_factor", "index"))
PASSWORD = "a long night at the station"


def attempt(name, password, **more):
    """One login from a browser that was never here."""
    return Client().post(
        LOGIN,
        {"username": name, "password": password, **more},
        headers={"accept-language": "en"},
    )


def back(**passed):
    """Let time pass: move what was counted into the past."""
    for each in Delay.objects.all():
        Delay.objects.filter(pk=each.pk).update(failed_at=each.failed_at - timedelta(**passed))


def guess_until_slow(name):
    for _number in range(delays.FREE):
        assert "The pseudonym or the password is wrong." in attempt(name, "x").text
    assert "Somebody has typed wrong passwords" in attempt(name, "x").text


@pytest.fixture
def account(db):
    account = make_account("volunteer", username="night-owl", password=PASSWORD, language="en")
    account.secret = make_app(account)
    return account


def test_a_name_slows_down_in_every_spelling_and_its_holder_gets_in_with_a_code(account):
    guess_until_slow("Night-OWL")
    slowed = attempt("ｎight-owl", PASSWORD)
    assert "Somebody has typed wrong passwords" in slowed.text
    assert 'name="code"' in slowed.text
    for wrong in ({"code": "000000"}, {"code": code_of(account.secret, late=40)}):
        assert "the password or the code is wrong" in attempt("night-owl", PASSWORD, **wrong).text
    right = {"code": code_of(account.secret)}
    assert "the password or the code is wrong" in attempt("night-owl", "x", **right).text
    assert attempt("night-owl", PASSWORD, **right).url == INDEX
    assert attempt("night-owl", PASSWORD).url == SECOND


def test_waiting_helps_too_and_each_further_guess_waits_longer(account):
    guess_until_slow("night-owl")
    back(seconds=8)
    assert "The pseudonym or the password is wrong." in attempt("night-owl", "x").text
    back(seconds=8)
    assert "Somebody has typed" in attempt("night-owl", PASSWORD).text
    Delay.objects.update(failures=10**6)
    back(seconds=delays.LONGEST)
    assert attempt("night-owl", PASSWORD).url == SECOND
    assert not Delay.objects.filter(key=delays.key_of("name", "night-owl")).exists()


def test_a_name_that_nobody_has_slows_down_alike(account):
    guess_until_slow("nobody")
    assert "Somebody has typed wrong passwords" in attempt("nobody", "x").text
    assert attempt("night-owl", PASSWORD).url == SECOND
    assert not any("nobody" in key for key in Delay.objects.values_list("key", flat=True))


def test_a_siege_of_many_names_asks_everybody_for_both_and_passes(account):
    for _number in range(delays.FAILURES_A_MINUTE + 1):
        delays.count_failure()
    assert "Somebody has typed wrong passwords" in attempt("night-owl", PASSWORD).text
    assert attempt("night-owl", PASSWORD, code=code_of(account.secret)).url == INDEX
    back(minutes=3)
    assert attempt("night-owl", PASSWORD).url == SECOND
    back(days=2)
    delays.count_failure()
    assert Delay.objects.count() == 1


def test_of_many_guesses_at_one_moment_only_the_free_ones_pass(db):
    passed = [delays.may_try("name", "owl") for _number in range(20)]
    assert sum(passed) == delays.FREE
