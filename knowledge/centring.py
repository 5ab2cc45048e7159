"""Vectors without what all texts of one language share.

E5 cosines all lie between 0.74 and 0.92: a large direction common to all texts, another for each language and side.
Taking each language's mean away lifts R@1 across languages by 8 points (shared retrieval notes, 2026-11).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from nlu.locales import Locale

if TYPE_CHECKING:
    from nlu.encoding import Vectors

LOCALES: tuple[Locale, ...] = tuple(Locale)
LocaleNumbers = npt.NDArray[np.int64]
_FEWEST = 5


def locale_number(locale: Locale) -> int:
    """The locale's place in `LOCALES`, as arrays hold it."""
    return LOCALES.index(locale)


@dataclass(frozen=True, slots=True)
class Centring:
    """Each language's mean vector of one side (questions or passages); shape (5, dimension)."""

    means: Vectors

    @classmethod
    def fit(cls, vectors: Vectors, locales: LocaleNumbers) -> Centring:
        """Take the means.

        Args:
            vectors: Shape (n, dimension).
            locales: Number of each one's locale, shape (n,). A language with fewer than 5 gets the mean of all.
        """
        overall = vectors.mean(axis=0) if len(vectors) else np.zeros(vectors.shape[1], dtype=np.float32)
        means = [
            vectors[locales == number].mean(axis=0) if (locales == number).sum() >= _FEWEST else overall
            for number in range(len(LOCALES))
        ]
        return cls(np.stack(means).astype(np.float32))

    def apply(self, vectors: Vectors, locales: LocaleNumbers) -> Vectors:
        """The vectors without their language's mean, unit length; a vector equal to the mean becomes zero."""
        moved = vectors - self.means[locales]
        lengths = np.linalg.norm(moved, axis=1, keepdims=True)
        centred: Vectors = np.divide(moved, lengths, out=np.zeros_like(moved), where=lengths > 1e-6)  # noqa: PLR2004 - rounding
        return centred
