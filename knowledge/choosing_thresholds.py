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
_MOST_WRONG = 0.05
"""Of the answers shown to questions that some article answers."""
_MOST_FALSE_ANSWERS = 0.08
"""Share of questions that nothing answers and that get an article all the same."""
_ENOUGH_ANSWERED = 0.72
"""Share of answerable questions from which more answers are not worth more wrong ones. The promise is 0.70; some are
taken for a wish or for danger before search is asked."""
_ANSWER, _CLARIFY, _OFFER = np.arange(0.50, 0.96, 0.01), np.arange(0.15, 0.70, 0.05), (0.02, 0.03, 0.05, 0.08, 0.12)


def best_thresholds(p: Floats, right: Truths, importance: Floats) -> Thresholds:
    """Choose the limits that keep both promises: with enough answers, the fewest wrong ones and the highest limit.

    Where there are not enough answers, the most; where no limit keeps both promises, what does most good. Among equals,
    the choices that do most good.

    Args:
        p: Probabilities, shape (questions, articles), cross-validated.
        right: Which articles answer, same shape.
        importance: Of each question, shape (questions,).
    """
    hits = [ranked(row) for row in p]
    answerable = right.any(axis=1)
    best, most = Thresholds(answer=0.9, clarify=0.5, offer=0.05), (False, False, (-np.inf, 0.0), -np.inf)
    for answer, clarify, offer in product(_ANSWER, _CLARIFY, _OFFER):
        limits = Thresholds(round(float(answer), 2), round(float(clarify), 2), offer)
        if limits.clarify > limits.answer:
            continue
        outcomes = np.array([outcome_of(decide(few, limits), truth) for few, truth in zip(hits, right, strict=True)])
        weigh = _Weighed(outcomes, importance)
        answered = weigh.of("right answer", answerable) + weigh.of("wrong answer", answerable)
        wrong, false = weigh.of("wrong answer", answerable), weigh.of("wrong answer", ~answerable)
        keeps = wrong <= _MOST_WRONG * answered and false <= _MOST_FALSE_ANSWERS * float(importance[~answerable].sum())
        is_enough = keeps and answered >= _ENOUGH_ANSWERED * float(importance[answerable].sum())
        worth = (-wrong - false, limits.answer) if is_enough else (answered if keeps else 0.0, 0.0)
        does = (keeps, is_enough, worth, float(importance @ [_GAINS[outcome] for outcome in outcomes]))
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
