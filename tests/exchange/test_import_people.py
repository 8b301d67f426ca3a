"""import_people and undo_import: invented lists, through the commands."""

import gzip
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from detainees.history.removed_names import kept_digests
from detainees.models import Detention, Entry, Import, Person, PersonName, RemovedName
from tests.makers import make_city, make_event, make_name

HEADER = "person_id\tsurname\tgiven\tpatronymic\tbirth_year\tcity"
LIST = """X1\tВыдуманов\tПроба\tПримерович\t1980\tТестоград
X2\tОйданбай\tҮлгі\t\t\t
X3\tTestov\tTest\t\t1999\tНигде
"""


@pytest.fixture(autouse=True)
def city(committed, monkeypatch):
    monkeypatch.setattr("detainees.management.commands.import_people.gather_statistics", bool)
    return make_city("testograd", name="Тестоград")


@pytest.fixture
def listed(tmp_path):
    """Write a list and return its path."""

    def write(text=LIST, header=HEADER, name="list.tsv"):
        path = tmp_path / name
        data = f"{header}\n{text}".encode()
        path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
        return str(path)

    return write


def run(*args):
    """Run a command; return what it prints."""
    out = StringIO()
    call_command(*args, stdout=out, stderr=out)
    return out.getvalue()


def test_a_dry_run_writes_nothing(listed):
    said = run("import_people", listed())
    assert "3 people to bring in" in said
    assert "dry run" in said
    assert not Person.objects.exists()
    assert not Import.objects.exists()


@pytest.mark.parametrize("name", ["list.tsv", "list.tsv.gz"])
def test_people_come_in_with_names_years_and_ids(listed, name):
    run("import_people", listed(name=name), "--commit")
    person = Person.objects.get(external_id="X1")
    assert (person.birth_date, person.level) == ("1980", Person.Level.CONFIDENTIAL)
    assert str(person) == "Выдуманов Проба Примерович"
    assert list(Person.objects.order_by("pk").values_list("external_id", flat=True)) == [
        *("X1", "X2", "X3")
    ]


def test_names_have_keys_and_letters(listed):
    run("import_people", listed(), "--commit")
    assert all(name.find_keys and name.is_main for name in PersonName.objects.all())
    scripts = PersonName.objects.order_by("person_id").values_list("script", flat=True)
    assert list(scripts) == ["ru", "kk", "la"]


def test_a_known_city_becomes_a_detention_and_an_unknown_one_is_told(listed, city):
    said = run("import_people", listed(), "--commit")
    assert [(one.person.external_id, one.city) for one in Detention.objects.all()] == [("X1", city)]
    assert "1 name a city that the registry does not know" in said


def test_what_is_printed_has_no_name(listed):
    said = run("import_people", listed(), "--commit")
    assert not any(word in said for word in ("Выдуманов", "Ойданбай", "Testov"))


def test_all_is_one_import_under_one_entry(listed):
    run("import_people", listed(), "--commit")
    brought = Import.objects.get()
    assert (brought.brought, brought.held_back, brought.entry.channel) == (3, 0, "import")
    assert brought.people.count() == 3
    assert brought.entry.entered_by_name == "import_people"


def test_a_file_is_brought_in_once(listed):
    run("import_people", listed(), "--commit")
    number = Import.objects.get().pk
    with pytest.raises(CommandError, match=f"as import {number}"):
        run("import_people", listed(name="again.tsv.gz"), "--commit")


def test_another_list_may_use_the_same_ids(listed):
    run("import_people", listed(), "--commit")
    run("import_people", listed("X1\tДругов\tПроба\n"), "--commit")
    assert Person.objects.filter(external_id="X1").count() == 2


WRITTEN_SINCE = {
    "a name": lambda person: make_name(person, "Выдуманский Проба"),
    "a level": lambda person: Person.objects.filter(pk=person.pk).update(level="findable"),
    "a claim": lambda person: make_event(detention=person.detentions.get()),
    "a merge": lambda person: Person.objects.filter(external_id="X9").update(merged_into=person),
}


@pytest.mark.parametrize("writing", WRITTEN_SINCE)
def test_people_written_to_since_stay(listed, writing):
    run("import_people", listed("X9\tРанее\tБыл\n"), "--commit")
    run("import_people", listed(), "--commit")
    person = Person.objects.get(external_id="X1")
    WRITTEN_SINCE[writing](person)
    said = run("undo_import", str(Import.objects.first().pk))
    assert "2 people taken back" in said
    assert f"1 stay, for somebody wrote to them since:\n{person.public_id}" in said
    assert set(Person.objects.values_list("external_id", flat=True)) == {"X1", "X9"}


def test_removed_people_are_held_back_and_told(listed):
    for digest in kept_digests("Выдуманов", "Проба", "Примерович", [1980]):
        RemovedName.objects.using("owner").create(digest=digest)
    said = run("import_people", listed(), "--commit")
    assert "1 held back, removed at request or a namesake: lines 2." in said
    assert not Person.objects.filter(external_id="X1").exists()
    assert Import.objects.get().held_back == 1


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("\tВыдуманов\tПроба", "line 2: no person_id"),
        ("X1", "line 2: no name"),
        ("X1\tВыдуманов\tПроба\t\t19", "line 2: birth_year is not a year"),
        ("X1\tВыдуманов\tПроба\t\t2999", "line 2: birth_year is not a year"),
        ("X1\tВыдуманов\tПроба\t\t\t\tеще", "line 2: more cells"),
        ("X1\tВыдуманов\nX1\tДругов", "line 3: the person_id stands on line 2 already"),
        ("X1\t" + "а" * 201, "line 2: surname is longer than 200"),
        ("X1\tа\x00", "line 2: a character that cannot be stored"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_nothing_is_written(listed, line, message):
    out = StringIO()
    with pytest.raises(CommandError, match="nothing was written"):
        call_command("import_people", listed(line), "--commit", stdout=out, stderr=out)
    assert message in out.getvalue()
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("person_id\tgiven", "no column surname"),
        (HEADER + "\tphone", "'phone' is unknown"),
        (HEADER + "\tcity", "'city' is unknown or there twice"),
        ("", "no column person_id"),
    ],
)
def test_another_header_is_refused(listed, header, message):
    with pytest.raises(CommandError, match=message):
        run("import_people", listed(header=header))


@pytest.mark.parametrize(
    ("data", "message"),
    [(b"\x1f\x8bno", "damaged"), (b"\xff\xfe", "not UTF-8"), (None, "Cannot read")],
)
def test_what_is_no_list_is_refused(tmp_path, data, message):
    path = tmp_path / "list"
    if data:
        path.write_bytes(data)
    with pytest.raises(CommandError, match=message):
        run("import_people", str(path))


def test_undoing_takes_back_what_was_brought_and_nothing_else(listed):
    run("import_people", listed("X9\tРанее\tБыл\n"), "--commit")
    run("import_people", listed(), "--commit")
    said = run("undo_import", str(Import.objects.first().pk))
    assert "3 people taken back" in said
    assert [person.external_id for person in Person.objects.all()] == ["X9"]
    assert not Detention.objects.exists()
    assert PersonName.objects.count() == 1


def test_an_import_is_undone_once_and_may_come_again(listed):
    run("import_people", listed(), "--commit")
    number = str(Import.objects.get().pk)
    run("undo_import", number)
    with pytest.raises(CommandError, match="taken back already"):
        run("undo_import", number)
    run("import_people", listed(), "--commit")
    assert Person.objects.count() == 3


def test_an_unknown_import_is_told():
    with pytest.raises(CommandError, match="no import 77"):
        run("undo_import", "77")
