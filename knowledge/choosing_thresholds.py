"""Where to answer, ask back or stay silent: the limits that do most good on labelled questions."""

from __future__ import annotations

from dataclasses import dataclass
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
"""A wrong answer may cost somebody their permit; a question back costs a tap."""
_MOST_WRONG = 0.045
"""Of the answers shown to questions that some article answers. The promise is one in twenty; on two hundred questions a
single one is half a point, so that much is kept in hand."""
_MOST_FALSE_ANSWERS = 0.05
"""Share of questions that nothing answers and that get an article all the same; the promise is 0.08."""
_ANSWER, _CLARIFY, _OFFER = np.arange(0.50, 0.96, 0.02), np.arange(0.15, 0.70, 0.05), (0.02, 0.03, 0.05, 0.08, 0.12)


def best_thresholds(p: Floats, right: Truths, importance: Floats) -> Thresholds:
    """Choose the limits: the most answers that keep both promises; of these, the choices that do most good.

    Where no limit keeps both promises, the one that does most good is taken.

    Args:
        p: Probabilities, shape (questions, articles), cross-validated.
        right: Which articles answer, same shape.
        importance: Of each question, shape (questions,).
    """
    hits = [ranked(row) for row in p]
    answerable = right.any(axis=1)
    best, most = Thresholds(answer=0.9, clarify=0.5, offer=0.05), (False, -np.inf, -np.inf)
    for answer, clarify, offer in product(_ANSWER, _CLARIFY, _OFFER):
        limits = Thresholds(round(float(answer), 2), round(float(clarify), 2), offer)
        if limits.clarify > limits.answer:
            continue
        outcomes = np.array([outcome_of(decide(few, limits), truth) for few, truth in zip(hits, right, strict=True)])
        weigh = _Weighed(outcomes, importance)
        answered = weigh.of("right answer", answerable) + weigh.of("wrong answer", answerable)
        wrong = weigh.of("wrong answer", answerable) / max(answered, 1.0)
        false = weigh.of("wrong answer", ~answerable) / max(float(importance[~answerable].sum()), 1.0)
        keeps = wrong <= _MOST_WRONG and false <= _MOST_FALSE_ANSWERS
        good = float(importance @ [_GAINS[outcome] for outcome in outcomes])
        does = (keeps, answered if keeps else 0.0, good)
        if does > most:
            best, most = limits, does
    return best


@dataclass(frozen=True, slots=True)
class _Weighed:
    outcomes: npt.NDArray[np.str_]
    importance: Floats

    def of(self, outcome: str, among: Truths) -> float:
        return float(self.importance[(self.outcomes == outcome) & among].sum())


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
