from __future__ import annotations

import numpy as np
import pytest

from knowledge.dense import DenseIndex
from knowledge.errors import IndexOutOfDate


def unit(vectors: np.ndarray) -> np.ndarray:
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def test_nearest_come_best_first_and_missing_ones_are_marked() -> None:
    vectors = unit(np.eye(3))

    scores, ids = DenseIndex.build(vectors).search(unit(np.array([[1.0, 0.5, 0.0]])), 5)

    assert ids.tolist() == [[0, 1, 2, -1, -1]]
    assert (np.diff(scores[0]) <= 0).all()
    assert scores[0, -1] == -1.0


def test_queries_of_another_encoder_are_refused() -> None:
    with pytest.raises(IndexOutOfDate):
        DenseIndex.build(unit(np.eye(3))).search(unit(np.eye(4)), 1)


def test_large_collections_are_searched_approximately_and_almost_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    vectors = unit(np.random.default_rng(1).normal(size=(2000, 16)))
    asked = vectors[:50]
    exact = DenseIndex.build(vectors).search(asked, 10)[1]
    monkeypatch.setattr("knowledge.dense.FLAT_UP_TO", 100)

    found = DenseIndex.build(vectors).search(asked, 10)[1]

    overlap = np.mean([len(set(a) & set(b)) / 10 for a, b in zip(exact, found, strict=True)])
    assert overlap > 0.9
