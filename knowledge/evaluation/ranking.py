"""Measures of a ranking with probabilities."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from knowledge.choosing_thresholds import outcome_of, ranked
from knowledge.deciding import decide

if TYPE_CHECKING:
    from knowledge.deciding import Thresholds

Floats = npt.NDArray[np.float64]
Truths = npt.NDArray[np.bool_]


def first_right(p: Floats, right: Truths) -> npt.NDArray[np.int64]:
    """Rank, from 1, of the first article that answers, shape (questions,); only for questions that have one."""
    order = np.argsort(-p, axis=1, kind="stable")
    sorted_right = np.take_along_axis(right, order, axis=1)
    found: npt.NDArray[np.int64] = sorted_right.argmax(axis=1) + 1
    return found


def recall_at(ranks: npt.NDArray[np.int64], k: int) -> float:
    """Share of questions with a right article among the first k; NaN for no question."""
    return float((ranks <= k).mean()) if len(ranks) else float("nan")


def mean_reciprocal_rank(ranks: npt.NDArray[np.int64]) -> float:
    """Mean of 1 / rank of the first right article; NaN for no question."""
    return float((1.0 / ranks).mean()) if len(ranks) else float("nan")


class Bin(NamedTuple):
    """Questions with about the same stated probability: how many, the mean stated, and the share that was right."""

    questions: int
    stated: float
    true: float


def bins_of(p: Floats, is_right: Truths, bins: int = 10) -> tuple[Bin, ...]:
    """Of equal width; empty ones are left out."""
    bin_of = np.minimum((p * bins).astype(int), bins - 1)
    members = [bin_of == number for number in range(bins) if (bin_of == number).any()]
    return tuple(Bin(int(mine.sum()), float(p[mine].mean()), float(is_right[mine].mean())) for mine in members)


def calibration_error(p: Floats, is_right: Truths, bins: int = 10) -> float:
    """Expected calibration error: mean distance between stated and true share, in bins of equal width, in [0, 1]."""
    if not len(p):
        return float("nan")
    return sum(abs(one.stated - one.true) * one.questions for one in bins_of(p, is_right, bins)) / len(p)


def evidence_of(p: Floats, right: Truths, thresholds: Thresholds) -> dict[str, float | int | str]:
    """Counts and measures, cross-validated or not as `p` is."""
    answerable = right.any(axis=1)
    ranks = first_right(p[answerable], right[answerable])
    outcomes = [outcome_of(decide(ranked(row), thresholds), truth) for row, truth in zip(p, right, strict=True)]
    known = [outcome for outcome, has in zip(outcomes, answerable, strict=True) if has]
    unknown = [outcome for outcome, has in zip(outcomes, answerable, strict=True) if not has]
    top = p.argmax(axis=1)
    return {
        "questions": int(answerable.sum()),
        "unanswerable": int((~answerable).sum()),
        "recall_at_1": _rounded(recall_at(ranks, 1)),
        "recall_at_3": _rounded(recall_at(ranks, 3)),
        "mean_reciprocal_rank": _rounded(mean_reciprocal_rank(ranks)),
        "answered": _share(known, "right answer", "wrong answer"),
        "answered_wrong": _share(known, "wrong answer"),
        "asked_back": _share(known, "right choice", "wrong choice"),
        "false_answers": _share(unknown, "wrong answer"),
        "calibration_error": _rounded(calibration_error(p.max(axis=1), right[np.arange(len(p)), top])),
    }


def _share(outcomes: list[str], *wanted: str) -> float:
    return _rounded(sum(outcome in wanted for outcome in outcomes) / len(outcomes)) if outcomes else 0.0


def _rounded(value: float) -> float:
    return round(value, 4)
