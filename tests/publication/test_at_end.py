"""Publishing once at the end of all that is written, by force of the database."""

import threading
from contextlib import closing

import pytest
from django.db import IntegrityError, connection, transaction

from detainees.history.merging import merge_people
from detainees.models import Detention, Event, Person
from detainees.publication.publish import differences, published_at_end
from tests.database import owner_cursor
from tests.makers import make_detention, make_entry, make_event, make_person, make_source
from tests.publication.waiting import COPY_EVENT, volunteer, wait_for_a_lock

AT_END = "SELECT set_config('registry.publish_at_end', 'on', true)"

pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture
def person():
    """Somebody listed whom one source saw being seized."""
    found = make_person("Иванова Анна", listed=True, birth_date="1987")
    make_event(detention=make_detention(person=found))
    return found


def sources_told():
    """How many sources each cached detention has, in order; as everybody else sees it."""
    with owner_cursor() as cursor:
        cursor.execute("SELECT sources FROM custody_cache ORDER BY detention_id")
        return [sources for (sources,) in cursor.fetchall()]


def sources_told_here():
    """The same as this transaction sees it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sources FROM custody_cache ORDER BY detention_id")
        return [sources for (sources,) in cursor.fetchall()]


def rows_noted():
    with owner_cursor() as cursor:
        cursor.execute("SELECT count(*) FROM noted_people")
        return cursor.fetchone()[0]


def test_statements_are_published_once_when_the_block_ends(person):
    with transaction.atomic():
        with published_at_end():
            for name in ("a", "b"):
                make_event(detention=person.detentions.get(), source=make_source(name))
            assert sources_told_here() == [1]
        assert sources_told_here() == [3]
        make_event(detention=person.detentions.get(), source=make_source("c"))
        assert sources_told_here() == [4]
    assert (sources_told(), rows_noted(), differences()) == ([4], 0, [])


def test_a_block_in_a_block_leaves_the_outer_one_waiting(person):
    with published_at_end():
        with published_at_end():
            make_event(detention=person.detentions.get(), source=make_source("a"))
        assert sources_told_here() == [2]
        make_event(detention=person.detentions.get(), source=make_source("b"))
        assert sources_told_here() == [2]
    assert (sources_told(), differences()) == ([3], [])


def test_a_block_that_fails_leaves_nothing(person):
    told = Event.objects.values("detention_id", "source_id", "entry_id", "kind", "at").get()
    with pytest.raises(IntegrityError), published_at_end():
        Event.objects.bulk_create([Event(**told), Event(**told | {"at": "no date"})], batch_size=1)
    assert (sources_told(), rows_noted(), differences()) == ([1], 0, [])
    make_event(detention=person.detentions.get(), source=make_source("b"))
    assert sources_told() == [2]


def test_who_never_says_that_it_is_the_end_publishes_with_the_commit(person):
    source = make_source("a").pk
    with closing(volunteer()) as login, login, login.cursor() as cursor:
        cursor.execute(AT_END)
        cursor.execute(COPY_EVENT, [source])
        cursor.execute("SELECT sources FROM custody_cache")
        assert cursor.fetchall() == [(1,)]
    assert (sources_told(), rows_noted(), differences()) == ([2], 0, [])
    assert person.detentions.count() == 1


def test_many_people_are_published_in_parts(person):
    entry, source = make_entry(), make_source("a")
    with published_at_end():
        people = Person.objects.bulk_create(Person(level="confidential") for _ in range(2001))
        detentions = Detention.objects.bulk_create(Detention(person=one) for one in people)
        told = {"source": source, "entry": entry, "kind": "seized", "at": "2019-06-09"}
        Event.objects.bulk_create(Event(detention=one, **told) for one in detentions)
    assert sources_told() == [1] * 2002
    assert (rows_noted(), differences()) == (0, [])
    assert person.detentions.count() == 1


def test_a_merge_waits_for_who_publishes_at_the_end(person):
    """Else what is written about the merged person would reach nobody's row."""
    survivor = make_person("Иванова Аня", listed=True)
    source = make_source("a").pk

    def merge():
        with closing(connection):
            merge_people(survivor.pk, person.pk, by="m")

    with closing(volunteer()) as login, login.cursor() as cursor:
        cursor.execute(AT_END)
        cursor.execute(COPY_EVENT, [source])
        thread = threading.Thread(target=merge)
        thread.start()
        wait_for_a_lock()
        login.commit()
        thread.join(timeout=10)
        assert not thread.is_alive()
    assert (sources_told(), differences()) == ([2], [])
    assert Detention.objects.get().person == survivor


def test_a_dropped_trigger_is_told():
    with owner_cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgname = 'publish_noted'"
        )
        (definition,) = cursor.fetchone()
        cursor.execute("DROP TRIGGER publish_noted ON noted_people")
    try:
        fault = "no trigger publish_noted on noted_people"
        assert differences() == [("triggers", None, fault)]
    finally:
        with owner_cursor() as cursor:
            cursor.execute(definition)
