"""The demo's secrets are kept, and nobody else on the machine reads them."""

import pytest

from registry.lib.environment import (
    keep_secrets,
    load_demo_environment,
    make_state_folder,
    read_environment,
    write_environment,
)


def mode(path):
    return path.stat().st_mode & 0o777


def test_values_come_back_as_they_were(tmp_path):
    values = {"URL": "postgresql://a:b=c#d@/e?host=/f&port=1", "EMPTY": "", "NAME": "Айгүль"}

    write_environment(tmp_path / "demo.env", values)

    assert read_environment(tmp_path / "demo.env") == values
    assert [path.name for path in tmp_path.iterdir()] == ["demo.env"]


def test_file_and_folder_are_private(tmp_path):
    folder = make_state_folder(tmp_path)
    write_environment(folder / "demo.env", {"KEY": "value"})

    assert (mode(folder), mode(folder / "demo.env")) == (0o700, 0o600)


def test_open_folder_is_closed(tmp_path):
    (tmp_path / ".state").mkdir(mode=0o755)

    assert mode(make_state_folder(tmp_path)) == 0o700


def test_value_of_two_lines_is_refused(tmp_path):
    with pytest.raises(ValueError, match="one line"):
        write_environment(tmp_path / "demo.env", {"KEY": "one\nDEBUG=1"})

    assert not (tmp_path / "demo.env").exists()


def test_missing_file_is_empty(tmp_path):
    assert read_environment(tmp_path / "demo.env") == {}


def test_secrets_are_made_once_and_differ(tmp_path):
    path = tmp_path / "demo.env"
    write_environment(path, {"PORT": "8000"})

    first = keep_secrets(path, ["ONE", "TWO"])
    again = keep_secrets(path, ["ONE", "TWO", "THREE"])

    assert first == {name: again[name] for name in ("ONE", "TWO")}
    assert len(set(again.values())) == 3
    assert min(map(len, again.values())) >= 48
    assert read_environment(path)["PORT"] == "8000"


def test_manage_finds_the_demo(tmp_path):
    write_environment(make_state_folder(tmp_path) / "demo.env", {"SIDE": "both", "SECRET_KEY": "s"})
    environment = {"SECRET_KEY": "mine"}

    load_demo_environment(tmp_path, environment)

    assert environment == {"SIDE": "both", "SECRET_KEY": "mine"}


def test_manage_leaves_a_named_database_alone(tmp_path):
    write_environment(make_state_folder(tmp_path) / "demo.env", {"SIDE": "both"})
    environment = {"DESK_DATABASE_URL": "postgresql://elsewhere/registry"}

    load_demo_environment(tmp_path, environment)

    assert environment == {"DESK_DATABASE_URL": "postgresql://elsewhere/registry"}
