"""Draws that come out the same on every machine and every Python from 3.11 on.

Only `Random.random()` is used: it is the one method whose sequence Python promises to keep.
Weights are whole numbers and no set is ever iterated.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from random import Random
from typing import Any


class Draw:
    """One stream of draws from one seed."""

    __slots__ = ("number",)

    def __init__(self, seed: int):
        self.number = Random(seed).random  # noqa: S311 - invented data, not a secret

    def chance(self, share: float) -> bool:
        """True in `share` (0 to 1) of the calls."""
        return self.number() < share

    def between(self, low: int, high: int) -> int:
        """A whole number from low to high, both included, each as likely."""
        return low + int(self.number() * (high - low + 1))

    def one_of(self, items: Sequence[Any]) -> Any:
        """One of the items, each as likely."""
        return items[int(self.number() * len(items))]

    def shuffled(self, items: Iterable[Any]) -> list[Any]:
        """The items in a drawn order (Fisher and Yates)."""
        order = list(items)
        for last in range(len(order) - 1, 0, -1):
            other = int(self.number() * (last + 1))
            order[last], order[other] = order[other], order[last]
        return order

    def some(self, items: Sequence[Any], count: int) -> list[Any]:
        """Exactly `count` different items, in a drawn order."""
        return self.shuffled(items)[:count]


class Pool:
    """Items with whole-number weights; `pick` takes one in logarithmic time."""

    __slots__ = ("_limits", "_total", "items", "weights")

    def __init__(self, items: Iterable[Any], weights: Iterable[int]):
        self.items = tuple(items)
        self.weights = tuple(weights)
        if len(self.items) != len(self.weights):
            raise ValueError("a pool needs one weight for each item")
        self._limits = list(accumulate(self.weights))
        self._total = self._limits[-1]

    def pick(self, number) -> Any:
        """One item; `number` is the stream's `Draw.number`."""
        return self.items[bisect_right(self._limits, number() * self._total)]

    def map(self, change) -> "Pool":
        """The same weights over changed items."""
        return Pool(map(change, self.items), self.weights)


def falling(items: Sequence[Any], *, head: int = 12) -> Pool:
    """A pool whose weights fall with the rank, as names do: the first are the commonest."""
    return Pool(items, [1_000_000 // (rank + head) for rank in range(len(items))])


def joined(*parts: tuple[Pool, int]) -> Pool:
    """Several pools as one; the number beside each is its share of the draws."""
    items, weights = [], []
    for pool, share in parts:
        total = sum(pool.weights)
        items += pool.items
        weights += [max(1, weight * share * 10_000_000 // total) for weight in pool.weights]
    return Pool(items, weights)
