from __future__ import annotations

import random

import pytest

from knowledge.evaluation.labelled import LabelledQuestion
from knowledge.evaluation.noises import NOISES
from knowledge.evaluation.qualities import Observed
from knowledge.evaluation.robustness import noise_costs
from knowledge.questions import Hit
from nlu.locales import Locale

TEXT = {
    Locale.CS: "Jak si prodloužím pobyt, prosím?",
    Locale.EN: "How do I extend my permit, please?",
    Locale.UK: "Як подовжити дозвіл, будь ласка?",
    Locale.RU: "Как продлить разрешение, пожалуйста?",
    Locale.VI: "Trường nào nhận con tôi giữa năm học?",
}


@pytest.mark.parametrize("noise", NOISES, ids=lambda noise: noise.name)
def test_damage_is_the_same_in_every_run_and_does_change_something(noise: object) -> None:
    for locale in noise.locales:  # type: ignore[attr-defined]
        texts = [TEXT[locale]] * 40
        first, second = (
            [noise.damage(text, locale, chance) for text in texts]  # type: ignore[attr-defined]
            for chance in (random.Random(1), random.Random(1))  # noqa: S311 - for noise, not for secrets
        )
        assert first == second
        assert first != texts


def test_what_damage_costs_is_counted() -> None:
    def ask(text: str) -> Observed:
        article = "a/whole" if text == TEXT[Locale.CS] else "a/other"
        return Observed("answer", article, (Hit(article, 1.0),), "cs", None, 1.0)

    questions = [LabelledQuestion(str(n), Locale.CS, TEXT[Locale.CS], "plain", ("a/whole",)) for n in range(20)]
    costs = {cost.name: cost for cost in noise_costs(questions, ask)}
    assert set(costs) == {"no_diacritics", "capitals", "no_punctuation", "typos"}
    # A typo strikes one long word in five: what it leaves whole is not counted.
    assert 0 < costs["typos"].count < costs["capitals"].count == 20
    assert (costs["capitals"].whole_at_3, costs["capitals"].damaged_at_3) == (1.0, 0.0)
