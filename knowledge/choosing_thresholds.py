"""Where to answer, ask back or stay silent: the limits that do most good on labelled questions."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from knowledge.deciding import Thresholds, decide
from knowledge.questions import Close, Found, Hit

if TYPE_CHECKING:
    from knowledge.questions import Decision

Floats = npt.NDArray[np.float64]
Truths = npt.NDArray[np.bool_]

_GAINS = {"right answer": 1.0, "right choice": 0.6, "wrong answer": -4.0, "wrong choice": -0.3, "silence": 0.0}
"""A wrong answer may cost somebody their permit; a question back costs a tap. At -1.5 the limits answered 0.80 of the
development questions and 0.088 of these answers were wrong; fewer answers are the price of fewer wrong ones."""
_MOST_FALSE_ANSWERS = 0.10
"""Share of questions that nothing answers and that get an article all the same."""


def best_thresholds(p: Floats, right: Truths, importance: Floats) -> Thresholds:
    """Choose the limits.

    Args:
        p: Probabilities, shape (questions, articles), cross-validated.
        right: Which articles answer, same shape.
        importance: Of each question, shape (questions,).
    """
    hits = [ranked(row) for row in p]
    best, most = Thresholds(answer=0.9, clarify=0.5, offer=0.05), -np.inf
    for answer, clarify, offer in product(np.arange(0.30, 0.90, 0.05), np.arange(0.15, 0.65, 0.05), (0.05, 0.08, 0.12)):
        limits = Thresholds(round(float(answer), 2), round(float(clarify), 2), offer)
        if limits.clarify > limits.answer:
            continue
        outcomes = [outcome_of(decide(few, limits), truth) for few, truth in zip(hits, right, strict=True)]
        is_false = np.array([outcome == "wrong answer" for outcome in outcomes]) & ~right.any(axis=1)
        false_answers = importance[is_false].sum() / max(importance[~right.any(axis=1)].sum(), 1.0)
        gain = float(importance @ [_GAINS[outcome] for outcome in outcomes])
        if false_answers <= _MOST_FALSE_ANSWERS and gain > most:
            best, most = limits, gain
    return best


def outcome_of(decision: Decision, truth: Truths) -> str:
    """What a decision was worth; articles are named by their number in `truth`."""
    if isinstance(decision, Found):
        return "right answer" if truth[int(decision.article)] else "wrong answer"
    if isinstance(decision, Close):
        return "right choice" if any(truth[int(article)] for article in decision.articles) else "wrong choice"
    return "silence"


def ranked(p: Floats, most: int = 10) -> tuple[Hit, ...]:
    """The best articles by number, best first."""
    return tuple(Hit(str(number), float(p[number])) for number in np.argsort(-p, kind="stable")[:most])
