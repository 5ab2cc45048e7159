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

EXACT_UP_TO = 10_000
"""Up to here every vector is compared, in half precision: under 1 ms a question."""
SCANNED_UP_TO = 300_000
"""Up to here short codes are scanned and the best compared exactly: 0.6 ms for 52,000 vectors, made in 0.7 s, and
0.9 ms for 259,000, made in 1.3 s. Above, a graph (HNSW) is walked, whose making takes a minute for each 100,000. Lists
by nearness (IVF) with the same time find 0.96 of the nearest 50 (one core, 2026-11)."""
FINE_UP_TO = 100_000
"""Up to here the codes are the longer ones."""
_BITS_OF_A_CODE = 4
_ROUNDS = 8
"""Of learning the codes; 25 find no more and take half a second longer."""
_LEAST_WANTED = 100
"""Among the nearest few by their codes, one of the truly nearest is missing too often."""
_LEARNED_FROM = 10_000
"""Vectors that the codes are learned from; four times as many find no more."""
_NEIGHBOURS = 16
_EF_CONSTRUCTION = 80
_EF_SEARCH = 128


@dataclass(frozen=True, slots=True)
class _Codes:
    """How short the codes are that are scanned.

    Attributes:
        numbers: Of a vector in one code; of them the dimension is a multiple.
        compared: How many times as many as are wanted are compared exactly.
    """

    numbers: int
    compared: float


def _codes(size: int) -> _Codes:
    # Of the nearest 10 both find all, of the nearest 50 the first 0.9999 and the second 0.991, of the nearest 600 0.98
    # and 0.69: the larger the collection, the less its 600th says.
    return _Codes(2, 2.0) if size <= FINE_UP_TO else _Codes(4, 1.25)


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
        size, dimension = vectors.shape
        vectors = np.ascontiguousarray(vectors, dtype=np.float32)
        if size <= EXACT_UP_TO:
            index = _exact(dimension)
        elif size <= SCANNED_UP_TO and dimension % (codes := _codes(size)).numbers == 0:
            index = _scanned(codes, dimension, vectors[:: size // _LEARNED_FROM or 1])
        else:
            index = _graph(dimension)
        index.add(vectors)
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
        found = self.index.search(np.ascontiguousarray(vectors, dtype=np.float32), max(k, _LEAST_WANTED))
        scores, ids = (one[:, :k] for one in found)
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


def _exact(dimension: int) -> Any:  # noqa: ANN401 - faiss has no types
    import faiss

    # Half the memory to go through and so two thirds of the time; cosines differ by less than 0.0001.
    return faiss.IndexScalarQuantizer(dimension, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)


def _scanned(codes: _Codes, dimension: int, examples: Vectors) -> Any:  # noqa: ANN401 - faiss has no types
    import faiss

    scanned = faiss.IndexPQFastScan(dimension, dimension // codes.numbers, _BITS_OF_A_CODE, faiss.METRIC_INNER_PRODUCT)
    scanned.pq.cp.niter = _ROUNDS
    scanned.train(np.ascontiguousarray(examples))
    index = faiss.IndexRefine(scanned, _exact(dimension))
    index.k_factor = codes.compared
    return index


def _graph(dimension: int) -> Any:  # noqa: ANN401 - faiss has no types
    import faiss

    index = faiss.IndexHNSWFlat(dimension, _NEIGHBOURS, faiss.METRIC_INNER_PRODUCT)
    index.hnsw.efConstruction = _EF_CONSTRUCTION
    index.hnsw.efSearch = _EF_SEARCH
    return index
