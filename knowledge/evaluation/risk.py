"""How often an answer is wrong, as more and more questions are answered: the surest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class RiskCoverage:
    """The curve of Geifman and El-Yaniv (2017).

    Attributes:
        coverage: Share of questions that are answered, ascending, in (0, 1].
        risk: Share of wrong ones among these, in [0, 1].
        area: Under the curve (AURC); lower is better. NaN for no question.
    """

    coverage: tuple[float, ...]
    risk: tuple[float, ...]
    area: float


def risk_coverage(p: Sequence[float], is_right: Sequence[bool]) -> RiskCoverage:
    """The curve of best candidates with their stated probability.

    Args:
        p: Of each question's best candidate.
        is_right: Whether it answers; never where nothing does.
    """
    if not len(p):
        return RiskCoverage((), (), float("nan"))
    order = np.argsort(-np.asarray(p), kind="stable")
    answered = np.arange(1, len(order) + 1)
    risk = np.cumsum(~np.asarray(is_right, dtype=bool)[order]) / answered
    return RiskCoverage(tuple((answered / len(order)).tolist()), tuple(risk.tolist()), float(risk.mean()))
