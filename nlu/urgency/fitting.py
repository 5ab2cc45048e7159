"""Fits the urgency model on the examples. Only building a snapshot needs this; it uses scikit-learn and torch."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nlu.acts import DialogueAct
from nlu.encoding import Encoder, Vectors
from nlu.locales import Locale
from nlu.rasa_data import read_examples
from nlu.romanising import hurried_variants
from nlu.scoring.lessons import Lessons
from nlu.scoring.scorer import TextScorer
from nlu.scoring.training import ROUNDS, train_scorer
from nlu.urgency.examples import UrgencyExample, read_urgency_examples
from nlu.urgency.model import KINDS, Floats, UrgencyModel, features, log_shares, together
from nlu.urgency.patterns import Patterns, read_patterns

_FOLDS = 3
"""Each trains a network, which takes most of the time."""
_FREEDOM = 10.0
_ROUNDS = 100
"""Of the optimiser. It stops by itself after 246, with nothing won (recall 0.854, here 0.855, one held-out fold)."""
_MOST_FALSE_ALARMS = 0.13
"""Among look-alikes, which are far rarer in life than in the examples; a third of these are ordinary messages of people
who are beside themselves."""
_MOST_ORDINARY_ALARMS = 0.025
"""Among ordinary questions, which are what most people send."""
_NONE = len(KINDS)
_OFTEN_BARE = (Locale.VI, Locale.CS)
"""Languages whose speakers often leave the diacritics out."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A text to learn from; rows of one `origin` are the same sentence typed differently."""

    text: str
    label: int
    locale: Locale
    origin: int
    is_lookalike: bool
    is_ordinary: bool = False


def fit_urgency_model(
    encoder: Encoder,
    *,
    ordinary: Sequence[tuple[str, Locale]] = (),
    patterns: Patterns | None = None,
    rounds: int = ROUNDS,
    on_progress: Callable[[int, int], None] | None = None,
) -> UrgencyModel:
    """Fit on `examples/*.yml`, their hurried variants and, as harmless ones, the examples of dialogue acts.

    Args:
        encoder: Should remember vectors.
        ordinary: Questions that speak of no danger, such as articles have; typed in a hurry they look strange to the
            encoder, and a model that has met strange text only in danger takes them for it.
        patterns: The repository's unless given.
        rounds: Of the network's training; fewer where only the shape of a model matters.
        on_progress: Called with how many rounds of training are done and how many there are.
    """

    def network_of(lessons: Lessons, number: int) -> TextScorer:
        def count(done: int, of_one: int) -> None:
            if on_progress is not None:
                on_progress(number * of_one + done, (_FOLDS + 1) * of_one)

        return train_scorer(lessons, len(KINDS), rounds=rounds, on_progress=count)

    patterns = patterns or read_patterns()
    rows = _rows(read_urgency_examples(), ordinary)
    vectors = encoder.encode_questions([row.text for row in rows])
    centre, units = _centred(vectors, rows)
    labels = np.array([row.label for row in rows])
    lessons = Lessons([row.text for row in rows], units, labels)
    # Out of fold, so that the rule learns how far to trust the two models on sentences they have not seen.
    outside = np.zeros((len(rows), len(KINDS) + 1), dtype=np.float32)
    folds = np.array([row.origin % _FOLDS for row in rows])
    for fold in range(_FOLDS):
        others, mine = lessons.some(folds != fold), lessons.some(folds == fold)
        weights = _linear(others.vectors, others.labels)
        said = mine.vectors @ weights[:, :-1].T + weights[:, -1]
        network = network_of(others, fold)
        read = [network.log_p(text, vector) for text, vector in zip(mine.texts, mine.vectors, strict=True)]
        outside[folds == fold] = together(log_shares(said), np.stack(read))
    seen = np.stack([_features(row, p, patterns) for row, p in zip(rows, outside, strict=True)])
    rule = _rule(seen, labels != _NONE)
    network = network_of(lessons, _FOLDS)
    return UrgencyModel(centre, _linear(units, labels), network, rule, _threshold(seen @ rule, rows))


def _rows(examples: Sequence[UrgencyExample], ordinary: Sequence[tuple[str, Locale]]) -> list[_Row]:
    rows: list[_Row] = []
    for origin, example in enumerate(examples):
        label = _NONE if example.kind is None else KINDS.index(example.kind)
        typed = (example.text, *hurried_variants(example.text, example.locale)[-1:])
        rows.extend(_Row(text, label, example.locale, origin, example.kind is None) for text in typed)
    harmless = [example for example in read_examples() if example.act is not DialogueAct.VENT]
    for number, said in enumerate(harmless, start=len(examples)):
        # Bare Vietnamese questions look like danger to a model that has met bare Vietnamese only in danger.
        hurried = hurried_variants(said.text, said.locale)[-1:] if said.act is DialogueAct.ASK else ()
        typed = (said.text, *hurried)
        rows.extend(_Row(text, _NONE, said.locale, number, is_lookalike=False) for text in typed)
    for number, (question, locale) in enumerate(ordinary, start=len(examples) + len(harmless)):
        hurried = hurried_variants(question, locale)[-1:] if locale in _OFTEN_BARE else ()
        rows.extend(
            _Row(text, _NONE, locale, number, is_lookalike=False, is_ordinary=True) for text in (question, *hurried)
        )
    return rows


def _centred(vectors: Vectors, rows: Sequence[_Row]) -> tuple[Floats, Floats]:
    # One centre for all: the language of a message in danger is not known for certain.
    means = [vectors[[row.locale is locale for row in rows]].mean(axis=0) for locale in Locale]
    centre = np.mean(means, axis=0).astype(np.float32)
    centred = vectors - centre
    return centre, np.asarray(centred / np.linalg.norm(centred, axis=1, keepdims=True), dtype=np.float32)


def _linear(units: Floats, labels: npt.NDArray[np.int64]) -> Floats:
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.linear_model import LogisticRegression

    with warnings.catch_warnings():
        # Stopping early is meant.
        warnings.simplefilter("ignore", ConvergenceWarning)
        model = LogisticRegression(C=_FREEDOM, max_iter=_ROUNDS).fit(units, labels)
    return np.hstack([model.coef_, model.intercept_[:, None]]).astype(np.float32)


def _features(row: _Row, p: Floats, patterns: Patterns) -> Floats:
    signs = patterns.look(row.text)
    return features(p, max(signs.strength(kind) for kind in KINDS), signs.lookalikes)


def _rule(seen: Floats, is_urgent: npt.NDArray[np.bool_]) -> Floats:
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=10.0, class_weight="balanced").fit(seen[:, :-1], is_urgent)
    return np.append(model.coef_[0], model.intercept_[0]).astype(np.float32)


def _threshold(odds: Floats, rows: Sequence[_Row]) -> float:
    """The lowest that keeps both promises about false alarms."""
    return max(
        _exceeded_by(odds[[row.is_lookalike for row in rows]], _MOST_FALSE_ALARMS),
        _exceeded_by(odds[[row.is_ordinary for row in rows]], _MOST_ORDINARY_ALARMS),
    )


def _exceeded_by(odds: Floats, share: float) -> float:
    if not len(odds):
        return -float("inf")
    descending = np.sort(odds)[::-1]
    return float(descending[int(len(descending) * share)]) + 1e-4
