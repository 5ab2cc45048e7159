"""A supervised scorer: which article a question belongs to, learned from all articles' own questions and texts.

Softmax regression over centred question vectors beside hashed character n-grams of the romanised key, so that it
also reads questions without diacritics or in Latin letters.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from knowledge.grams import BUCKETS, grams
from nlu.folding import romanised_key

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from nlu.encoding import Vectors

_WIDTH = 1024
_LETTERS_SHARE = 0.8
_STRENGTH = 20.0
_MOST_STEPS = 60
_HASH = 2654435761
_LOWEST_LOG_P = -12.0

Rarity = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class ArticleScorer:
    """Fitted weights.

    Attributes:
        weights: Shape (articles, dimension + 1024), float32.
        bias: Shape (articles,).
        rarity: Of each n-gram bucket among the questions it was fitted on.
    """

    weights: npt.NDArray[np.float32]
    bias: npt.NDArray[np.float32]
    rarity: Rarity

    @classmethod
    def fit(
        cls,
        texts: Sequence[str],
        vectors: Vectors,
        owners: npt.NDArray[np.int64],
        importance: npt.NDArray[np.float32],
        articles: int,
    ) -> ArticleScorer:
        """Learn from questions, titles and pieces of text.

        Args:
            texts: In any language.
            vectors: Their centred vectors, shape (n, dimension).
            owners: Number of the article each belongs to, shape (n,).
            importance: How much each counts, shape (n,).
            articles: How many articles there are; one without any text never scores.
        """
        from sklearn.linear_model import LogisticRegression

        rarity = _rarity(texts)
        inputs = np.hstack([vectors, np.stack([_gram_vector(text, rarity) for text in texts])])
        weights = np.zeros((articles, inputs.shape[1]), dtype=np.float32)
        bias = np.full(articles, _LOWEST_LOG_P, dtype=np.float32)
        classes = np.unique(owners)
        if len(classes) == 1:
            bias[classes] = 0.0
            return cls(weights, bias, rarity)
        model = LogisticRegression(C=_STRENGTH, max_iter=_MOST_STEPS, multi_class="multinomial")
        import warnings

        with warnings.catch_warnings():
            # Stopped early on purpose: more steps cost build time and gain nothing measurable.
            warnings.simplefilter("ignore")
            model.fit(inputs.astype(np.float32), owners, sample_weight=importance)
        if len(classes) == 2:  # noqa: PLR2004 - scikit-learn keeps one row for two classes
            weights[classes] = np.vstack([-model.coef_[0], model.coef_[0]])
            bias[classes] = [-model.intercept_[0], model.intercept_[0]]
        else:
            weights[classes] = model.coef_
            bias[classes] = model.intercept_
        return cls(weights, bias, rarity)

    def log_p(self, text: str, vector: Vectors) -> npt.NDArray[np.float32]:
        """Log probability of each article, shape (articles,), cut at -12.

        Args:
            text: The question.
            vector: Its centred vector, shape (dimension,).
        """
        dimension = len(vector)
        logits = self.weights[:, :dimension] @ vector + self.bias
        logits = logits + self.weights[:, dimension:] @ _gram_vector(text, self.rarity)
        shifted = logits - logits.max()
        found: npt.NDArray[np.float32] = np.maximum(shifted - np.log(np.exp(shifted).sum()), _LOWEST_LOG_P)
        return found.astype(np.float32)

    def save(self, path: Path) -> None:
        """Write to an `.npz` file."""
        np.savez(path, weights=self.weights, bias=self.bias, rarity=self.rarity)

    @classmethod
    def load(cls, path: Path) -> ArticleScorer:
        """Read what `save` wrote."""
        with np.load(path) as held:
            return cls(held["weights"], held["bias"], held["rarity"])


def _rarity(texts: Sequence[str]) -> Rarity:
    found = [np.unique(grams(romanised_key(text))) for text in texts]
    frequency = np.bincount(np.concatenate(found), minlength=BUCKETS)
    rarity: Rarity = np.log((len(texts) + 1) / (frequency + 1)).astype(np.float32)
    return rarity


def _gram_vector(text: str, rarity: Rarity) -> npt.NDArray[np.float32]:
    found = np.unique(grams(romanised_key(text)))
    hashed = (found * _HASH) & 0xFFFFFFFF
    signs = np.where(hashed & 1, 1.0, -1.0)
    vector = np.bincount((hashed >> 16) % _WIDTH, weights=signs * rarity[found], minlength=_WIDTH)
    length = np.linalg.norm(vector)
    return (_LETTERS_SHARE * vector / length if length > 0 else vector).astype(np.float32)
