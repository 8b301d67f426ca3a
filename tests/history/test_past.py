"""The record as of an instant."""

from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, connections, transaction
from django.db.models import ProtectedError
from hypothesis import given, settings

from detainees.history.past import as_of, histories, write_past
from detainees.models import Person, PersonName, Release, Source
from detainees.publication.grants import write_grants
from tests.history.record import EDITS, Editor, clock, snapshot
from tests.makers import make_account, make_detention, make_name, make_person, make_release


def columns(cursor, schema, table):
    cursor.execute(
        "SELECT column_name, data_type FROM information_schema.columns"
        " WHERE table_schema = %s AND table_name = %s ORDER BY column_name",
        [schema, table],
    )
    return cursor.fetchall()


def tracked_tables():
    return sorted(model._meta.db_table for _events, model in histories(apps))


@pytest.mark.django_db(databases=["default", "owner"])
def test_every_tracked_table_has_a_view_of_the_same_columns():
    with connections["owner"].cursor() as cursor:
        for table in tracked_tables():
            assert columns(cursor, "past", table) == columns(cursor, "public", table)
        cursor.execute("SELECT viewname FROM pg_views WHERE schemaname = 'past' ORDER BY 1")
        assert [name for (name,) in cursor.fetchall()] == tracked_tables()


def test_a_changed_row_reads_as_it_was(committed):
    person = make_person("Иванова Анна", birth_date="1987")
    then = clock()
    PersonName.objects.update(surname="Ұлықбек")
    Person.objects.update(birth_date="1990", level="findable")
    with as_of(then):
        then_person = Person.objects.prefetch_related("names").get(public_id=person.public_id)
        key = PersonName.objects.get(person=person).sort_key
    assert (str(then_person), then_person.birth_date) == ("Иванова Анна", "1987")
    assert (then_person.level, person.pk) == ("confidential", then_person.pk)
    assert str(Person.objects.get()) == "Ұлықбек Анна"
    with as_of(clock()):
        assert PersonName.objects.get().sort_key == PersonName.objects.get().sort_key != key
    assert key == make_name(make_person("Х"), "Иванова Анна").sort_key


def test_a_deleted_row_is_there_and_an_unborn_one_is_not(committed):
    release = make_release(released_at="2019-06-12", note="cell 4")
    then = clock()
    release.delete()
    between = clock()
    make_release(detention=make_detention(person=make_person("Younger")))
    with as_of(then):
        assert list(Release.objects.values_list("released_at", "note")) == [
            ("2019-06-12", "cell 4")
        ]
        assert Release.objects.filter(detention__person__names__surname="Testov").count() == 1
    with as_of(between):
        assert not Release.objects.exists()
        assert not Person.objects.filter(names__surname="Younger").exists()
    with as_of(datetime(2019, 6, 9, tzinfo=UTC)):
        assert (Person.objects.count(), Source.objects.count()) == (0, 0)
    assert Release.objects.count() == 1


def test_writing_is_refused_inside_and_allowed_afterwards(committed):
    person = make_person()
    with pytest.raises(DatabaseError, match="permission denied for view"), as_of(clock()):
        Person.objects.filter(pk=person.pk).update(note="x")
    with pytest.raises(DatabaseError, match="read-only transaction"), as_of(clock()):
        make_account()
    Person.objects.filter(pk=person.pk).update(note="y")
    assert Person.objects.get().note == "y"


def test_the_past_ends_with_its_block_within_another_transaction(committed):
    person = make_person()
    then = clock()
    Person.objects.update(note="now")
    with transaction.atomic():
        Person.objects.update(note="later")
        with as_of(then):
            assert Person.objects.get().note == ""
            with as_of(clock()):
                assert Person.objects.get().note == "later"
            assert Person.objects.get().note == ""
        assert Person.objects.get().note == "later"
        make_name(person, "Written After")
    assert (Person.objects.get().note, person.names.count()) == ("later", 2)
    with connection.cursor() as cursor:
        cursor.execute("SHOW search_path")
        assert cursor.fetchone()[0] == '"$user", public'


def test_an_error_inside_ends_the_past_too(committed):
    person = make_person()
    with pytest.raises(Person.DoesNotExist), as_of(datetime(2019, 1, 1, tzinfo=UTC)):
        Person.objects.get(pk=person.pk)
    assert Person.objects.get(pk=person.pk) == person


@pytest.mark.django_db
def test_an_instant_needs_a_zone():
    with pytest.raises(ValueError, match="time zone"), as_of(datetime(2019, 6, 9)):
        pass


@pytest.mark.django_db
def test_a_view_read_without_an_instant_is_an_error():
    make_person()
    # No setting is one error, a setting that an earlier transaction left empty another.
    with (
        pytest.raises(DatabaseError, match=r"past\.instant|timestamp"),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT * FROM past.detainees_person")


@pytest.mark.django_db(databases=["public"])
@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM past.detainees_person",
        "SELECT past.begin(now())",
        "SELECT past.instant()",
    ],
)
def test_the_public_login_sees_no_past(statement):
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        connections["public"].cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM past.detainees_person",
        "INSERT INTO past.detainees_source (id) VALUES (1)",
        "CREATE VIEW past.mine AS SELECT 1",
        "CREATE OR REPLACE FUNCTION past.instant() RETURNS timestamptz LANGUAGE sql RETURN now()",
    ],
)
def test_the_desk_login_only_reads_the_past(statement):
    with (
        pytest.raises(DatabaseError, match=r"permission denied|cannot|must be owner"),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_writing_the_schema_again_changes_nothing(committed):
    make_person("Иванова Анна")
    write_past(sender=None, using="owner")
    write_grants(sender=None, using="owner")
    with as_of(clock()):
        assert str(Person.objects.get()) == "Иванова Анна"


@settings(max_examples=12)
@given(edits=EDITS)
def test_as_of_equals_a_snapshot_taken_then(committed, edits):
    person = make_person()
    editor = Editor(person)
    kept = [(clock(), snapshot(person))]
    for edit in edits:
        try:
            editor.edit(*edit)
        except ProtectedError:
            continue
        kept.append((clock(), snapshot(person)))
    for instant, record in kept:
        with as_of(instant):
            assert snapshot(person) == record
