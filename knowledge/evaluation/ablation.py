"""What each part of the search is worth: the same questions without it, the weights of the others as they are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from knowledge.fusing import SIGNALS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from knowledge.evaluation.labelled import LabelledQuestion
    from knowledge.fusing import Fusion
    from knowledge.measurements import Measurements, Truths

WHOLE = "everything"
REPAIR = "repair of letters"
PARTS: Mapping[str, Collection[str]] = {
    "trained scorer": ("scorer_log_p",),
    "vectors of questions": ("question_same_language", "question_other_language"),
    "letters of questions": ("grams_any_alphabet",),
}
"""Signals of each part, named as in `knowledge.fusing.SIGNALS`."""


def ablate(
    questions: Sequence[LabelledQuestion], measured: Measurements, unrepaired: Measurements, fusion: Fusion
) -> dict[str, dict[str, float]]:
    """R@1 with everything and without each part, the language of each question told.

    Args:
        questions: With at least one expected article each.
        measured: These questions, as the search reads them.
        unrepaired: The same, measured as they were typed.
        fusion: Weighs the signals.

    Returns:
        By part that is missing, then by group: `all`, languages, styles.
    """
    found = {WHOLE: _found_first(measured, fusion)}
    found |= {name: _found_first(measured, _without(fusion, signals)) for name, signals in PARTS.items()}
    found[REPAIR] = _found_first(unrepaired, fusion)
    return {name: _by_group(questions, is_right) for name, is_right in found.items()}


def _without(fusion: Fusion, signals: Collection[str]) -> Fusion:
    weights = zip(SIGNALS, fusion.signal_weights, strict=True)
    return replace(fusion, signal_weights=tuple(0.0 if name in signals else weight for name, weight in weights))


def _found_first(measured: Measurements, fusion: Fusion) -> Truths:
    rows = range(len(measured.right))
    p = np.stack([fusion.probabilities(measured.signals[row], measured.context[row]) for row in rows])
    found: Truths = measured.right[np.arange(len(p)), p.argmax(axis=1)]
    return found


def _by_group(questions: Sequence[LabelledQuestion], is_right: Truths) -> dict[str, float]:
    groups: dict[str, list[bool]] = {"all": []}
    for name in (*(question.locale.value for question in questions), *sorted({one.style for one in questions})):
        groups.setdefault(name, [])
    for question, right in zip(questions, is_right, strict=True):
        for name in ("all", question.locale.value, question.style):
            groups[name].append(bool(right))
    return {name: sum(rights) / len(rights) for name, rights in groups.items()}
