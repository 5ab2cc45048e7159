from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import check_grad

from knowledge.calibration import Calibration, load_calibration
from knowledge.deciding import Thresholds, decide
from knowledge.fusing import CONTEXT, SIGNALS, best_of_each, best_of_runs, log_loss_and_slope, run_starts
from knowledge.questions import Close, Decision, Found, Hit, NothingFits

LIMITS = Thresholds(answer=0.6, clarify=0.4, offer=0.1)

DECISIONS: dict[str, tuple[list[float], Decision]] = {
    "sure": ([0.8, 0.1], Found("a0", 0.8)),
    "at the limit": ([0.6, 0.3], Found("a0", 0.6)),
    "two close": ([0.4, 0.35, 0.05], Close(("a0", "a1"))),
    "three close": ([0.3, 0.2, 0.15, 0.12], Close(("a0", "a1", "a2"))),
    "one not sure enough": ([0.5, 0.05], Close(("a0",))),
    "one weak": ([0.35, 0.05], NothingFits()),
    "all weak": ([0.15, 0.1], NothingFits()),
    "none": ([], NothingFits()),
}


@pytest.mark.parametrize(("p", "decision"), DECISIONS.values(), ids=DECISIONS.keys())
def test_decisions_follow_the_limits(p: list[float], decision: Decision) -> None:
    hits = [Hit(f"a{number}", share) for number, share in enumerate(p)]

    assert decide(hits, LIMITS) == decision


@given(
    st.lists(st.lists(st.floats(-1, 1), min_size=len(SIGNALS), max_size=len(SIGNALS)), min_size=1, max_size=5),
    st.lists(st.floats(-1, 1), min_size=len(CONTEXT), max_size=len(CONTEXT)),
)
def test_probabilities_leave_room_for_none(signals: list[list[float]], context: list[float]) -> None:
    p = load_calibration().fusion.probabilities(np.array(signals), np.array(context))

    assert (p >= 0).all()
    assert p.sum() <= 1 + 1e-9


def test_a_stronger_signal_never_lowers_an_article() -> None:
    fusion = load_calibration().fusion
    assert min(fusion.signal_weights) >= 0


def test_the_best_passages_of_each_article_count() -> None:
    scores = np.array([0.9, 0.5, 0.7, 0.1], dtype=np.float32)
    owners = np.array([1, 1, 0, 1])

    assert best_of_each(scores, owners, 3, -1.0) == pytest.approx([0.7, 0.9, -1.0])
    assert best_of_each(scores[:0], owners[:0], 3, -1.0) == pytest.approx([-1.0, -1.0, -1.0])


@given(st.lists(st.tuples(st.integers(0, 5), st.floats(-2, 1, width=32)), max_size=12))
def test_passages_that_stand_by_article_need_no_sorting(passages: list[tuple[int, float]]) -> None:
    passages = sorted(passages, key=lambda passage: passage[0])
    owners = np.array([owner for owner, _ in passages], dtype=np.int64)
    scores = np.array([score for _, score in passages], dtype=np.float32)

    best = best_of_runs(scores, owners, run_starts(owners), 6, -1.0)

    expected = [max([score for owner, score in passages if owner == article], default=-1.0) for article in range(6)]
    assert best == pytest.approx(np.maximum(expected, -1.0))


def test_the_slope_is_the_slope_of_the_loss() -> None:
    chance = np.random.default_rng(3)
    signals, context = chance.normal(size=(6, 4, 3)), chance.normal(size=(6, 2))
    right = chance.random((6, 4)) > 0.7
    weight = chance.random(6)

    def part(position: int) -> object:
        return lambda weights: log_loss_and_slope(weights, signals, context, right, weight)[position]

    assert check_grad(part(0), part(1), chance.normal(size=5)) < 1e-5


@given(st.floats(0.1, 3.0), st.floats(-2.0, 2.0), st.integers(0, 1000))
def test_sharpening_keeps_the_order_of_articles(scale: float, more_none: float, seed: int) -> None:
    chance = np.random.default_rng(seed)
    signals, context = chance.normal(size=(6, len(SIGNALS))), chance.normal(size=len(CONTEXT))
    fusion = load_calibration().fusion

    before = fusion.probabilities(signals, context)
    after = fusion.sharpened(scale, more_none).probabilities(signals, context)

    assert (np.argsort(-before, kind="stable") == np.argsort(-after, kind="stable")).all()


def test_readiness_to_say_nothing_lowers_every_article() -> None:
    chance = np.random.default_rng(1)
    signals, context = chance.normal(size=(6, len(SIGNALS))), chance.normal(size=len(CONTEXT))
    context[0] = 1.0
    # Blunted, so that nothing is so sure that a float cannot tell.
    fusion = load_calibration().fusion.sharpened(0.02, 0.0)

    assert (fusion.sharpened(1.0, 1.0).probabilities(signals, context) < fusion.probabilities(signals, context)).all()


def test_a_calibration_survives_its_file() -> None:
    calibration = load_calibration()

    assert Calibration.from_json(calibration.to_json()) == calibration
