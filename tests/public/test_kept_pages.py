"""A page is made once and shown again, and is another one as soon as anything on it changed."""

import pytest
from django.core.cache import cache
from django.db import connections, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from detainees.models import Consent, Person
from detainees.publication.marks import listing_mark, person_mark
from tests.database import owner_cursor
from tests.makers import (
    make_charge,
    make_consent,
    make_detention,
    make_facility,
    make_name,
    make_person,
    make_placement,
    make_release,
)

LIST = "/en/people/"
RELEASE_IN = "UPDATE published_person SET release_to = now() + %s * '1 day'::interval"


@pytest.fixture
def person(committed):
    """A listed person whose page and list were seen by somebody already."""
    person = make_person("Kept Page", listed=True)
    make_placement(detention=make_detention(person=person), facility=make_facility())
    for address in (LIST, address_of(person)):
        assert "Kept Page" in text(address)
    return person


def address_of(person):
    """The address of a person's page."""
    return f"/en/people/{person.public_id}/"


def text(address):
    """What a visitor sees."""
    return Client().get(address).content.decode()


def queries(address):
    """How many questions a page asks of the database."""
    with CaptureQueriesContext(connections["public"]) as asked:
        text(address)
    return len(asked)


def test_a_page_is_made_once(person):
    for address in (LIST, address_of(person)):
        assert queries(address) == 1
    assert queries(f"{LIST}?q=kept") > 1, "what was searched for is not kept"
    assert queries("/kk/people/") > 1, "a page of another language is another page"
    assert queries(f"{LIST}?name=kept") > 1, "what somebody wrote into an address is not kept"


def test_a_page_that_nobody_asked_for_asks_little(person):
    text(address_of(make_person("Another One", listed=True)))
    other = make_person("Third One", listed=True)
    make_placement(detention=make_detention(person=other), facility=make_facility())
    assert queries("/en/") == queries("/kk/") == 0
    assert queries(address_of(other)) == 5, "mark, person, detention, claims, the new facility"
    cache.clear()
    assert queries(address_of(other)) == 4


def test_whoever_is_hidden_is_gone_at_once(person):
    Person.objects.filter(pk=person.pk).update(level="findable")
    assert Client().get(address_of(person)).status_code == 404
    assert "Kept Page" not in text(LIST)


def test_a_withdrawn_consent_hides_at_once(person):
    Consent.objects.filter(person=person).update(withdrawn_at=timezone.now())
    assert Client().get(address_of(person)).status_code == 404
    assert "Kept Page" not in text(LIST)


def test_whoever_comes_is_there_at_once(person):
    make_person("Another One", listed=True)
    assert "Another One" in text(LIST)


def release(person):
    """Somebody says that the person is out."""
    make_release(detention=person.detentions.get(), released_at="2019-06-14")


def move(person):
    """Somebody says that the person is elsewhere."""
    make_placement(detention=person.detentions.get(), facility=make_facility(name="New jail"))


def charge(person):
    """Somebody names the article."""
    make_charge(detention=person.detentions.get(), code="CAO", article="488")


def rename(person):
    """Another spelling becomes known."""
    make_name(person, "Other Spelling")


def agree_to_paper(person):
    """Whoever agreed to the list agrees to paper, too."""
    make_consent(person, scopes=["print"])


@pytest.mark.parametrize("change", [release, move, charge, rename, agree_to_paper])
def test_every_change_is_on_the_page_at_once(person, change):
    before = text(address_of(person))
    change(person)
    assert text(address_of(person)) != before


def test_a_page_follows_the_clock(person):
    """A term that ends changes the mark; whose time on the list is over is gone."""
    with owner_cursor() as cursor:
        marks = []
        for days in (1, -1):
            cursor.execute(RELEASE_IN, [days])
            marks.append(person_mark(person.public_id))
        assert len({*marks}) == 2
        mark = listing_mark()
        cursor.execute("ALTER TABLE listed_person DISABLE TRIGGER note_listing_change")
        cursor.execute("UPDATE listed_person SET listed_until = now() - '1 day'::interval")
        cursor.execute("ALTER TABLE listed_person ENABLE TRIGGER note_listing_change")
        assert listing_mark() != mark
    assert "Kept Page" not in text(LIST)


def test_what_is_not_committed_is_not_seen_and_what_commits_late_is(person):
    """A long transaction that began before another and ends after it."""
    with transaction.atomic(using="owner"):
        Person.objects.using("owner").filter(pk=person.pk).update(level="findable")
        make_person("Another One", listed=True)
        assert "Another One" in text(LIST)
        assert "Kept Page" in text(LIST)
        assert queries(LIST) == 1
    assert "Kept Page" not in text(LIST)


def test_changes_are_forgotten_after_some_minutes(person):
    with owner_cursor() as cursor:
        cursor.execute("UPDATE listing_change SET changed_at = now() - interval '1 hour'")
        make_person("Another One", listed=True)
        cursor.execute("SELECT count(*) FROM listing_change")
        assert cursor.fetchone()[0] < 20
    assert "Another One" in text(LIST)


def test_nobody_has_a_mark_who_is_not_listed(person):
    assert person_mark(make_person(level="findable").public_id) == ""
    assert person_mark("\x01") == ""
