"""How many questions a page asks the database: as many for a thousand rows as for one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.makers import (
    make_city,
    make_consent,
    make_detention,
    make_event,
    make_facility,
    make_health,
    make_person,
    make_placement,
    make_rally,
    make_sentence,
    make_source,
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


@pytest.mark.parametrize("query", [{}, {"level": "confidential", "p": "2"}])
def test_the_list_of_people_asks_seven_questions(moderator, query):
    fill(2)
    few = queries(moderator, LIST, **query)
    fill(40)
    assert queries(moderator, LIST, **query) == few <= 7


def test_a_search_in_the_list_asks_five_more_whose_names_changed(moderator):
    fill(2)
    few = queries(moderator, LIST, q="касым")
    fill(40)
    assert queries(moderator, LIST, q="касым") == few <= 12


def test_a_persons_page_asks_eleven_questions(moderator):
    person = fill(1)
    address = reverse("admin:detainees_person_change", args=[person.pk])
    assert queries(moderator, address) <= 11
    make_health(person)
    for _number in range(5):
        make_consent(person)
        make_detention(person=person, rally=make_rally())
    assert queries(moderator, address) <= 11


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


@pytest.mark.parametrize("kind", ["detainees_source", "detainees_rally", "stations_facility"])
def test_other_lists_ask_as_many_questions_for_many_rows(moderator, kind):
    address = reverse(f"admin:{kind}_changelist")

    def more(number):
        for _number in range(number):
            make_source()
            make_facility()
            make_rally()

    more(2)
    few = queries(moderator, address)
    more(10)
    assert queries(moderator, address) == few <= 7


def test_search_reads_the_trigram_indexes(db):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "EXPLAIN SELECT person_id FROM detainees_personname "
            "WHERE UPPER(surname::text) LIKE UPPER('%касым%')"
        )
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "personname_surname_trigram" in plan
