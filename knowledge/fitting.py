"""Fit what can be fitted, on labelled questions: `python -m knowledge.fitting [FOLDER]`.

Writes `knowledge/calibration.json`: numbers only, never texts. Every figure in its evidence comes from five-fold
cross-validation by question, so that no question was judged by coefficients that had seen it.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from knowledge.calibration import CALIBRATION_FILE, Calibration
from knowledge.choosing_thresholds import best_thresholds
from knowledge.evaluation.labelled import LabelledQuestion, LabelledSet, read_labelled_set
from knowledge.fusing import CONTEXT, SIGNALS, Fusion, log_loss_and_slope, scaled
from knowledge.loading import load_sound_articles
from knowledge.search_index import SearchIndex
from knowledge.vector_cache import VectorCache
from knowledge.whereabouts import cache_folder, labelled_folder
from nlu.encoders import make_encoder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.articles import Article
    from knowledge.asked_files import Asked
    from nlu.encoding import Encoder

Floats = npt.NDArray[np.float64]
Truths = npt.NDArray[np.bool_]

_FOLDS = 5
_PLANNED_WEIGHT = 0.3
_STIFFNESS = 20.0
_EXPECTED_WEIGHT = 0.4
_SEED = 20261121
COMMAND = "python -m knowledge.fitting"


@dataclass(frozen=True, slots=True)
class Measurements:
    """Questions as the index measures them.

    Attributes:
        signals: Shape (questions, articles, len(SIGNALS)).
        context: Shape (questions, len(CONTEXT)).
        right: Which articles answer, shape (questions, articles).
        importance: Shape (questions,).
    """

    signals: Floats
    context: Floats
    right: Truths
    importance: Floats

    def take(self, rows: npt.NDArray[np.bool_]) -> Measurements:
        """Some of them."""
        return Measurements(self.signals[rows], self.context[rows], self.right[rows], self.importance[rows])


def fit(
    articles: Sequence[Article], labelled: LabelledSet, encoder: Encoder, *, today: date, asked: Asked | None = None
) -> Calibration:
    """Fit the fusion and the thresholds.

    A labelled question whose article does not exist yet counts as one that nothing answers, with less weight.
    """
    index = SearchIndex.build(articles, encoder, asked)
    measured = measure_labelled(index, (*labelled.questions, *labelled.unanswerable), encoder)
    p = cross_validated(measured)
    thresholds = best_thresholds(p, measured.right, measured.importance)
    fusion = fit_fusion(measured)
    from knowledge.evaluation.ranking import evidence_of

    evidence = evidence_of(p, measured.right, thresholds) | {
        "date": today.isoformat(),
        "command": COMMAND,
        "articles": len(index.articles),
    }
    return Calibration(index.encoder, fusion, thresholds, evidence)


def measure_labelled(index: SearchIndex, questions: Sequence[LabelledQuestion], encoder: Encoder) -> Measurements:
    """Measure labelled questions against an index."""
    vectors = encoder.encode_questions([question.text for question in questions])
    measured = [
        index.measure(question.text, vector, question.locale)
        for question, vector in zip(questions, vectors, strict=True)
    ]
    right = np.array([[article in question.expected for article in index.articles] for question in questions])
    # Of a question whose article is planned the right end is silence, but many lie close to an article that exists,
    # and they would outnumber the answerable ones as long as the knowledge base is small.
    planned = np.array([bool(question.expected) for question in questions]) & ~right.any(axis=1)
    return Measurements(
        signals=np.stack([one.signals for one in measured]),
        context=np.stack([one.context for one in measured]),
        right=right,
        importance=np.where(planned, _PLANNED_WEIGHT, 1.0),
    )


def cross_validated(asked: Measurements) -> Floats:
    """Probabilities, shape (questions, articles), each by coefficients that have not seen the question."""
    folds = np.random.default_rng(_SEED).permutation(len(asked.right)) % _FOLDS
    p = np.zeros(asked.right.shape)
    for fold in range(_FOLDS):
        fusion = fit_fusion(asked.take(folds != fold))
        for row in np.flatnonzero(folds == fold):
            p[row] = fusion.probabilities(asked.signals[row], asked.context[row])
    return p


def fit_fusion(measurements: Measurements) -> Fusion:
    """Maximum likelihood with a pull towards equal weights; weights of signals stay at least 0."""
    from scipy.optimize import minimize

    means, spreads = measurements.signals.mean(axis=(0, 1)), _spread(measurements.signals, (0, 1))
    context_means, context_spreads = measurements.context.mean(axis=0), _spread(measurements.context, 0)
    context_means[0], context_spreads[0] = 0.0, 1.0
    signals = scaled(measurements.signals, means, spreads)
    context = scaled(measurements.context, context_means, context_spreads)
    expected = np.r_[np.full(len(SIGNALS), _EXPECTED_WEIGHT), np.zeros(len(CONTEXT))]

    def loss(weights: Floats) -> tuple[float, Floats]:
        value, slope = log_loss_and_slope(weights, signals, context, measurements.right, measurements.importance)
        away = weights - expected
        return value + _STIFFNESS / 2 * float(away @ away), slope + _STIFFNESS * away

    bounds = [(0.0, None)] * len(SIGNALS) + [(None, None)] * len(CONTEXT)
    found = minimize(loss, expected, jac=True, method="L-BFGS-B", bounds=bounds).x
    rounded = [
        tuple(float(f"{value:.6g}") for value in values) for values in (means, spreads, context_means, context_spreads)
    ]
    weights = tuple(float(f"{value:.6g}") for value in found)
    return Fusion(rounded[0], rounded[1], weights[: len(SIGNALS)], rounded[2], rounded[3], weights[len(SIGNALS) :])


def _spread(values: Floats, axis: int | tuple[int, ...]) -> Floats:
    spread: Floats = values.std(axis=axis)
    return np.where(spread > 1e-9, spread, 1.0)  # noqa: PLR2004 - a signal that never varies must not divide by zero


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit on a folder of labelled questions and write the calibration."""
    given = sys.argv[1:] if arguments is None else arguments
    folder = Path(given[0]) if given else labelled_folder()
    encoder = VectorCache(cache_folder(), make_encoder())
    content = load_sound_articles()
    articles = tuple(content.articles.values())
    today = date.today()  # noqa: DTZ011 - a calendar day where it was fitted
    calibration = fit(articles, read_labelled_set(folder), encoder, today=today, asked=content.asked)
    CALIBRATION_FILE.write_text(calibration.to_json(), encoding="utf-8")
    for name, value in calibration.evidence.items():
        sys.stdout.write(f"{name}: {value}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
