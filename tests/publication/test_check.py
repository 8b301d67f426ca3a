"""The cache follows the record under whatever writes it, and ``publish --check`` tells when not."""

import contextlib
import threading
from contextlib import closing
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from detainees.history.putting_back import PutBackError, fingerprint, plan, put_back
from detainees.history.removal import remove_person
from detainees.models import (
    Consent,
    Detention,
    Event,
    Person,
    PersonName,
    Placement,
    Release,
    Sentence,
    Source,
)
from detainees.names.keys import stored_keys
from detainees.publication.publish import differences, published_at_end
from stations.models import City
from tests.database import empty_tables, owner_cursor
from tests.history.record import clock
from tests.makers import (
    make_city,
    make_consent,
    make_detention,
    make_entry,
    make_event,
    make_facility,
    make_name,
    make_person,
    make_rally,
    make_source,
)
from tests.publication.waiting import COPY_EVENT, volunteer, wait_for_a_lock

CLAIMS = (Event, Placement, Release, Sentence)
CACHES = ("custody_cache", "published_person", "published_name")
LISTED = ("listed_person", "listed_detention", "listed_word")
# The desk's boards read it.
NOTED = ("attention_cache",)

pytestmark = pytest.mark.usefixtures("committed")


def psql(sql, *parameters):
    """Write as the owner does in psql."""
    with owner_cursor() as cursor:
        cursor.execute(sql, parameters or None)


class Writer:
    """Writes the record of a few people in every way there is, as numbers choose."""

    def __init__(self):
        self.city = make_city()
        self.facility = make_facility(city=self.city, region=self.city.region)
        self.rally = make_rally(city=self.city)
        self.sources, self.entry = [make_source("a"), make_source("b")], make_entry()
        for number in range(3):
            person = make_person(f"Иванова{number} Анна", listed=number > 0, birth_date="1987")
            make_event(detention=make_detention(person=person, rally=self.rally))
        self.began = clock()

    def pick(self, rows, number):
        """One of the rows there are; None when there is none."""
        found = list(rows.order_by("pk"))
        return found[number % len(found)] if found else None

    def claim(self, number, model=None):
        """An unsaved claim of some kind about some detention; None without detentions."""
        detention = self.pick(Detention.objects, number)
        if detention is None:
            return None
        model = model or CLAIMS[number % len(CLAIMS)]
        fields = {
            Event: {"kind": "seized", "at": "2019-06-09T18:30"},
            Placement: {"facility": self.facility, "from_at": "2019-06-10"},
            Release: {"released_at": "2019-06-14"},
            Sentence: {"kind": "administrative_arrest", "days": 5},
        }[model]
        return model(
            detention=detention, source=self.sources[number % 2], entry=self.entry, **fields
        )

    def save_claim(self, number):
        if claim := self.claim(number):
            claim.save()

    def bulk_create(self, number):
        claims = [self.claim(number + more, CLAIMS[number % 4]) for more in range(3)]
        CLAIMS[number % 4].objects.bulk_create([claim for claim in claims if claim])

    def bulk_update(self, number):
        events = list(Event.objects.all())
        for event in events:
            event.at = f"2019-06-{10 + number % 10}"
        Event.objects.bulk_update(events, ["at"])

    def update(self, number):
        Release.objects.update(released_at=f"2019-07-{10 + number % 10}", manner="released")

    def level(self, number):
        Person.objects.filter(pk__gte=number % 4).update(level=Person.Level.values[number % 3])

    def person(self, number):
        make_detention(person=make_person(f"Петрова{number} Ольга", listed=number % 2 == 0))

    def rename(self, number):
        if name := self.pick(PersonName.objects, number):
            name.surname += "я"
            name.save()

    def also_called(self, number):
        if person := self.pick(Person.objects, number):
            make_name(person, "Иванова Анечка", is_main=not person.names.filter(is_main=True))

    def consent(self, number):
        if person := self.pick(Person.objects, number):
            make_consent(person, scopes=[("list", "find")[number % 2]], entry=self.entry)

    def withdraw(self, number):
        Consent.objects.filter(pk__gte=number % 4).update(withdrawn_at=timezone.now())

    def merge(self, number):
        """Move the detentions of one person to another, which the first is merged into."""
        people = list(Person.objects.filter(merged_into=None).order_by("pk"))[number % 2 :][:2]
        if len(people) == 2:
            Detention.objects.filter(person=people[0]).update(person=people[1])
            Person.objects.filter(pk=people[0].pk).update(merged_into=people[1])

    def move_claims(self, number):
        if detention := self.pick(Detention.objects, number):
            CLAIMS[number % 4].objects.update(detention=detention)

    def place(self, number):
        psql("UPDATE stations_facility SET kind = %s", ("hospital", "remand")[number % 2])
        City.objects.update(time_zone=("Asia/Oral", "Asia/Almaty")[number % 2])

    def reliability(self, number):
        Source.objects.update(reliability=Source.Reliability.values[number % 4])

    def rally_day(self, number):
        psql("UPDATE detainees_rally SET starts_on = date '2019-06-01' + %s", number % 20)

    def psql_claims(self, number):
        psql("UPDATE detainees_event SET certainty = 'doubtful' WHERE id %% 2 = %s", number % 2)
        psql("UPDATE detainees_person SET birth_date = %s", str(1980 + number % 40))

    def delete(self, number):
        CLAIMS[number % 4].objects.filter(pk__gt=number % 3).delete()
        if number % 2 and (name := self.pick(PersonName.objects, number)):
            name.delete()

    def many_at_once(self, number):
        """Write in several ways and publish once, when Django says so or at the commit."""
        with published_at_end():
            self.person(number)
            self.merge(number)
            self.move_claims(number + 1)
            self.save_claim(number)
        psql(
            "SELECT set_config('registry.publish_at_end', 'on', true);"
            "UPDATE detainees_detention SET person_id = (SELECT min(id) FROM detainees_person);"
            "DELETE FROM detainees_sentence WHERE id %% 2 = %s",
            number % 2,
        )

    def put_back(self, number):
        """Put one person's whole record back to what it was when the test began."""
        person = self.pick(Person.objects, number)
        if person is None:
            return
        with contextlib.suppress(PutBackError, DatabaseError):
            steps = plan(person.pk, self.began)
            put_back(person.pk, self.began, [one.key for one in steps], fingerprint(steps))

    def remove(self, number):
        if number % 3 == 0 and (person := self.pick(Person.objects, number)):
            person = Person.objects.using("owner").get(pk=person.pk)
            remove_person(person, reason="asked", using="owner")


