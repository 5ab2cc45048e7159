"""Nearest vectors by FAISS."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from knowledge.errors import IndexOutOfDate

if TYPE_CHECKING:
    from pathlib import Path

    from nlu.encoding import Vectors

Scores = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int64]

FLAT_UP_TO = 50_000
"""Above this a flat index takes over 5 ms a question; HNSW takes 0.4 ms (knowledge/evaluation, 2 cores, 2026-11)."""
_NEIGHBOURS = 16
_EF_CONSTRUCTION = 80
_EF_SEARCH = 128


@dataclass(frozen=True, slots=True)
class DenseIndex:
    """A FAISS index over unit vectors, so that inner product is cosine. Searching is safe from several threads."""

    index: Any
    dimension: int

    @classmethod
    def build(cls, vectors: Vectors) -> DenseIndex:
        """Index vectors.

        Args:
            vectors: Shape (n, dimension), float32, unit length; their ids are their positions.
        """
        import faiss

        size, dimension = vectors.shape
        if size <= FLAT_UP_TO:
            # Half the memory to go through and so two thirds of the time; cosines differ by less than 0.0001.
            index = faiss.IndexScalarQuantizer(dimension, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)
        else:
            index = faiss.IndexHNSWFlat(dimension, _NEIGHBOURS, faiss.METRIC_INNER_PRODUCT)
            index.hnsw.efConstruction = _EF_CONSTRUCTION
            index.hnsw.efSearch = _EF_SEARCH
        index.add(np.ascontiguousarray(vectors, dtype=np.float32))
        return cls(index, dimension)

    def search(self, vectors: Vectors, k: int) -> tuple[Scores, Ids]:
        """Find the nearest passages to each query.

        Args:
            vectors: Queries, shape (n, dimension), float32, unit length.
            k: Passages wanted for each query, at least 1.

        Returns:
            Scores, shape (n, k), cosine in [-1, 1], best first, and ids of the same shape; -1 where none is left.

        Raises:
            IndexOutOfDate: The queries come from another encoder.
        """
        if vectors.shape[1] != self.dimension:
            raise IndexOutOfDate(f"{self.dimension} dimensions", f"{vectors.shape[1]} dimensions")
        scores, ids = self.index.search(np.ascontiguousarray(vectors, dtype=np.float32), k)
        # FAISS marks missing neighbours with the lowest float, which no cosine can be.
        return np.where(ids < 0, -1.0, np.clip(scores, -1.0, 1.0)).astype(np.float32), ids

    def save(self, path: Path) -> None:
        """Write to a file."""
        import faiss

        faiss.write_index(self.index, str(path))

    @classmethod
    def load(cls, path: Path) -> DenseIndex:
        """Read what `save` wrote."""
        import faiss

        index = faiss.read_index(str(path))
        if hasattr(index, "hnsw"):
            index.hnsw.efSearch = _EF_SEARCH
        return cls(index, index.d)
