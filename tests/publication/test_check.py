"""``publish --check`` tells whatever differs from the record, and what repairs it."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from detainees.models import Person, PersonName
from detainees.names.keys import stored_keys
from tests.database import owner_cursor
from tests.makers import make_consent, make_event, make_person
from tests.publication.caches import CACHES, LISTED, NOTED, make_published, psql

pytestmark = pytest.mark.usefixtures("committed")


def check():
    """What the command prints, line by line; raises CommandError when there are differences."""
    out = StringIO()
    call_command("publish", check=True, stdout=out)
    return out.getvalue().splitlines()


def found():
    """What the failing command prints, as tuples."""
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("publish", check=True, stdout=out)
    return [tuple(line.split("\t")) for line in out.getvalue().splitlines()]


def test_nothing_is_no_difference():
    make_published()
    assert check() == ["no difference"]


def test_a_name_written_behind_djangos_back_is_told_and_repaired():
    person = make_published()
    psql("UPDATE detainees_personname SET surname = 'Петрова'")
    psql(
        "INSERT INTO detainees_personname"
        " (person_id, surname, given, patronymic, kind, script, is_main, find_keys, keyed_name)"
        " VALUES (%s, 'Серік', 'Анна', '', 'also', 'kk', false, '{}', '')",
        person.pk,
    )
    told = ("names", str(person.pk), "name without its keys: run index_names")
    assert found() == [told, told]
    call_command("index_names", stdout=StringIO())
    assert check() == ["no difference"]
    keys = PersonName.objects.order_by("pk").values_list("find_keys", flat=True)
    expected = [stored_keys("Петрова", "Анна"), stored_keys("Серік", "Анна")]
    assert list(keys) == expected
    expected = [[f"{key} 1987" for key in keys] for keys in expected]
    with owner_cursor() as cursor:
        cursor.execute("SELECT find_keys FROM published_name ORDER BY name_id")
        assert [keys for (keys,) in cursor.fetchall()] == expected


@pytest.fixture
def event_trigger(committed):
    """The trigger for inserted events; as it was, afterwards."""
    with owner_cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_triggerdef(oid) FROM pg_trigger"
            " WHERE tgrelid = 'detainees_event'::regclass AND tgname = 'publish_insert'"
        )
        (definition,) = cursor.fetchone()
    yield "publish_insert"
    psql("DROP TRIGGER IF EXISTS publish_insert ON detainees_event")
    psql(definition)


def test_a_disabled_trigger_is_told(event_trigger):
    person = make_published()
    psql(f"ALTER TABLE detainees_event DISABLE TRIGGER {event_trigger}")
    does_not_fire = ("triggers", "-", "trigger publish_insert on detainees_event does not fire")
    assert found() == [does_not_fire]
    make_event(detention=person.detentions.get(), at="2019-06-08")
    assert {(cache, fault) for cache, _person, fault in found()} == {
        ("custody_cache", "missing or old"),
        ("custody_cache", "too much"),
        ("triggers", does_not_fire[2]),
    }


def test_a_dropped_trigger_is_told(event_trigger):
    psql(f"DROP TRIGGER {event_trigger} ON detainees_event")
    assert found() == [("triggers", "-", "no trigger publish_insert on detainees_event")]


@pytest.mark.parametrize("cache", CACHES + LISTED + NOTED)
def test_an_emptied_cache_is_told_and_filled_anew(cache):
    person = make_published()
    psql(f"TRUNCATE {cache}")
    assert (cache, str(person.pk), "missing or old") in found()
    call_command("publish", rebuild=True, stdout=StringIO(), stderr=StringIO())
    assert check() == ["no difference"]


def test_rows_of_nobody_are_told_and_go():
    make_published()
    psql("UPDATE published_person SET person_id = 99, public_id = 'nobody'")
    psql("UPDATE published_name SET person_id = 99")
    psql("UPDATE custody_cache SET person_id = 99, detention_id = 99")
    for table in LISTED + NOTED:
        psql(f"UPDATE {table} SET person_id = 98")  # noqa: S608
    told = {(cache, fault) for cache, person, fault in found() if person in ("98", "99")}
    assert told >= {(cache, "too much") for cache in CACHES + LISTED + NOTED}
    call_command("publish", rebuild=True, stdout=StringIO(), stderr=StringIO())
    assert check() == ["no difference"]


def test_a_reason_altered_behind_djangos_back_is_told():
    """For whom the desk shall act is told as whom the world may see is."""
    person = make_published()
    psql("UPDATE attention_cache SET urgency = 99, ends_at = ends_at - interval '1 second'")
    told = ("attention_cache", str(person.pk))
    assert set(found()) == {(*told, "missing or old"), (*told, "too much")}
    psql("DROP TRIGGER note_asked_update ON detainees_submission")
    try:
        assert ("triggers", "-", "no trigger note_asked_update on detainees_submission") in found()
    finally:
        psql(
            "CREATE TRIGGER note_asked_update AFTER UPDATE ON detainees_submission"
            " REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows"
            " FOR EACH STATEMENT EXECUTE FUNCTION note_asked_update_of_detainees_submission()"
        )


def test_the_clock_takes_off_the_list_and_puts_on():
    leaving, coming = make_published(), make_person("Серік Ольга", listed=True)
    minor = make_person("Ким Вера", level=Person.Level.FINDABLE, birth_date="2019-06-09")
    make_consent(minor, given_by="guardian", expires_at=timezone.now() + timedelta(days=1))
    psql("UPDATE published_person SET listed_until = now() WHERE person_id = %s", leaving.pk)
    for table in LISTED[:2]:
        psql(f"UPDATE {table} SET listed_until = now() WHERE person_id = %s", leaving.pk)  # noqa: S608
    psql("DELETE FROM listed_person WHERE person_id = %s", coming.pk)
    assert ("listed_person", str(leaving.pk), "time is over: run publish --due") in found()
    assert ("listed_person", str(coming.pk), "missing or old") in found()
    out = StringIO()
    call_command("publish", due=True, stdout=out)
    assert out.getvalue() == "3 people followed the clock\n"
    assert check() == ["no difference"]
