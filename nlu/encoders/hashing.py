"""An encoder without a model: words and character trigrams hashed into a vector. For unit tests and small machines."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import numpy as np

from nlu.encoders.remembering import as_encodable
from nlu.folding import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nlu.encoding import Vectors

_DIMENSION = 256
_GRAM = 3


class HashingEncoder:
    """Texts that share words are near each other; nothing crosses from one language into another."""

    @property
    def name(self) -> str:
        """The setting that brings it back."""
        return "hashing"

    @property
    def dimension(self) -> int:
        """256."""
        return _DIMENSION

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """As the Protocol says."""
        vectors = np.zeros((len(texts), _DIMENSION), dtype=np.float32)
        for row, text in enumerate(texts):
            for piece in _pieces(text):
                code = zlib.crc32(piece.encode())
                vectors[row, code % _DIMENSION] += 1.0 if code & 0x8000_0000 else -1.0
            if not vectors[row].any():
                vectors[row, 0] = 1.0
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """As the Protocol says; questions and passages are not told apart."""
        return self.encode_questions(texts)


def _pieces(text: str) -> list[str]:
    words = fold(as_encodable(text)).split()
    grams = [f" {word} "[i : i + _GRAM] for word in words for i in range(len(word))]
    return [*words, *words, *grams]