ACTS = sorted(
    name for name in vars(Writer) if not name.startswith("_") and name not in ("pick", "claim")
)


@settings(
    max_examples=12,
    derandomize=True,
)
@given(acts=st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 11)), min_size=6, max_size=10))
def test_the_cache_follows_whatever_is_written(reference_tables, acts):
    empty_tables(kept=reference_tables)
    writer = Writer()
    assert differences() == []
    for act, number in acts:
        getattr(writer, act)(number)
        assert (act, number, differences()) == (act, number, [])


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


def make_published():
    """A listed person who is held."""
    person = make_person("Иванова Анна", listed=True, birth_date="1987")
    make_event(detention=make_detention(person=person))
    return person


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


def test_who_writes_many_people_gathers_statistics_first():
    Person.objects.bulk_create(Person() for _number in range(500))
    with owner_cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE oid = 'detainees_person'::regclass")
        assert cursor.fetchone() == (500,)


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


def test_nobody_stands_in_the_tables_of_the_list_who_is_not_listed():
    make_published()
    make_person("Ким Вера", level=Person.Level.FINDABLE, birth_date="1990")
    make_detention(person=make_person("Серік Ольга"))
    with owner_cursor() as cursor:
        for table in LISTED:
            cursor.execute(f"SELECT count(DISTINCT person_id) FROM {table}")  # noqa: S608
            assert cursor.fetchone() == (1,)
    Person.objects.update(level=Person.Level.FINDABLE)
    with owner_cursor() as cursor:
        for table in LISTED:
            cursor.execute(f"SELECT count(DISTINCT person_id) FROM {table}")  # noqa: S608
            assert cursor.fetchone() == (0,)


def in_turn(first_sql, second_sql):
    """Run two statements in two transactions; the second begins before the first is committed."""

    def write_second():
        with closing(volunteer()) as second, second, second.cursor() as cursor:
            cursor.execute(*second_sql)

    with closing(volunteer()) as first, first.cursor() as cursor:
        cursor.execute(*first_sql)
        thread = threading.Thread(target=write_second)
        thread.start()
        wait_for_a_lock()
        first.commit()
        thread.join(timeout=10)
        assert not thread.is_alive()


def test_two_writers_of_one_person_leave_a_right_cache():
    make_published()
    sources = [make_source().pk, make_source().pk]
    in_turn((COPY_EVENT, [sources[0]]), (COPY_EVENT, [sources[1]]))
    assert differences() == []
    with owner_cursor() as cursor:
        cursor.execute("SELECT sources FROM custody_cache")
        assert cursor.fetchall() == [(3,)]


COPY_AT_FACILITY = """
    INSERT INTO detainees_event
        (detention_id, source_id, entry_id, heard_at, certainty, note, kind, at, facility_id)
    SELECT detention_id, source_id, entry_id, heard_at, certainty, note, kind, at, %s
    FROM detainees_event ORDER BY id LIMIT 1
"""
MOVED = {
    "stations_facility": "UPDATE stations_facility SET kind = 'hospital'",
    "detainees_source": "UPDATE detainees_source SET reliability = 'reliable'",
}


@pytest.mark.parametrize("table", MOVED)
@pytest.mark.parametrize("is_claim_first", [True, False])
def test_a_claim_and_what_it_leans_on_change_at_once(table, is_claim_first):
    make_published()
    make_event(detention=Detention.objects.get(), certainty="doubtful", at="2019-06-08")
    acts = [(COPY_AT_FACILITY, [make_facility().pk]), (MOVED[table], [])]
    in_turn(*(acts if is_claim_first else acts[::-1]))
    assert differences() == []
    if table == "stations_facility":
        with owner_cursor() as cursor:
            cursor.execute("SELECT base_status FROM custody_cache")
            assert cursor.fetchall() == [("hospital",)]


def test_the_zone_of_a_facilitys_place_reaches_who_is_held_there():
    person, city = make_published(), make_city()
    for facility in (make_facility(), make_facility(city=city, region=city.region)):
        make_event(detention=person.detentions.get(), facility=facility, kind="delivered")
    psql("UPDATE stations_region SET time_zone = 'Asia/Tokyo'")
    assert differences() == []
    psql("UPDATE stations_city SET time_zone = 'Asia/Oral' WHERE id = %s", city.pk)
    assert differences() == []


def test_a_claim_written_during_a_merge_reaches_the_survivor():
    person, survivor = make_published(), make_person("Иванова Аня", listed=True)
    in_turn(
        ("UPDATE detainees_detention SET person_id = %s", [survivor.pk]),
        (COPY_EVENT, [make_source().pk]),
    )
    assert differences() == []
    with owner_cursor() as cursor:
        cursor.execute("SELECT person_id, sources FROM custody_cache")
        assert cursor.fetchall() == [(survivor.pk, 2)]
    assert person.pk != survivor.pk
