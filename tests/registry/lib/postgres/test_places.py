"""Which server the demo and the tests use."""

import os
import subprocess

import pytest

from registry.lib.locks import try_lock
from registry.lib.postgres import addresses, places
from registry.lib.postgres.places import demo_place, remove_abandoned, temporary_place


@pytest.fixture(autouse=True)
def machine_folder(monkeypatch, base):
    """Keep what root's demo would leave on the machine in a folder that goes."""
    monkeypatch.setattr(places, "MACHINE_FOLDER", base)


def test_demo_keeps_its_passwords(tmp_path):
    first, again = demo_place(tmp_path, {}), demo_place(tmp_path, {})

    assert first.urls == again.urls
    assert len(set(first.passwords.values())) == 3
    assert addresses.database_of(first.urls["DESK_DATABASE_URL"]) == "registry"


def test_two_checkouts_have_two_servers(tmp_path):
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()

    one, two = demo_place(tmp_path / "one", {}), demo_place(tmp_path / "two", {})

    assert one.server.folder != two.server.folder
    assert one.passwords != two.passwords


def test_given_server_is_used(tmp_path, prepared, ask):
    place = demo_place(tmp_path, {"DATABASE_URL": prepared.replace("/registry?", "/elsewhere?")})
    for login in ("owner", "desk", "public"):
        place.passwords[login] = {"owner": "one", "desk": "two", "public": "three"}[login]

    place.open()
    place.close()

    user = "SELECT current_user, current_database()"
    assert ask(place.urls["DESK_DATABASE_URL"], user) == ("registry_desk", "elsewhere")


def test_tests_on_a_given_server_have_a_database_of_their_own(tmp_path, shared_server, ask):
    place = temporary_place(tmp_path, {"DATABASE_URL": shared_server.url("registry")}, kind="test")
    names = "SELECT array_agg(datname::text) FROM pg_database WHERE NOT datistemplate"

    place.open()
    assert sorted(ask(shared_server.url("postgres"), names)[0]) == ["postgres", "test_registry"]
    place.open()  # what a killed run left is made afresh
    place.close()

    assert ask(shared_server.url("postgres"), names)[0] == ["postgres"]


def test_given_passwords_are_taken_from_the_logins_own_addresses(tmp_path):
    environment = {
        "DATABASE_URL": "postgresql://admin@db.example/registry",
        "DESK_DATABASE_URL": "postgresql://registry_desk:known@db.example/registry",
    }

    place = demo_place(tmp_path, environment)

    assert place.passwords["desk"] == "known"
    assert len(place.passwords["owner"]) > 20


def test_passwords_are_kept_by_server(tmp_path):
    def passwords(url):
        return demo_place(tmp_path, {"DATABASE_URL": url}).passwords

    first = passwords("postgresql://admin@one.example/registry")
    assert passwords("postgresql://other@one.example/another") == first
    assert passwords("postgresql://admin@two.example/registry") != first


def test_temporary_place_leaves_nothing(tmp_path, ask):
    place = temporary_place(tmp_path, {}, kind="test")
    place.open()
    assert ask(place.urls["OWNER_DATABASE_URL"], "SELECT current_database()") == ("test_registry",)

    place.close()

    assert not place.folder.exists()


def test_places_of_killed_runs_are_removed_and_those_in_use_are_not(base):
    abandoned, used = (base / f"{places.TEMPORARY_PREFIX}{name}" for name in ("one", "two"))
    (abandoned / "postgres" / "data").mkdir(parents=True)
    used.mkdir()
    lock = try_lock(used / "lock")
    orphan = subprocess.Popen(["sleep", "600"], cwd=abandoned / "postgres" / "data")

    remove_abandoned(base)

    assert orphan.wait(10) != 0
    assert (abandoned.exists(), used.exists()) == (False, True)
    lock.close()


def test_private_server_belongs_to_no_root(tmp_path):
    server = demo_place(tmp_path, {}).server

    assert server.account.uid != 0
    assert server.account.borrowed == (os.geteuid() == 0)
