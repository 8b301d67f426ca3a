"""Any number of invented people: the same by seed, at all levels, in bulk, in few queries."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import islice

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from detainees.exchange.fixtures import load_fixture
from detainees.exchange.invented.fortnight import CHUNK, InventedCity, fortnight
from detainees.exchange.making import MODELS, Writer
from detainees.exchange.making_places import invented_cities
from detainees.models import (
    Consent,
    Detention,
    Entry,
    Event,
    Health,
    Person,
    PersonName,
    Rally,
    Source,
)
from detainees.models.claims import CLAIMS
from registry.lib.dates import partial_span
from tests.makers import make_account

UNTIL = datetime(2026, 6, 9, 12, tzinfo=UTC)
# What a claim of each noun tells the time of; what is told comes before it is heard.
TOLD_TIMES = {
    "event": ("at",),
    "placement": ("from_at", "to_at"),
    "trial": ("held_at",),
    "sentence": ("ruled_at", "counted_from"),
    "sentencechange": ("decided_at",),
    "release": ("released_at",),
    "violation": ("at",),
    "enquiry": ("asked_at",),
}
CITIES = [
    InventedCity("almaty", 3, 5, (1, 2), (3, 4), (4, 5), (6,)),
    InventedCity("aktobe", 1, 4, (7,), (8,), (9,), (6,)),
]


def cases_of(seed, number=0, *, until=UNTIL, count=CHUNK):
    return list(islice(fortnight(seed, number, until=until, cities=CITIES), count))


@pytest.fixture(scope="module")
def cases():
    return cases_of(7)


# Statistics are gathered through the owner's login.
as_desk_and_owner = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def places(db):
    load_fixture("stations")


def make(number, seed=7, until=UNTIL):
    call_command("make_people", number, "--seed", seed, "--from", until.isoformat())


def written():
    """What the rows say of everybody, without keys and the time of writing."""
    people = Person.objects.order_by("public_id").values_list(
        "public_id", "level", "birth_date", "made_at", "detentions__rally__city__code"
    )
    names = PersonName.objects.order_by("person__public_id", "pk").values_list("surname", "given")
    events = Event.objects.order_by("detention__person__public_id", "pk").values_list(
        "kind", "at", "heard_at", "source__label", "facility_id"
    )
    return list(people), list(names), list(events)


def test_same_seed_gives_the_same_cases_and_another_seed_others(cases):
    assert cases_of(7) == cases
    others = cases_of(8)
    assert {case.public_id for case in others}.isdisjoint(case.public_id for case in cases)
    assert [case.person for case in others[:20]] != [case.person for case in cases[:20]]


def test_chunks_share_nobody_and_few_are_the_first_of_many(cases):
    second = cases_of(7, 1)
    assert {case.public_id for case in second}.isdisjoint(case.public_id for case in cases)
    assert [case.number for case in second[:2]] == [CHUNK + 1, CHUNK + 2]
    assert cases_of(7, count=30) == cases[:30]


def test_dates_move_with_the_instant(cases):
    later = cases_of(7, until=UNTIL + timedelta(days=100))
    moved = [case.claims[0].heard_at - timedelta(days=100) for case in later]
    assert moved == [case.claims[0].heard_at for case in cases]


def test_levels_have_their_shares_and_consents(cases):
    levels = Counter(case.level for case in cases)
    assert 0.66 < levels["listed"] / CHUNK < 0.74
    assert 0.16 < levels["findable"] / CHUNK < 0.24
    assert 0.07 < levels["confidential"] / CHUNK < 0.14
    for case in cases:
        scopes = case.consent.scopes if case.consent else ()
        assert ("list" in scopes) == (case.level == "listed")
        assert case.level != "confidential" or case.consent is None


def test_minors_are_shown_only_with_a_guardians_consent(cases):
    minors = [case for case in cases if case.person.age_on(UNTIL.date()) < 17]
    assert minors
    for case in minors:
        giver = case.consent and case.consent.given_by
        assert giver == (None if case.level == "confidential" else "guardian")


def test_cases_stand_in_every_state(cases):
    nouns = Counter(claim.noun for case in cases for claim in case.claims)
    assert set(nouns) == set(TOLD_TIMES) | {"charge"}
    kinds = {
        claim.fields["kind"] for case in cases for claim in case.claims if claim.noun == "sentence"
    }
    assert kinds == {"administrative_arrest", "fine", "warning", "remand", "house_arrest"}
    released = sum(any(claim.noun == "release" for claim in case.claims) for case in cases)
    assert 0.25 < released / CHUNK < 0.75
    doubtful = [
        case for case in cases if {claim.certainty for claim in case.claims} == {"doubtful"}
    ]
    assert len(doubtful) > CHUNK / 50
    differing = [case for case in cases if len(terms(case)) > 1]
    assert differing
    assert all(terms(case) == {10, 15} for case in differing)


def terms(case):
    return {
        claim.fields.get("days")
        for claim in case.claims
        if claim.noun == "sentence" and claim.fields["kind"] == "administrative_arrest"
    }


def test_nothing_is_heard_before_it_happened_or_after_the_instant(cases):
    hours = {city.code: timedelta(hours=city.hours_from_utc) for city in CITIES}
    for case in cases:
        for claim in case.claims:
            assert UNTIL - timedelta(days=15) < claim.heard_at <= UNTIL
            clock = claim.heard_at.astimezone(UTC).replace(tzinfo=None) + hours[case.rally.city]
            for name in TOLD_TIMES.get(claim.noun, ()):
                if told := claim.fields.get(name):
                    assert partial_span(told)[0] <= clock
        if case.consent:
            assert case.consent.given_at <= UNTIL


def test_a_trial_or_sentence_that_a_claim_is_about_is_of_its_case(cases):
    about = [
        (claim.noun, case.claims[claim.about].noun)
        for case in cases
        for claim in case.claims
        if claim.about is not None
    ]
    assert set(about) == {
        ("charge", "trial"),
        ("sentence", "trial"),
        ("sentencechange", "sentence"),
    }


def test_each_case_has_one_to_four_sources_of_a_small_pool(cases):
    assert {len(case.sources) for case in cases} == {1, 2, 3, 4}
    pool = {source for case in cases for source in case.sources}
    assert len(pool) == CHUNK // 50
    assert all(source.label.endswith("(вымышлено)") for source in pool)


@as_desk_and_owner
def test_rows_are_those_of_the_seed_whatever_the_number(places):
    make(60)
    first = written()
    for model in (*reversed(CLAIMS), Detention, Consent, Health, PersonName, Person, Source):
        model.objects.all().delete()
    make(60)
    assert written() == first
    assert Person.objects.count() == 60


@as_desk_and_owner
def test_rows_are_valid_and_marked_as_invented(places):
    make(150)
    for model in (*MODELS, Entry, Rally):
        for row in model.objects.order_by("-pk")[:12]:
            row.full_clean()
    assert set(Person.objects.values_list("is_invented", flat=True)) == {True}
    assert set(Rally.objects.values_list("is_invented", flat=True)) == {True}
    assert Detention.objects.filter(rally=None).count() == 0
    assert Entry.objects.get().entered_at == UNTIL
    for claim in CLAIMS:
        assert claim.objects.filter(heard_at__gt=UNTIL).count() == 0
    listed = Person.objects.listed()
    assert listed.exclude(consents__scopes__contains=["list"]).count() == 0
    assert Consent.objects.filter(scopes=["find", "list"]).count() == listed.count()
    assert PersonName.objects.filter(is_main=True).count() == 150


@as_desk_and_owner
def test_history_keeps_every_row(places):
    make(20)
    with connection.cursor() as cursor:
        for model in (Person, PersonName, Source, Event):
            table = model._meta.db_table
            cursor.execute(
                f"SELECT count(*), min(pgh_db_user) FROM {table}historyevent"  # noqa: S608
            )
            assert cursor.fetchone() == (model.objects.count(), "registry_desk")


def test_chunks_written_one_after_another_share_their_rallies(places):
    cities = invented_cities(UNTIL)
    writer = Writer(Entry.objects.create(channel=Entry.Channel.DEMO))
    for number in (0, 1):
        cases = fortnight(7, number, until=UNTIL, cities=cities)
        assert writer.write(islice(cases, 40)) == 40
    assert Person.objects.count() == 80
    keys = Rally.objects.values_list("city", "starts_on")
    assert len(keys) == len(set(keys))
    assert Detention.objects.values("rally").distinct().count() == len(keys)


@as_desk_and_owner
def test_progress_is_told_on_the_error_stream(places, capsys):
    make(5)
    told = capsys.readouterr()
    assert told.err.startswith("5 of 5 people, ")
    assert told.out == ""


@as_desk_and_owner
def test_the_default_instant_is_now_to_the_hour(places):
    call_command("make_people", 1, "--seed", 3)
    told = Entry.objects.get().entered_at
    assert (told.minute, told.second) == (0, 0)
    assert timedelta(0) <= timezone.now() - told < timedelta(hours=2)


def test_without_places_it_says_what_to_load(db):
    with pytest.raises(CommandError, match="loaddata stations"):
        make(1)


@as_desk_and_owner
def test_a_seed_that_was_used_is_refused(places):
    make(3)
    with pytest.raises(CommandError, match="seed 7 are here already"):
        make(5)
    assert Person.objects.count() == 3


@as_desk_and_owner
@pytest.mark.parametrize(
    "arguments",
    [(0, "--seed", 1), (1, "--seed", -1), (1, "--seed", 1, "--from", "yesterday")],
)
def test_arguments_that_make_nobody_are_refused(places, arguments):
    with pytest.raises(CommandError):
        call_command("make_people", *arguments)
    assert Person.objects.count() == 0


def number_of_queries(client, address):
    """How many queries an address takes, all logins together."""
    with (
        CaptureQueriesContext(connections["public"]) as public,
        CaptureQueriesContext(connections["default"]) as desk,
    ):
        assert client.get(address).status_code == 200
    return len(public) + len(desk)


def queries_of_pages():
    """The queries of the public list, a person's public page, and the desk's list."""
    desk = Client()
    desk.force_login(make_account("moderator"))
    person = Person.objects.listed().filter(detentions__sentence_claims__isnull=False).first()
    pages = {
        "public list": (Client(), "/ru/people/"),
        "public page": (Client(), f"/ru/people/{person.public_id}/"),
        "desk list": (desk, "/desk/records/detainees/person/"),
    }
    for client, address in pages.values():
        client.get(address)
    return {name: number_of_queries(*page) for name, page in pages.items()}


def test_pages_need_as_many_queries_for_200_people_as_for_2000(committed):
    load_fixture("stations")
    make(200, seed=1)
    few = queries_of_pages()
    make(1800, seed=2)
    assert Person.objects.count() == 2000
    assert queries_of_pages() == few
    assert max(few.values()) <= 8
