"""The scorer that learned whose each question is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from nlu.scoring.scorer import TextScorer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from knowledge.trained import Trained
    from nlu.encoding import Vectors

MEMBERS = 3
"""Trainings from other beginnings differ by as much as two questions in a hundred; three averaged differ less."""
_PROJECT = Path(__file__).parents[1]
_TRAINING_CODE = (
    "nlu/scoring/training.py",
    "nlu/scoring/scorer.py",
    "nlu/scoring/terms.py",
    "nlu/grams.py",
    "knowledge/centring.py",
    "nlu/folding.py",
)
"""Whoever changes these changes what is trained."""

Lesson = tuple[str, int]


def article_scorer(
    lessons: Sequence[Lesson],
    vectors: Vectors,
    articles: tuple[str, ...],
    encoder: str,
    trained: Trained | None,
    *,
    on_progress: Callable[[int, int], None] | None = None,
) -> TextScorer:
    """The scorer of these lessons, or of nearly these, trained where there is none.

    Args:
        lessons: Texts with the number of their article, or the number of articles where none answers.
        vectors: Their centred vectors, shape (n, dimension).
        articles: Ids, in the order of their numbers.
        encoder: Name of the encoder that gave the vectors.
        trained: Where it may lie already; None trains it.
        on_progress: Called with how many rounds of training are done and how many there are.
    """

    def train() -> TextScorer:
        # Imported here: torch takes seconds, and whoever only searches never needs it.
        from nlu.scoring.training import Lessons, train_scorer

        labels = np.array([label for _, label in lessons], dtype=np.int64)
        texts = Lessons([text for text, _ in lessons], vectors, labels)
        return train_scorer(texts, len(articles), members=MEMBERS, on_progress=on_progress)

    if trained is None:
        return train()
    code = ((_PROJECT / name).read_bytes() for name in _TRAINING_CODE)
    return trained.get(
        "scorer",
        # Vectors follow from the texts and the encoder's name.
        (repr((articles, encoder, MEMBERS)).encode(), *code),
        lessons=(repr(lesson).encode() for lesson in lessons),
        load=TextScorer.load,
        train=train,
    )
