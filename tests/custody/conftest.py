"""A few places and sources, a detention, and its row of ``custody``."""

from datetime import datetime
from itertools import count
from types import SimpleNamespace

import pytest
from django.db import connection, transaction

from detainees.models import (
    Charge,
    Enquiry,
    Event,
    Placement,
    Release,
    Sentence,
    SentenceChange,
)
from stations.models import Facility
from tests.custody.claims import TRUST, Place, Said
from tests.makers import (
    make_city,
    make_detention,
    make_entry,
    make_facility,
    make_person,
    make_rally,
    make_source,
)

ALMATY, ORAL = "Asia/Almaty", "Asia/Oral"

numbers = count(100_000)


def at(text, hours=6):
    """Local time of Almaty (``hours`` east of UTC in 2019) as an instant."""
    return datetime.fromisoformat(f"{text}+{hours:02}:00")


class Story:
    """Claims in the order they are told; each gets the next id."""

    def __init__(self):
        self.said = []

    def tell(self, noun, what="", heard="2019-06-10T12:00", **fields):
        fields = {"reliability": "unknown", **fields}
        self.said.append(Said(noun, next(numbers), what, heard_at=at(heard), source=1, **fields))
        return self


class World:
    """Stations in two zones and sources of each reliability; people are seized in Almaty."""

    def __init__(self):
        self.almaty = make_city("almaty", time_zone=ALMATY)
        oral = make_city("oral", time_zone=ORAL)
        self.rally = make_rally(city=self.almaty)
        self.entry = make_entry()
        self.sources = {
            reliability: make_source(reliability, reliability=reliability) for reliability in TRUST
        }
        Kind = Facility.Kind  # noqa: N806
        self.station = self.place(Kind.POLICE_STATION, self.almaty)
        self.centre = self.place(Kind.SPECIAL_RECEPTION, self.almaty)
        self.far_centre = self.place(Kind.SPECIAL_RECEPTION, oral)
        self.hospital = self.place(Kind.HOSPITAL, self.almaty)
        self.remand = self.place(Kind.REMAND, oral)
        self.places = [self.station, self.centre, self.far_centre, self.hospital, self.remand]

    def place(self, kind, city):
        facility = make_facility(kind=kind, region=city.region, city=city)
        return Place(facility.pk, str(kind), city.time_zone)

    def detain(self, said=(), *, person=None, **fields):
        """A detention at the rally of which these claims (``Said``) are told."""
        person = person or make_person()
        detention = make_detention(person=person, **{"rally": self.rally, **fields})
        self.tell(detention, said)
        return detention

    def tell(self, detention, said):
        """Write the claims, sentences before their changes."""
        rows = {}
        for claim in said:
            row = self.row(detention, claim)
            rows.setdefault(type(row), []).append(row)
        for model in (Event, Placement, Enquiry, Release, Sentence, SentenceChange, Charge):
            model.objects.bulk_create(rows.get(model, []))

    def row(self, detention, said):
        common = {
            "id": said.id,
            "detention": detention,
            "source": self.sources[said.reliability],
            "entry": self.entry,
            "heard_at": said.heard_at,
            "certainty": said.certainty,
        }
        place = {"facility_id": said.facility.id if said.facility else None}
        makers = {
            "event": lambda: Event(kind=said.what, at=said.at, **place, **common),
            "placement": lambda: Placement(from_at=said.began, to_at=said.at, **place, **common),
            "enquiry": lambda: Enquiry(reply=said.what, asked_at=said.at, **place, **common),
            "release": lambda: Release(manner=said.what, released_at=said.at, **common),
            "sentence": lambda: Sentence(
                kind=said.what,
                days=said.days,
                ruled_at=said.at,
                counted_from=said.counted_from,
                **common,
            ),
            "sentence_change": lambda: SentenceChange(
                kind=said.what,
                days=said.days,
                decided_at=said.at,
                sentence_id=said.sentence,
                **common,
            ),
        }
        return makers[said.noun]()

    def custody(self, detention):
        """The row of the view, as a namespace."""
        return SimpleNamespace(
            **fetch_one("SELECT * FROM custody WHERE detention_id = %s", detention.pk)
        )


def fetch_one(sql, *parameters):
    """The first row of a query as a dict."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        names = [column.name for column in cursor.description]
        return dict(zip(names, cursor.fetchone(), strict=True))


@pytest.fixture
def world(db):
    return World()


@pytest.fixture
def undone():
    """A block whose writes are undone at its end."""

    class Undone:
        def __enter__(self):
            self.atomic = transaction.atomic()
            self.atomic.__enter__()

        def __exit__(self, *error):
            transaction.set_rollback(True)
            return self.atomic.__exit__(*error)

    return Undone


@pytest.fixture
def story():
    return Story()


@pytest.fixture
def custody(world):
    """The row of ``custody`` that a story comes to."""
    return lambda story, **fields: world.custody(world.detain(story.said, **fields))
