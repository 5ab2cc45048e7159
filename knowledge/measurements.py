"""Questions as an index measures them: what weights are learned from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from knowledge.search_index import SearchIndex
    from nlu.encoding import Encoder
    from nlu.locales import Locale
    from nlu.repairing import Repairer

Floats = npt.NDArray[np.float64]
Truths = npt.NDArray[np.bool_]


class Known(NamedTuple):
    """A question whose answer is known; no article where nothing answers it."""

    text: str
    locale: Locale
    articles: Collection[str]


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

    def beside(self, other: Measurements) -> Measurements:
        """These and others."""
        return Measurements(
            np.concatenate([self.signals, other.signals]),
            np.concatenate([self.context, other.context]),
            np.concatenate([self.right, other.right]),
            np.concatenate([self.importance, other.importance]),
        )


def measure(index: SearchIndex, questions: Sequence[Known], encoder: Encoder, repairer: Repairer) -> Measurements:
    """Measure questions, as they were meant, against an index, all of the same importance."""
    texts = [repairer.read(question.text).text for question in questions]
    vectors = encoder.encode_questions(texts)
    measured = [
        index.measure(text, vector, question.locale)
        for question, text, vector in zip(questions, texts, vectors, strict=True)
    ]
    return Measurements(
        signals=np.stack([one.signals for one in measured]),
        context=np.stack([one.context for one in measured]),
        right=np.array([[article in question.articles for article in index.articles] for question in questions]),
        importance=np.ones(len(questions)),
    )
