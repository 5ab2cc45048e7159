from __future__ import annotations

import numpy as np

from knowledge.evaluation.ablation import PARTS, REPAIR, WHOLE, ablate
from knowledge.evaluation.labelled import LabelledQuestion
from knowledge.fusing import CONTEXT, SIGNALS, Fusion
from knowledge.measurements import Measurements
from nlu.locales import Locale

QUESTIONS = (
    LabelledQuestion("1", Locale.CS, "by the scorer", "plain", ("a/one",)),
    LabelledQuestion("2", Locale.VI, "by letters", "short", ("a/one",)),
)
EVEN = Fusion(
    signal_means=(0.0,) * len(SIGNALS),
    signal_spreads=(1.0,) * len(SIGNALS),
    signal_weights=(1.0,) * len(SIGNALS),
    context_means=(0.0,) * len(CONTEXT),
    context_spreads=(1.0,) * len(CONTEXT),
    context_weights=(0.0,) * len(CONTEXT),
)


def measured(*, damaged: bool = False) -> Measurements:
    """Only one signal finds the right article, the first of two, for each question; vectors mislead a little."""
    signals = np.zeros((2, 2, len(SIGNALS)))
    signals[:, 1, SIGNALS.index("question_other_language")] = 1
    signals[0, 0, SIGNALS.index("scorer_log_p")] = 2
    signals[1, 0, SIGNALS.index("grams_any_alphabet")] = 0 if damaged else 2
    right = np.array([[True, False], [True, False]])
    return Measurements(signals, np.zeros((2, len(CONTEXT))), right, np.ones(2))


def test_every_signal_belongs_to_one_part() -> None:
    assert sorted(signal for signals in PARTS.values() for signal in signals) == sorted(SIGNALS)


def test_what_a_part_is_worth_shows_where_it_is_left_out() -> None:
    found = ablate(QUESTIONS, measured(), measured(damaged=True), EVEN)
    assert found[WHOLE] == {"all": 1.0, "cs": 1.0, "vi": 1.0, "plain": 1.0, "short": 1.0}
    assert found["trained scorer"] == {"all": 0.5, "cs": 0.0, "vi": 1.0, "plain": 0.0, "short": 1.0}
    assert found["letters of questions"]["vi"] == 0.0
    assert found["vectors of questions"] == found[WHOLE]
    assert found[REPAIR] == {"all": 0.5, "cs": 1.0, "vi": 0.0, "plain": 1.0, "short": 0.0}
