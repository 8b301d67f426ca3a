"""A lock is held as long as its file is open."""

from registry.lib.locks import try_lock


def test_second_one_is_refused_until_the_first_lets_go(tmp_path):
    path = tmp_path / "lock"
    first = try_lock(path)

    assert try_lock(path) is None

    first.close()
    second = try_lock(path)
    assert second is not None
    second.close()


def test_lock_keeps_what_its_holder_wrote(tmp_path):
    path = tmp_path / "lock"
    path.write_text("123 8000\n")

    with try_lock(path):
        assert path.read_text() == "123 8000\n"
