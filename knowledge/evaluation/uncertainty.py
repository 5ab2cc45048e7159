"""How far a measured share may be off by chance of which questions were asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

_DRAWS = 2000
_SEED = 20261128
_OUTSIDE_PERCENT = 2.5


class Interval(NamedTuple):
    """95 % of the means of samples drawn with replacement lie between these (percentile bootstrap, Efron 1979)."""

    low: float
    high: float


def bootstrap(values: Sequence[float]) -> Interval:
    """Of a mean over questions; NaN for no question."""
    if not len(values):
        return Interval(float("nan"), float("nan"))
    measured = np.asarray(values, dtype=np.float64)
    drawn = np.random.default_rng(_SEED).integers(0, len(measured), (_DRAWS, len(measured)))
    low, high = np.percentile(measured[drawn].mean(axis=1), [_OUTSIDE_PERCENT, 100 - _OUTSIDE_PERCENT])
    return Interval(float(low), float(high))
