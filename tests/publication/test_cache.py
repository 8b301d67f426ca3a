"""The cache follows the record, whatever writes it."""

import contextlib

import pytest
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
from tests.publication.caches import LISTED, make_published, psql

pytestmark = pytest.mark.usefixtures("committed")

CLAIMS = (Event, Placement, Release, Sentence)


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


def test_the_zone_of_a_facilitys_place_reaches_who_is_held_there():
    person, city = make_published(), make_city()
    for facility in (make_facility(), make_facility(city=city, region=city.region)):
        make_event(detention=person.detentions.get(), facility=facility, kind="delivered")
    psql("UPDATE stations_region SET time_zone = 'Asia/Tokyo'")
    assert differences() == []
    psql("UPDATE stations_city SET time_zone = 'Asia/Oral' WHERE id = %s", city.pk)
    assert differences() == []


def test_who_writes_many_people_gathers_statistics_first():
    Person.objects.bulk_create(Person() for _number in range(500))
    with owner_cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE oid = 'detainees_person'::regclass")
        assert cursor.fetchone() == (500,)


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
