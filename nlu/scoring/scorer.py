"""A supervised scorer: which of a few labels a text has, such as the article that a question belongs to.

A small network over the centred question vector and, beside it, the letters and words of the romanised key, so that it
also reads questions without diacritics or in Latin letters; or a committee of several, trained alike from other
beginnings, whose opinions are averaged. Trained by `nlu.scoring.training`, with torch; reading it needs numpy only.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from nlu.scoring.terms import terms_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from nlu.encoding import Vectors

LOWEST_LOG_P = -12.0
VECTOR_SCALE = 16.0
"""Unit vectors of 384 numbers are tiny number by number; the network wants them about one."""
TERMS_LENGTH = 3.0
"""Of a text's weights of terms."""

Floats = npt.NDArray[np.float32]
Halves = npt.NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class TextScorer:
    """Trained weights. Labels are counted from 0; the last is "none of them".

    Attributes:
        rarity: Of each bucket of terms among the texts it was trained on, shape (buckets,).
        terms: What each bucket says to each member, shape (buckets, members, letters).
        read: Of the vector: weights and, in the last column, bias, shape (members, hidden, dimension + 1).
        mixed: Of both, likewise, shape (members, hidden, hidden + letters + 1).
        said: From both to labels, shape (members, labels, hidden + 1).
        straight: From the vector to labels, of all members together, shape (labels, dimension).
        letters: From the terms to labels, shape (members, labels, letters).
    """

    rarity: Floats
    terms: Halves
    read: Floats
    mixed: Floats
    said: Floats
    straight: Floats
    letters: Floats

    def log_p(self, text: str, vector: Vectors) -> Floats:
        """Log probability of each label, shape (labels,), cut at -12.

        Args:
            text: The question.
            vector: Its centred vector, shape (dimension,).
        """
        scaled = vector * VECTOR_SCALE
        found = terms_of(text)
        weights = term_weights(self.rarity[found])
        spelled = np.tensordot(weights, self.terms[found].astype(np.float32), axes=1)
        understood = gelu(_linear(self.read, scaled))
        together = gelu(_linear(self.mixed, np.concatenate([understood, gelu(spelled)], axis=1)))
        said = _linear(self.said, together) + _applied(self.letters, spelled)
        logits = said.mean(axis=0) + self.straight @ scaled
        shifted = logits - logits.max()
        log_p: Floats = np.maximum(shifted - np.log(np.exp(shifted).sum()), LOWEST_LOG_P).astype(np.float32)
        return log_p

    def arrays(self) -> dict[str, Floats | Halves]:
        """All weights by name; made into a scorer again by `TextScorer(**arrays)`."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def save(self, path: Path) -> None:
        """Write to an `.npz` file."""
        np.savez(path, **self.arrays())

    @classmethod
    def load(cls, path: Path) -> TextScorer:
        """Read what `save` wrote."""
        with np.load(path) as held:
            return cls(**{field.name: held[field.name] for field in fields(cls)})


def term_weights(rarity: Floats) -> Floats:
    """Of a text's terms: their rarity, brought to a common length; zeros where all are as common as can be."""
    length = float(np.linalg.norm(rarity))
    weights: Floats = rarity * (TERMS_LENGTH / length) if length > 0 else np.zeros_like(rarity)
    return weights


def gelu(values: Floats) -> Floats:
    """Gaussian error linear unit in its usual approximation by tanh (Hendrycks and Gimpel, 2016)."""
    inner = np.sqrt(2.0 / np.pi) * (values + 0.044715 * values**3)
    smooth: Floats = (0.5 * values * (1.0 + np.tanh(inner))).astype(np.float32)
    return smooth


def averaged(scorers: Sequence[TextScorer]) -> TextScorer:
    """A committee whose logits are the mean of theirs; they were trained on the same texts."""
    first = scorers[0]
    return TextScorer(
        rarity=first.rarity,
        terms=np.concatenate([one.terms for one in scorers], axis=1),
        read=np.concatenate([one.read for one in scorers]),
        mixed=np.concatenate([one.mixed for one in scorers]),
        said=np.concatenate([one.said for one in scorers]),
        straight=np.mean([one.straight for one in scorers], axis=0),
        letters=np.concatenate([one.letters for one in scorers]),
    )


def _linear(weights: Floats, values: Floats) -> Floats:
    """Of each member; `values` of each, shape (members, n), or the same for all, shape (n,)."""
    found: Floats = _applied(weights[..., :-1], values) + weights[..., -1]
    return found


def _applied(weights: Floats, values: Floats) -> Floats:
    found: Floats = np.matmul(weights, values[..., None])[..., 0]
    return found
