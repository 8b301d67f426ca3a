"""What goes by a rule, and which cases somebody is asked to look at."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from detainees.history.retention import QUIET, quiet_cases
from detainees.models import Call, Consent, Delay, Invitation, PageRead, Person, Session
from tests.makers import (
    make_account,
    make_consent,
    make_detention,
    make_event,
    make_person,
    make_release,
)

NOW = timezone.now()
LONG_AGO = NOW - QUIET - timedelta(days=1)


def run(**options):
    """Run the command; return what it prints."""
    out = StringIO()
    call_command("retention", stdout=out, **options)
    return out.getvalue()


def make_session(key, *, expires):
    return Session.objects.create(session_key=key, session_data="", expire_date=expires)


def make_closed(**kwargs):
    """A case closed long ago."""
    detention = make_detention(**kwargs)
    make_release(detention=detention, heard_at=LONG_AGO)
    return detention.person


def quiet():
    return list(quiet_cases(NOW, "default"))


def test_only_expired_sessions_go_and_only_with_commit(committed):
    make_session("old", expires=NOW - timedelta(seconds=1))
    make_session("new", expires=NOW + timedelta(hours=1))
    assert "expired sessions: 1 would be removed" in run()
    assert Session.objects.count() == 2
    assert "expired sessions: 1 removed" in run(commit=True)
    assert Session.objects.get().session_key == "new"


def test_whom_families_asked_for_is_known_for_a_month(committed):
    for days in (29, 31):
        Call.objects.create(
            person=make_person(), told="status", answered_at=NOW - timedelta(days=days)
        )
    assert "calls of families: 1 removed" in run(commit=True)
    assert Call.objects.get().answered_at == NOW - timedelta(days=29)


def test_traces_of_accounts_go_when_they_serve_nothing_any_more(committed):
    account = make_account()
    for back in (timedelta(hours=1), timedelta(days=31 + 3)):
        at = NOW - back
        PageRead.objects.create(account=account, read_at=at)
        Delay.objects.create(key=str(back), failures=1, failed_at=at)
        Invitation.objects.create(token_hash=str(back), role="volunteer", expires_at=at)
    printed = run(commit=True)
    for name in ("counted pages", "wrong guesses", "old invitations"):
        assert f"{name}: 1 removed" in printed
    assert [each.objects.count() for each in (PageRead, Delay, Invitation)] == [1, 1, 1]


def test_a_quiet_closed_case_is_named_by_its_number_alone_and_kept(committed):
    person = make_closed(person=make_person("Иванова Анна"))
    printed = run(commit=True)
    assert f"#{person.pk}" in printed
    assert "Иванова" not in printed
    assert Person.objects.get() == person


@pytest.mark.django_db
def test_a_case_with_a_word_within_the_year_is_not_quiet():
    detention = make_closed().detentions.get()
    assert quiet() == [detention.person]
    make_event(detention=detention, heard_at=NOW - timedelta(days=30))
    assert quiet() == []


@pytest.mark.django_db
def test_an_open_detention_keeps_the_case_open():
    person = make_closed()
    make_event(detention=make_detention(person=person), heard_at=LONG_AGO)
    assert quiet() == []
    make_person("Never Detained")
    assert quiet() == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("consent", "is_quiet"),
    [
        ({}, False),
        ({"expires_at": NOW + timedelta(days=1)}, False),
        ({"expires_at": NOW - timedelta(days=1)}, True),
        ({"withdrawn_at": NOW - timedelta(days=1)}, True),
    ],
)
def test_a_consent_counts_while_it_holds(consent, is_quiet):
    person = make_closed()
    make_consent(person, given_at=LONG_AGO, **consent)
    assert quiet() == ([person] if is_quiet else [])
    assert Consent.objects.get().person == person


@pytest.mark.django_db
def test_a_merged_person_is_no_case_of_its_own():
    person = make_closed()
    Person.objects.filter(pk=person.pk).update(merged_into=make_person())
    assert quiet() == []


@pytest.mark.django_db
def test_only_the_owner_runs_it(settings):
    settings.SIDE = "desk"
    with pytest.raises(CommandError, match="SIDE=owner"):
        run()
