"""search_people and find_duplicates: tables in, tables of ids out."""

import stat

import pytest
from django.core.management import CommandError, call_command

from detainees.models import Person
from tests.makers import make_person

QUERIES = "query_id\tclass\tquery\tbirth_year\nQ1\tx\tvydumanov proba\t1980\nQ2\tx\tОйданбай Улги\n"


@pytest.fixture
def people(committed):
    """Somebody from a list, somebody entered here."""
    listed = make_person("Выдуманов Проба Примерович", birth_date="1980", external_id="X1")
    return listed, make_person("Ойданбай Үлгі")


def table(path):
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]


def search(tmp_path, queries=QUERIES, **options):
    asked, answers = tmp_path / "queries.tsv", tmp_path / "answers.tsv"
    asked.write_text(queries, encoding="utf-8")
    call_command("search_people", queries=str(asked), output=str(answers), **options)
    return answers


def test_answers_are_ranked_ids(people, tmp_path):
    answers = search(tmp_path)
    assert table(answers)[:2] == [["query_id", "rank", "person_id"], ["Q1", "1", "X1"]]
    assert ["Q2", "1", people[1].public_id] in table(answers)
    assert stat.S_IMODE(answers.stat().st_mode) == 0o600


def test_at_most_so_many_answers_a_query(people, tmp_path):
    for _time in range(3):
        make_person("Выдуманов Проба")
    rows = table(search(tmp_path, limit=2))[1:]
    assert [rank for query, rank, _person in rows if query == "Q1"] == ["1", "2"]


def test_the_time_of_each_query_is_written_when_asked_for(people, tmp_path):
    search(tmp_path, latency=str(tmp_path / "ms.tsv"))
    assert [row[0] for row in table(tmp_path / "ms.tsv")] == ["Q1", "Q2"]


@pytest.mark.parametrize(
    ("queries", "message"), [("query\nа\n", "no column query_id"), ("", "no column query_id")]
)
def test_a_table_without_the_columns_is_refused(people, tmp_path, queries, message):
    with pytest.raises(CommandError, match=message):
        search(tmp_path, queries)


def test_duplicates_are_proposed_with_score_and_reasons(people, tmp_path):
    other = make_person("Vydumanov Proba Primerovich", birth_date="1980")
    path = tmp_path / "pairs.tsv"
    call_command("find_duplicates", output=str(path))
    header, (first, second, score, reason) = table(path)
    assert header == ["id_a", "id_b", "score", "reason"]
    assert {first, second} == {"X1", other.public_id}
    assert 0.5 < float(score) <= 1
    assert "year_same" in reason
    assert Person.objects.count() == 3


def test_a_higher_score_proposes_fewer(people, tmp_path):
    make_person("Vydumanov Proba Primerovich", birth_date="1980")
    path = tmp_path / "pairs.tsv"
    call_command("find_duplicates", output=str(path), min_score=1.0)
    assert table(path) == [["id_a", "id_b", "score", "reason"]]
