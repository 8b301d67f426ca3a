"""What a worker keeps for some seconds."""

import time

from detainees.publication.kept import PAGES, PARTS, VALUES, forget, kept


def test_a_value_is_read_again_after_some_seconds(monkeypatch):
    clock, told = [100.0], iter(range(10))
    monkeypatch.setattr(time, "monotonic", lambda: clock[0])
    number = kept(lambda: next(told))
    assert [number(), number()] == [0, 0]
    clock[0] += VALUES - 1
    assert number() == 0
    clock[0] += 1
    assert [number(), number()] == [1, 1]
    forget()
    assert number() == 2


def test_two_values_are_two():
    one, two = kept(lambda: 1), kept(lambda: 2)
    assert [one(), two(), one()] == [1, 2, 1]


def test_nothing_follows_later_than_a_minute():
    assert VALUES + PARTS + PAGES <= 60
