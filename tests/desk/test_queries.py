"""How many questions a page asks the database: as many for a thousand rows as for one."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from detainees.models import Allowance, BulkChange, Invitation, Merge
from tests.desk.test_access import DESK
from tests.desk.test_releases import serving
from tests.makers import (
    make_account,
    make_city,
    make_consent,
    make_detention,
    make_enquiry,
    make_entry,
    make_event,
    make_facility,
    make_health,
    make_person,
    make_placement,
    make_rally,
    make_sentence,
    make_source,
    make_submission,
    make_trial,
)

LIST = reverse("admin:detainees_person_changelist")


def queries(client, address, **query):
    """The number of queries of a page that was asked for once before."""
    client.get(address, query)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address, query).status_code == 200
    return len(asked)


def fill(people):
    """People with two names, two detentions at two rallies and a consent each."""
    rallies = [make_rally(city=make_city()) for _number in range(2)]
    for number in range(people):
        person = make_person(f"Касымов Даурен {number}", f"Qasymov Dauren {number}")
        for rally in rallies:
            make_detention(person=person, rally=rally)
    return person


def test_a_search_in_the_list_asks_five_more_whose_names_changed(moderator):
    fill(2)
    few = queries(moderator, LIST, q="касым")
    fill(40)
    assert queries(moderator, LIST, q="касым") == few <= 12


def test_a_persons_page_asks_twelve_questions(moderator):
    person = fill(1)
    address = reverse("admin:detainees_person_change", args=[person.pk])
    assert queries(moderator, address) <= 12
    make_health(person)
    for _number in range(5):
        make_consent(person)
        make_detention(person=person, rally=make_rally())
    assert queries(moderator, address) <= 12


def test_a_detentions_page_asks_as_many_questions_for_many_claims(moderator):
    detention = make_detention(rally=make_rally())
    address = reverse("admin:detainees_detention_change", args=[detention.pk])
    few = queries(moderator, address)
    for _number in range(3):
        station = make_facility()
        make_event(detention=detention, facility=station)
        make_placement(detention=detention, facility=station, source=make_source())
        trial = make_trial(detention=detention, facility=station)
        make_sentence(detention=detention, trial=trial)
    assert queries(moderator, address) == few <= 24


def more_of_everything(number, station):
    """People who stand on every board: serving, due, asked for, new, to be merged; and accounts."""
    for n in range(number):
        due = serving(f"Касымов Даурен {n}", ends_in=n % 3 - 1, facility=station)
        make_event(detention=due)
        make_enquiry(detention=due, facility=station)
        make_detention(person=make_person("Qasymov", looks_minor=True), rally=make_rally())
        make_submission(person=due.person, likeness=str(n), tray=("new", "quarantine")[n % 2])
        Merge.objects.create(kept=make_person(), merged=make_person())
        BulkChange.objects.create(entry=make_entry(), changed=0)
        Allowance.objects.create(account=make_account())
        Invitation.objects.create(
            token_hash=str(make_entry().pk), expires_at=timezone.now() + timedelta(days=1)
        )


def test_every_page_asks_as_many_questions_for_many_rows(db, request):
    world, letters = {"another": make_account("volunteer")}, {"m": "moderator", "a": "analyst"}
    letters |= {"d": "administrator", "v": "volunteer"}
    station = world["facility"] = make_facility()
    for _twice in "12":  # so that two are called the same
        more_of_everything(2, station)
    pages = {}
    for name, row in DESK.items():
        role = next((letters[letter] for letter in letters if letter in row.reads), None)
        if role:
            address = reverse(name, args=row.path(world) if row.path else []) + row.query
            pages[name] = request.getfixturevalue(role), address
    for page in pages.values():
        asked_for(*page)  # so that what is kept between requests is there
    few = {name: asked_for(*page) for name, page in pages.items()}
    more_of_everything(8, station)
    asked_for(*pages["desk:duplicates"])  # whoever is new is compared first
    many = {name: asked_for(*pages[name]) for name in few}
    assert {name: (few[name], many[name]) for name in few if few[name] < many[name]} == {}


def asked_for(client, address):
    """The number of questions of a page."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code in (200, 302), address
    return len(asked)


def test_search_reads_the_trigram_indexes(db):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "EXPLAIN SELECT person_id FROM detainees_personname "
            "WHERE UPPER(surname::text) LIKE UPPER('%касым%')"
        )
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "personname_surname_trigram" in plan
