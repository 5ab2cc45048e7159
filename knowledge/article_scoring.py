"""The scorer that learned whose each question is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from nlu.scoring.scorer import TextScorer

if TYPE_CHECKING:
    from collections.abc import Callable

    from knowledge.trained import Trained
    from nlu.scoring.lessons import Lessons, Variants

MEMBERS = 3
"""Trainings from other beginnings differ by as much as two questions in a hundred; three averaged differ less."""
_PROJECT = Path(__file__).parents[1]
_TRAINING_CODE = (
    "nlu/scoring/training.py",
    "nlu/scoring/lessons.py",
    "nlu/scoring/scorer.py",
    "nlu/scoring/terms.py",
    "nlu/grams.py",
    "knowledge/centring.py",
    "nlu/folding.py",
    "knowledge/code_mixing.py",
    "knowledge/code_mixing.yml",
)
"""Whoever changes these changes what is trained."""


def article_scorer(
    lessons: Lessons,
    articles: tuple[str, ...],
    encoder: str,
    trained: Trained | None,
    *,
    variants: Callable[[], Variants],
    on_progress: Callable[[int, int], None] | None = None,
) -> TextScorer:
    """The scorer of these lessons, or of nearly these, trained where there is none.

    Args:
        lessons: What it learns.
        articles: Ids, in the order of their numbers.
        encoder: Name of the encoder that gave the vectors.
        trained: Where it may lie already; None trains it.
        variants: Other ways to write some lessons; asked for only where something is trained.
        on_progress: Called with how many rounds of training are done and how many there are.
    """

    def train() -> TextScorer:
        # Imported here: torch takes seconds, and whoever only searches never needs it.
        from nlu.scoring.training import train_scorer

        return train_scorer(lessons, len(articles), variants=variants(), members=MEMBERS, on_progress=on_progress)

    if trained is None:
        return train()
    code = ((_PROJECT / name).read_bytes() for name in _TRAINING_CODE)
    return trained.get(
        "scorer",
        # Vectors follow from the texts and the encoder's name.
        (repr((articles, encoder, MEMBERS)).encode(), *code),
        lessons=(repr(lesson).encode() for lesson in zip(lessons.texts, lessons.labels.tolist(), strict=True)),
        load=TextScorer.load,
        train=train,
    )
