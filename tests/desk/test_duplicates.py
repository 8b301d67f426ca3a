"""Who may be one person: for a name being written down, and in the queue of pairs."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from detainees.desk import duplicates
from detainees.desk.duplicates import (
    compare_changed,
    compare_everybody,
    likely_same,
)
from detainees.desk.name_index import NameIndex
from detainees.models import DuplicateCandidate, NotSame, Person
from tests.makers import make_city, make_detention, make_name, make_person, make_rally

QUEUE = reverse("desk:duplicates")


@pytest.fixture
def twins(db, monkeypatch):
    """One person written down twice, among people of other names; a worker that just started."""
    monkeypatch.setattr(duplicates, "everybody", NameIndex())
    for surname in ("Қиялов", "Оспанов", "Ермеков", "Сатаев", "Бекболатов"):
        for given in ("Марат", "Дидар", "Олжас", "Тимур"):
            make_person(f"{surname} {given}")
    first = make_person("Тілеубеков Шыңғысхан Дамирұлы", birth_date="1985")
    return first, make_person("Tleubekov Shyngyskhan", birth_date="1985-03")


def queued():
    return [
        (pair.first_id, pair.second_id)
        for pair in DuplicateCandidate.objects.filter(
            first__merged_into=None, second__merged_into=None
        )
    ]


def test_whoever_is_known_already_is_told_with_score_and_reasons(twins):
    found = likely_same("Тлеубеков Шынгысхан", 1985)
    assert {each.person for each in found} == {person.pk for person in twins}
    assert found[0].score > 0.7
    assert "year_same" in {reason.code for reason in found[0].reasons}
    assert likely_same("Совсем Другой") == []
    assert likely_same("") == []
    assert likely_same("Тлеубеков Шынгысхан", 1985, limit=1) == found[:1]


def test_the_day_and_the_city_of_the_seizure_weigh(twins):
    _first, second = twins
    city = make_city()
    make_detention(person=second, rally=make_rally(city=city, starts_on=date(2019, 6, 9)))
    scores = {each.person: each.score for each in likely_same("Тлеубеков Шынгысхан", 1985)}
    found = likely_same("Тлеубеков Шынгысхан", 1985, seized_on=date(2019, 6, 9), city=city.pk)
    assert found[0].person == second.pk
    assert {"day_same", "city_same"} <= {reason.code for reason in found[0].reasons}
    assert found[0].score > scores[second.pk]


def test_a_name_that_was_asked_about_stays_unknown(twins):
    for _twice in range(2):
        likely_same("Ойданбаев Үлгі Қиялұлы", 1990)
    assert likely_same("Ойданбаев Үлгі Қиялұлы", 1990) == []


def test_a_year_that_was_said_with_the_name_counts(twins):
    (best, *_others) = likely_same("Тлеубеков Шынгысхан 1985")
    assert "year_same" in {reason.code for reason in best.reasons}


def test_the_queue_holds_the_pair_and_follows_what_is_written(twins):
    first, second = twins
    assert compare_changed() == 0
    assert queued() == [(first.pk, second.pk)]
    third = make_person("Тилеубеков Чингисхан Дамирович", birth_date="1985")
    assert compare_changed() == 0
    assert (first.pk, third.pk) in queued()
    third.names.update(surname="Ойданбаев", given="Үлгі", patronymic="")
    compare_changed()
    assert queued() == [(first.pk, second.pk)]
    Person.objects.filter(pk=second.pk).update(merged_into=first)
    assert queued() == []
    compare_changed()
    assert DuplicateCandidate.objects.count() == 0


def test_a_pair_judged_to_be_two_people_never_comes_back(moderator, twins, tmp_path):
    first, second = twins
    assert len(moderator.get(QUEUE).context["page_obj"].object_list) == 1
    NotSame.say(second.pk, first.pk, by="moderator")
    assert len(moderator.get(QUEUE).context["page_obj"].object_list) == 0
    second.names.update(given="Шынгысхан")
    assert len(moderator.get(QUEUE).context["page_obj"].object_list) == 0
    pairs = tmp_path / "pairs.tsv"
    call_command("find_duplicates", output=str(pairs), queue=True)
    assert pairs.read_text().splitlines() == ["id_a\tid_b\tscore\treason"]
    assert len(moderator.get(QUEUE).context["page_obj"].object_list) == 0


def test_the_command_fills_the_queue(twins):
    call_command("find_duplicates", queue=True)
    assert queued() == [tuple(person.pk for person in twins)]
    with pytest.raises(CommandError):
        call_command("find_duplicates")


def test_many_changes_are_left_to_the_command(twins, monkeypatch):
    compare_everybody()
    monkeypatch.setattr("detainees.desk.duplicates.AT_ONCE", 1)
    make_person("Тілеубеков Шыңғысхан", birth_date="1985")
    make_person("Тілеубеков Шыңғысхан", birth_date="1985")
    before = queued()
    assert compare_changed() >= 2
    assert queued() == before
    assert compare_everybody() > len(before)


def test_what_a_long_transaction_writes_is_compared_when_it_ends(committed, monkeypatch):
    monkeypatch.setattr(duplicates, "everybody", NameIndex())
    monkeypatch.setattr(duplicates, "AT_ONCE", 2)
    for given in ("Марат", "Дидар", "Олжас", "Тимур"):
        make_person(f"Қиялов {given}")
    make_person("Тілеубеков Шыңғысхан Дамирұлы", birth_date="1985")
    with transaction.atomic(using="owner"):
        late = Person.objects.using("owner").create(birth_date="1985")
        late.names.create(surname="Тлеубеков", given="Шыңғысхан", patronymic="Дамирович")
        compare_everybody()
        assert queued() == []
        assert compare_changed() == 0
    assert compare_changed() == 0
    assert [second for _first, second in queued()] == [late.pk]
    assert compare_changed() == 0


def test_a_large_registry_is_first_compared_by_the_command(moderator, twins, monkeypatch):
    monkeypatch.setattr("detainees.desk.duplicates.FEW", 1)
    assert "find_duplicates --queue" in moderator.get(QUEUE).text
    assert queued() == []


def test_the_page_shows_both_side_by_side_with_the_reasons(moderator, twins):
    make_name(twins[0], "Қиялбаев Ойдан")
    page = moderator.get(QUEUE).text
    for words in ("Тілеубеков Шыңғысхан Дамирұлы", "Tleubekov", "Қиялбаев", "born 1985", "likely"):
        assert words in page
    Person.objects.filter(pk=twins[1].pk).update(merged_into=twins[0])
    assert "No two records look like one person" in moderator.get(QUEUE).text


def test_a_persons_page_tells_whoever_decides(moderator, volunteer, twins):
    compare_everybody()
    address = reverse("admin:detainees_person_change", args=[twins[0].pk])
    page = moderator.get(address).text
    assert "This may be the same person as" in page
    assert "Tleubekov Shyngyskhan" in page
    assert "This may be the same person as" not in volunteer.get(address).text


def test_only_who_decides_reads_the_queue(volunteer, analyst, administrator, client):
    for other in (volunteer, analyst, administrator):
        assert other.get(QUEUE).status_code == 403
    assert client.get(QUEUE).status_code == 302
    assert volunteer.post(QUEUE).status_code == 405


def test_the_page_asks_as_many_questions_for_many_pairs(moderator, twins):
    def asked():
        moderator.get(QUEUE)
        with CaptureQueriesContext(connection) as queries:
            page = moderator.get(QUEUE)
        return len(queries), len(page.context["page_obj"].object_list)

    few, pairs = asked()
    assert pairs == 1
    for _more in range(6):
        twin = make_person("Тілеубеков Шыңғысхан Дамирұлы", birth_date="1985")
        make_detention(person=twin, city=make_city())
    compare_everybody(min_score=0.0)
    many, pairs = asked()
    assert pairs > 5
    assert many == few
