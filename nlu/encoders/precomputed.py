"""Vectors that the repository carries, so that a fresh checkout need not spend ten minutes on encoding known texts.

One file for each encoder in `nlu/precomputed/`, written by `pruvodce kb precompute`. It holds hashes and vectors, never
texts; a text that changed has another hash and is encoded anew, so the file can be incomplete but never wrong
(docs/adr/0009).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from nlu.errors import ModelFileDamaged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from nlu.encoding import Encoder, Vectors

    Encode = Callable[[Sequence[str]], Vectors]

FOLDER = Path(__file__).resolve().parents[1] / "precomputed"
_STEPS = 127
"""Of one byte on each side of zero. A vector changes by a cosine of less than 0.0001."""

Side = bool
"""True for questions, False for passages."""


@dataclass(frozen=True, slots=True)
class VectorTable:
    """Vectors by hash, a byte a number.

    Attributes:
        keys: First eight bytes of each hash, ascending, shape (n,).
        numbers: Shape (n, dimension), in [-127, 127].
        scales: What a step is worth in each vector, shape (n,).
    """

    keys: npt.NDArray[np.uint64]
    numbers: npt.NDArray[np.int8]
    scales: npt.NDArray[np.float32]

    @classmethod
    def of(cls, vectors: Mapping[tuple[Side, str], Vectors]) -> VectorTable:
        """Of at least one text."""
        keys = np.array([_key(text, is_question=side) for side, text in vectors], dtype=np.uint64)
        order = np.argsort(keys)
        rows = np.stack(list(vectors.values()))[order]
        scales = (np.abs(rows).max(axis=1) / _STEPS).astype(np.float32)
        numbers = np.rint(rows / np.maximum(scales, np.finfo(np.float32).tiny)[:, None]).astype(np.int8)
        return cls(keys[order], numbers, scales)

    def find(self, texts: Sequence[str], *, is_question: Side) -> tuple[Vectors, npt.NDArray[np.bool_]]:
        """The texts' vectors, shape (n, dimension), unit length, and which of them the table has, shape (n,).

        What it has not is zero.
        """
        keys = np.array([_key(text, is_question=is_question) for text in texts], dtype=np.uint64)
        rows = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        known: npt.NDArray[np.bool_] = self.keys[rows] == keys
        vectors = np.zeros((len(texts), self.numbers.shape[1]), dtype=np.float32)
        found = self.numbers[rows[known]].astype(np.float32) * self.scales[rows[known], None]
        lengths = np.linalg.norm(found, axis=1, keepdims=True)
        vectors[known] = found / np.maximum(lengths, np.finfo(np.float32).tiny)
        return vectors, known

    def save(self, path: Path) -> None:
        """Write to an `.npz` file."""
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez(path, keys=self.keys, numbers=self.numbers, scales=self.scales)

    @classmethod
    def load(cls, path: Path) -> VectorTable:
        """Read what `save` wrote.

        Raises:
            ModelFileDamaged: The file holds something else.
        """
        try:
            with np.load(path, allow_pickle=False) as arrays:
                return cls(arrays["keys"], arrays["numbers"], arrays["scales"])
        except (OSError, ValueError, KeyError) as fault:
            raise ModelFileDamaged(path) from fault


class PrecomputedEncoder:
    """An `Encoder` for building and training that asks the one behind it only for what the table lacks."""

    def __init__(self, encoder: Encoder, table: VectorTable) -> None:
        self._encoder = encoder
        self._table = table

    @property
    def name(self) -> str:
        """The encoder's."""
        return self._encoder.name

    @property
    def dimension(self) -> int:
        """The encoder's."""
        return self._encoder.dimension

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """As `Encoder.encode_questions`."""
        return self._encode(texts, self._encoder.encode_questions, is_question=True)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """As `Encoder.encode_passages`."""
        return self._encode(texts, self._encoder.encode_passages, is_question=False)

    def _encode(self, texts: Sequence[str], encode: Encode, *, is_question: Side) -> Vectors:
        vectors, known = self._table.find(texts, is_question=is_question)
        missing = np.flatnonzero(~known)
        if len(missing):
            vectors[missing] = encode([texts[row] for row in missing])
        return vectors


def table_path(encoder: str, folder: Path = FOLDER) -> Path:
    """Where the vectors of an encoder lie, by its name."""
    readable = "".join(letter if letter.isalnum() else "-" for letter in encoder)
    return folder / f"{readable}.npz"


def with_precomputed(encoder: Encoder, folder: Path = FOLDER) -> Encoder:
    """The encoder, with what the repository knows of its vectors already.

    Raises:
        ModelFileDamaged: There is a file for it, and it cannot be read.
    """
    path = table_path(encoder.name, folder)
    return PrecomputedEncoder(encoder, VectorTable.load(path)) if path.is_file() else encoder


def known_share(table: VectorTable, texts: Iterable[tuple[Side, str]]) -> float:
    """Share of the texts that the table holds, in [0, 1]; 1 for no text."""
    found = known_of(table, list(texts))
    return sum(found) / len(found) if found else 1.0


def known_of(table: VectorTable, texts: Sequence[tuple[Side, str]]) -> list[bool]:
    """Which of the texts the table holds."""
    keys = np.array([_key(text, is_question=side) for side, text in texts], dtype=np.uint64)
    return [bool(is_known) for is_known in np.isin(keys, table.keys)]


def _key(text: str, *, is_question: Side) -> int:
    side = "question" if is_question else "passage"
    return int.from_bytes(hashlib.sha256(f"{side}\x1f{text}".encode("utf-8", "ignore")).digest()[:8], "big")
