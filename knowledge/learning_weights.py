"""How much each signal counts: learned from questions that the index has not seen, thousands of them.

The articles' own questions and those of `knowledge/asked/` were written without sight of each other. An index over one
half is asked the other half, and the other way round; so is each half of what no article answers. The labelled sets
are not needed here, so nothing is learned of them by heart.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from knowledge.asked_files import NONE
from knowledge.fusing import CONTEXT, SIGNALS, Fusion, log_loss_and_slope, scaled
from knowledge.measurements import Floats, Known, Measurements, measure
from knowledge.search_index import SearchIndex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.articles import Article
    from knowledge.asked_files import Asked
    from nlu.encoding import Encoder
    from nlu.repairing import Repairer

SAMPLE = 2500
"""Questions of each half, so that fitting takes minutes. Chosen, not tuned: other numbers were not tried."""
SHARE_OF_NONE = 0.2
"""Of what people send, taken as unanswerable when weights are learned; the labelled set corrects it afterwards."""
_EXPECTED_WEIGHT = 0.4
_STIFFNESS = 1.0
_SEED = 20261128


def measure_halves(articles: Sequence[Article], asked: Asked, encoder: Encoder, repairer: Repairer) -> Measurements:
    """Ask each half's index the questions of the other half."""
    chance = np.random.default_rng(_SEED)
    own = [
        Known(question, locale, (article.id,))
        for article in articles
        for locale, version in article.versions.items()
        for question in version.questions
    ]
    others = [
        Known(text, locale, (key,))
        for (key, locale), texts in asked.items()
        if not key.startswith(NONE)
        for text in texts
    ]
    nothing = {key: texts for key, texts in asked.items() if key[0].startswith(NONE)}
    even, odd = ({key: texts[start::2] for key, texts in nothing.items()} for start in (0, 1))
    bare = [_without_questions(article) for article in articles]
    more = {key: texts for key, texts in asked.items() if not key[0].startswith(NONE)}
    found = [
        _asked_of(SearchIndex.build(built_from, encoder, beside), _some(half, chance), unseen, encoder, repairer)
        for built_from, beside, half, unseen in (
            (articles, even, others, odd),
            (bare, {**more, **odd}, own, even),
        )
    ]
    return found[0].beside(found[1])


def learn_weights(measurements: Measurements) -> Fusion:
    """Maximum likelihood with a slight pull towards equal weights; weights of signals stay at least 0."""
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
    weights = minimize(loss, expected, jac=True, method="L-BFGS-B", bounds=bounds).x
    return Fusion(
        *(_written(values) for values in (means, spreads, weights[: len(SIGNALS)])),
        *(_written(values) for values in (context_means, context_spreads, weights[len(SIGNALS) :])),
    )


def _asked_of(
    index: SearchIndex, half: Sequence[Known], unseen: Asked, encoder: Encoder, repairer: Repairer
) -> Measurements:
    answered = measure(index, half, encoder, repairer)
    nothing = [Known(text, locale, ()) for (_, locale), texts in unseen.items() for text in texts]
    if not nothing:
        return answered
    silent = measure(index, nothing, encoder, repairer)
    weight = SHARE_OF_NONE / (1 - SHARE_OF_NONE) * len(half) / len(nothing)
    return answered.beside(replace(silent, importance=np.full(len(nothing), weight)))


def _some(questions: Sequence[Known], chance: np.random.Generator) -> list[Known]:
    return [questions[number] for number in chance.permutation(len(questions))[:SAMPLE]]


def _without_questions(article: Article) -> Article:
    versions = {locale: replace(version, questions=()) for locale, version in article.versions.items()}
    return replace(article, versions=versions)


def _spread(values: Floats, axis: int | tuple[int, ...]) -> Floats:
    spread: Floats = values.std(axis=axis)
    return np.where(spread > 1e-9, spread, 1.0)  # noqa: PLR2004 - a signal that never varies must not divide by zero


def _written(values: Floats) -> tuple[float, ...]:
    """As the file holds them, so that what was fitted is what is read."""
    return tuple(float(f"{value:.6g}") for value in values)
