from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from knowledge.choosing_thresholds import best_thresholds
from knowledge.deciding import Thresholds


def chosen(stated: list[float], *, is_right: list[bool], nothing: Sequence[float] = ()) -> Thresholds:
    """Limits for questions with two articles: the first has the stated probability, the other most of the rest."""
    p = np.array([[best, (1 - best) * 0.9] for best in (*stated, *nothing)])
    right = np.array([[one, not one] for one in is_right] + [[False, False]] * len(nothing))
    return best_thresholds(p, right, np.ones(len(p)))


def test_as_much_is_answered_as_keeps_one_answer_in_twenty_wrong() -> None:
    stated = [0.95] * 20 + [0.75] * 10
    assert chosen(stated, is_right=[True] * 30).answer <= 0.75
    assert chosen(stated, is_right=[True] * 20 + [False] * 10).answer > 0.75


def test_what_nothing_answers_gets_an_article_in_one_case_of_twelve_at_most() -> None:
    limits = chosen([0.95] * 20 + [0.75] * 10, is_right=[True] * 30, nothing=[0.8] * 10)
    assert limits.answer > 0.8


def test_once_enough_is_answered_more_answers_are_not_worth_a_wrong_one() -> None:
    stated = [0.95] * 80 + [0.75] * 20
    assert chosen(stated, is_right=[True] * 98 + [False] * 2).answer > 0.75
    assert chosen([0.95] * 60 + [0.75] * 40, is_right=[True] * 98 + [False] * 2).answer <= 0.75


def test_where_no_limit_keeps_the_promises_there_are_limits_all_the_same() -> None:
    limits = chosen([0.99] * 4, is_right=[False] * 4)
    assert 0 < limits.offer < limits.clarify <= limits.answer < 1
