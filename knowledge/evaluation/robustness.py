"""What each kind of damage costs: the same questions asked whole and damaged."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.evaluation.noises import NOISES, SEED

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from knowledge.evaluation.labelled import LabelledQuestion
    from knowledge.evaluation.qualities import Observed

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class NoiseCost:
    """One kind of damage; shares in [0, 1].

    Attributes:
        count: Questions that it changes, in the languages in which it happens.
        whole_at_1: R@1 of the questions as they stand; the others likewise.
        right_language: Share of damaged questions whose language was known without being told.
    """

    name: str
    count: int
    whole_at_1: float
    damaged_at_1: float
    whole_at_3: float
    damaged_at_3: float
    right_language: float


def noise_costs(questions: Sequence[LabelledQuestion], ask: Callable[[str], Observed]) -> tuple[NoiseCost, ...]:
    """Ask every question whole and under every kind of damage; the damage is the same in every run.

    Args:
        questions: With at least one expected article each.
        ask: What the assistant does with a text, the language not told.
    """
    whole = {question.id: ask(question.text) for question in questions}
    costs: list[NoiseCost] = []
    for noise in NOISES:
        chance = random.Random(SEED)  # noqa: S311 - for noise, not for secrets
        texts = [
            (question, noise.damage(question.text, question.locale, chance))
            for question in questions
            if question.locale in noise.locales
        ]
        # Only where it did damage: few questions hold a word that people say in Czech.
        mine = [question for question, text in texts if text != question.text]
        if not mine:
            continue
        damaged = [ask(text) for question, text in texts if text != question.text]
        pairs = list(zip(mine, damaged, strict=True))
        before = [(question, whole[question.id]) for question in mine]
        known = sum(question.locale.value == one.language for question, one in pairs) / len(mine)
        costs.append(
            NoiseCost(
                noise.name,
                len(mine),
                _found(before, 1),
                _found(pairs, 1),
                _found(before, _SHOWN),
                _found(pairs, _SHOWN),
                known,
            )
        )
    return tuple(costs)


def _found(pairs: Sequence[tuple[LabelledQuestion, Observed]], k: int) -> float:
    return sum(any(hit.article in question.expected for hit in one.candidates[:k]) for question, one in pairs) / len(
        pairs
    )
