"""What turns text into vectors, as everyone else sees it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]


class Encoder(Protocol):
    """Maps questions and passages into one space. Implementations are safe to call from several threads.

    Implementations: `nlu.encoders.bundled`, `nlu.encoders.sentence_transformers`, `nlu.encoders.hashing`, all under
    the contract suite in `tests/contracts/`.
    """

    @property
    def name(self) -> str:
        """The setting that brings this encoder back, such as `bundled:multilingual-e5-small`."""

    @property
    def dimension(self) -> int:
        """Length of every vector."""

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """Encode what people ask.

        Returns:
            Shape (len(texts), dimension), float32, unit length; shape (0, dimension) for no text.
        """

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Encode what articles say; same shape and unit as `encode_questions`."""
