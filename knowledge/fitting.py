"""Fit what can be fitted: `python -m knowledge.fitting [FOLDER]`, about five minutes on two cores.

How much each signal counts is learned from our own questions (`knowledge.learning_weights`). The labelled questions of
the folder, the development set if not given, teach only two numbers, how sharp the probabilities are and how often
nothing answers, and choose the three limits. Writes `knowledge/calibration.json`: numbers only, never texts. The
figures in its evidence come from five-fold cross-validation by question.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from knowledge.building import trained_models
from knowledge.calibration import CALIBRATION_FILE, Calibration
from knowledge.choosing_thresholds import best_thresholds
from knowledge.evaluation.labelled import LabelledQuestion, LabelledSet, read_labelled_set
from knowledge.fusing import Fusion
from knowledge.learning_weights import learn_weights, measure_halves
from knowledge.loading import load_sound_articles
from knowledge.measurements import Floats, Known, Measurements, measure
from knowledge.remembered_words import repairer_of
from knowledge.search_index import SearchIndex
from knowledge.vector_cache import VectorCache
from knowledge.whereabouts import cache_folder, labelled_folder
from nlu.encoders import make_encoder
from nlu.encoders.precomputed import with_precomputed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.articles import Article
    from knowledge.asked_files import Asked
    from knowledge.trained import Trained
    from nlu.encoding import Encoder
    from nlu.repairing import Repairer

_FOLDS = 5
_PARTINGS = 5
_PLANNED_WEIGHT = 0.3
_SEED = 20261121
COMMAND = "python -m knowledge.fitting"


def fit(
    articles: Sequence[Article],
    labelled: LabelledSet,
    encoder: Encoder,
    repairer: Repairer,
    *,
    today: date,
    asked: Asked | None = None,
    trained: Trained | None = None,
) -> Calibration:
    """Fit the fusion and the thresholds, these for the very scorer that a build finds in `trained`.

    A labelled question whose article does not exist yet counts as one that nothing answers, with less weight.
    """
    from knowledge.evaluation.ranking import evidence_of

    halves = measure_halves(articles, asked or {}, encoder, repairer)
    weights = learn_weights(halves)
    index = SearchIndex.build(articles, encoder, asked, trained=trained)
    measured = measure_labelled(index, (*labelled.questions, *labelled.unanswerable), encoder, repairer)
    p = cross_validated(measured, weights)
    thresholds = best_thresholds(p, measured.right, measured.importance)
    evidence = evidence_of(p, measured.right, thresholds) | {
        "date": today.isoformat(),
        "command": COMMAND,
        "articles": len(index.articles),
        "own_questions": len(halves.right),
        "own_recall_at_1": _own_recall(halves, weights),
    }
    return Calibration(index.encoder, sharpened(weights, measured), thresholds, evidence)


def measure_labelled(
    index: SearchIndex, questions: Sequence[LabelledQuestion], encoder: Encoder, repairer: Repairer
) -> Measurements:
    """Measure labelled questions against an index."""
    measured = measure(index, [Known(one.text, one.locale, one.expected) for one in questions], encoder, repairer)
    # Of a question whose article is planned the right end is silence, but many lie close to an article that exists,
    # and they would outnumber the answerable ones as long as the knowledge base is small.
    planned = np.array([bool(question.expected) for question in questions]) & ~measured.right.any(axis=1)
    return replace(measured, importance=np.where(planned, _PLANNED_WEIGHT, 1.0))


def cross_validated(asked: Measurements, weights: Fusion) -> Floats:
    """Probabilities, shape (questions, articles), each by calibrations that have not seen the question.

    The mean over several ways to part the questions: by one alone, limits differ by several hundredths.
    """
    chance = np.random.default_rng(_SEED)
    p = np.zeros(asked.right.shape)
    for _ in range(_PARTINGS):
        folds = chance.permutation(len(asked.right)) % _FOLDS
        for fold in range(_FOLDS):
            fusion = sharpened(weights, asked.take(folds != fold))
            for row in np.flatnonzero(folds == fold):
                p[row] += fusion.probabilities(asked.signals[row], asked.context[row]) / _PARTINGS
    return p


def sharpened(weights: Fusion, asked: Measurements) -> Fusion:
    """The fusion whose probabilities fit these questions best, in the same order: two numbers are fitted.

    The index now holds all questions, not half of them, so that it may be surer than where the weights were learned.
    """
    from scipy.optimize import minimize

    def loss(numbers: Floats) -> float:
        fusion = weights.sharpened(float(np.exp(numbers[0])), float(numbers[1]))
        rows = range(len(asked.right))
        p = np.stack([fusion.probabilities(asked.signals[row], asked.context[row]) for row in rows])
        right = np.where(asked.right.any(axis=1), (p * asked.right).sum(axis=1), 1 - p.sum(axis=1))
        return -float(asked.importance @ np.log(np.maximum(right, 1e-12)))

    scale, more_none = minimize(loss, np.zeros(2), method="Nelder-Mead", options={"xatol": 1e-3, "fatol": 1e-3}).x
    return weights.sharpened(float(f"{np.exp(scale):.6g}"), float(f"{more_none:.6g}"))


def _own_recall(halves: Measurements, weights: Fusion) -> float:
    answerable = np.flatnonzero(halves.right.any(axis=1))
    best = [int(weights.probabilities(halves.signals[row], halves.context[row]).argmax()) for row in answerable]
    return round(float(halves.right[answerable, best].mean()), 4)


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit on a folder of labelled questions and write the calibration."""
    given = sys.argv[1:] if arguments is None else arguments
    folder = Path(given[0]) if given else labelled_folder()
    encoder = VectorCache(cache_folder(), with_precomputed(make_encoder()))
    content = load_sound_articles()
    articles = tuple(content.articles.values())
    today = date.today()  # noqa: DTZ011 - a calendar day where it was fitted
    calibration = fit(
        articles,
        read_labelled_set(folder),
        encoder,
        repairer_of(content),
        today=today,
        asked=content.asked,
        trained=trained_models(cache_folder()),
    )
    CALIBRATION_FILE.write_text(calibration.to_json(), encoding="utf-8")
    for name, value in calibration.evidence.items():
        sys.stdout.write(f"{name}: {value}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
