"""Weighted edit distance from one reading to many tokens at once.

The distance is Damerau's (replace, leave out, add, swap neighbours) with the
costs of `sounds.py`. Tokens lie in columns of one array, so a row of the table
is a few array operations for all of them.
"""

from typing import NamedTuple

import numpy as np

from .endings import GENDER, SWAP, Ending
from .sounds import CODE, COST, weights
from .sounds import SWAP as SWAPPED

LONGEST = 24  # sounds; longer tokens are compared by their first 24
TRACE = 0.2  # see _trace()
_ENDING_COST = np.array(SWAP, dtype=np.float32)


class Columns(NamedTuple):
    """Tokens to compare with: codes and weights [sounds, tokens], one entry a token else."""

    codes: np.ndarray
    weights: np.ndarray
    lengths: np.ndarray
    stems: np.ndarray
    endings: np.ndarray

    @classmethod
    def of(cls, token):
        """One reading as a single column."""
        sounds = token.sounds[:LONGEST]
        return cls(
            np.array([[CODE[sound]] for sound in sounds], dtype=np.uint8),
            np.array([[weight] for weight in weights(sounds)], dtype=np.float32),
            np.array([len(sounds)]),
            np.array([min(token.stem, LONGEST)]),
            np.array([token.ending]),
        )


def token_costs(reading, columns):
    """Cost of hearing the reading as each token.

    The cheaper of two: all sounds compared, or the stems and a changed ending.
    """
    whole, stem = distances(reading, columns)
    changed = _ENDING_COST[reading.ending][columns.endings]
    trace = TRACE * _trace(reading, columns, whole, changed)
    return np.minimum(whole, stem + changed + trace) + reading.cost


def _trace(reading, columns, whole, changed):
    """What a stem that agrees leaves of the rest: Абилов is not Абилев."""
    trace = 0.5 * np.minimum(whole, 1)
    if reading.ending != Ending.NONE:
        first = CODE[reading.sounds[reading.stem]]
        height, here = len(columns.codes), np.arange(len(columns.stems))
        firsts = columns.codes[np.minimum(columns.stems, height - 1), here]
        trace = np.where(changed <= GENDER, COST[first][firsts], trace)
    return trace.astype(np.float32)


def distances(reading, columns):
    """(whole, stem) distances from a reading to each column.

    `whole` compares all sounds, `stem` the parts before the endings.
    """
    query = reading.sounds[:LONGEST]
    query_codes, query_weights = [CODE[s] for s in query], weights(query)
    height = int(columns.lengths.max(initial=0))
    codes, weigh = columns.codes[:height], columns.weights[:height]
    added = np.zeros((height + 1, codes.shape[1]), dtype=np.float32)
    np.cumsum(weigh, axis=0, out=added[1:])
    row, before = added.copy(), None
    stem_row = row if reading.stem == 0 else None
    for i, code in enumerate(query_codes):
        replace = COST[code][codes]
        new = np.empty_like(row)
        new[0] = row[0] + query_weights[i]
        np.minimum(row[:-1] + replace, row[1:] + query_weights[i], out=new[1:])
        if i:
            swapped = before[:-2] + SWAPPED + replace[:-1] + COST[query_codes[i - 1]][codes[1:]]
            np.minimum(new[2:], swapped, out=new[2:])
        new -= added
        np.minimum.accumulate(new, axis=0, out=new)
        new += added
        before, row = row, new
        if i + 1 == min(reading.stem, LONGEST):
            stem_row = row
    here = np.arange(codes.shape[1])
    return row[columns.lengths, here], stem_row[columns.stems, here]
