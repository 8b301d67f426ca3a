"""The command takes out what the page would, of any length, and logs it as well."""

import hashlib
import io
import os
import stat

import pytest
from django.core.management import CommandError, call_command

from detainees.models import Export
from registry.lib.spreadsheet import read_csv
from tests.makers import make_account, make_person, make_violation


@pytest.fixture
def account(committed):
    return make_account("analyst")


@pytest.fixture
def run(account, tmp_path):
    """Run the command with what every call needs; return (path of the file, what it said)."""

    def run(**kwargs):
        said, path = io.StringIO(), tmp_path / "people.csv"
        options = {"form": "csv", "reason": "report", "user": account.username, **kwargs}
        call_command("export_people", output=str(path), stderr=said, **options)
        return path, said.getvalue()

    return run


def names(path):
    with path.open("rb") as file:
        return [row[2] for row in read_csv(file)][1:]


def test_file_is_for_its_owner_alone_and_its_hash_is_in_the_log(run, account):
    make_person("Айша")
    path, said = run()
    assert names(path) == ["Айша"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    export = Export.objects.get()
    assert export.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (export.exported_by, export.reason, export.rows) == (account, "report", 1)
    assert "1 of 1 rows" in said
    assert f"export {export.pk} in the log" in said


def test_filters_are_those_of_the_list(run):
    make_person("Listed", level="listed")
    make_person("Hidden")
    path, _said = run(filter=["level=listed"])
    assert names(path) == ["Listed"]
    assert Export.objects.get().filters == {"level": "listed"}


@pytest.mark.parametrize("wrong", ["level=nonsense", "colour=red", "level", "q=Айша"])
def test_filter_that_does_not_exist_takes_nobody_out(run, wrong, tmp_path):
    with pytest.raises(CommandError, match="no filter"):
        run(filter=[wrong])
    assert os.listdir(tmp_path) == []


def test_words_of_a_search_come_from_the_keyboard_and_are_kept_nowhere(run, monkeypatch):
    make_person("Айша")
    make_person("Another")
    monkeypatch.setattr("sys.stdin", io.StringIO("айша\n"))
    path, said = run(search=True)
    assert names(path) == ["Айша"]
    assert Export.objects.get().filters == {"search": True}
    assert "айша" not in said.lower()


def test_violations_leave_only_when_asked_for(run):
    make_violation()
    run(guarded=["violations"])
    assert Export.objects.get().columns[-1] == "violations"


def test_file_that_is_there_is_not_written_over(run, tmp_path):
    (tmp_path / "people.csv").write_text("mine")
    with pytest.raises(CommandError, match="File exists"):
        run()
    assert (tmp_path / "people.csv").read_text() == "mine"
    assert not Export.objects.exists()


@pytest.mark.parametrize("role", ["volunteer", "moderator", "administrator", None])
def test_account_that_may_not_export_is_refused(run, role, tmp_path):
    with pytest.raises(CommandError, match="may export"):
        run(user=make_account(role).username)
    assert os.listdir(tmp_path) == []


def test_account_that_is_switched_off_or_not_there_is_refused(run):
    for name in (make_account("analyst", is_active=False).username, "nobody"):
        with pytest.raises(CommandError, match="may export"):
            run(user=name)


@pytest.mark.parametrize("reason", ["", "  ", "я" * 301])
def test_reason_is_needed(run, reason, tmp_path):
    with pytest.raises(CommandError, match="reason"):
        run(reason=reason)
    assert os.listdir(tmp_path) == []


def test_half_a_file_is_never_left(run, account, tmp_path):
    group = account.groups.get()
    violations = group.permissions.get(codename="view_violation")
    group.permissions.remove(violations)
    try:
        with pytest.raises(CommandError, match="may not see"):
            run(guarded=["violations"])
    finally:
        group.permissions.add(violations)
    assert os.listdir(tmp_path) == []


def test_owners_side_is_refused(run, settings):
    settings.SIDE = "owner"
    with pytest.raises(CommandError, match="desk's side"):
        run()
