from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from knowledge.dense import DenseIndex
from knowledge.errors import IndexOutOfDate

if TYPE_CHECKING:
    from pathlib import Path


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


@pytest.fixture(scope="module")
def many() -> np.ndarray:
    return unit(np.random.default_rng(1).normal(size=(2000, 12)))


def test_vectors_of_an_odd_dimension_are_searched_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("knowledge.dense.EXACT_UP_TO", 10)
    vectors = unit(np.random.default_rng(2).normal(size=(300, 5)))
    _, found = DenseIndex.build(vectors).search(vectors[:20], 1)
    assert found[:, 0].tolist() == list(range(20))


@pytest.mark.parametrize("kind", ["fine", "short", "graph"])
def test_large_collections_are_searched_approximately_and_almost_as_well(
    many: np.ndarray, kind: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked = many[:50]
    exact_scores, exact = DenseIndex.build(many).search(asked, 10)
    monkeypatch.setattr("knowledge.dense.EXACT_UP_TO", 100)
    monkeypatch.setattr("knowledge.dense.FINE_UP_TO", 10_000 if kind == "fine" else 100)
    monkeypatch.setattr("knowledge.dense.SCANNED_UP_TO", 100 if kind == "graph" else 10_000)
    DenseIndex.build(many).save(tmp_path / "index")

    scores, found = DenseIndex.load(tmp_path / "index").search(asked, 10)

    overlap = np.mean([len(set(a) & set(b)) / 10 for a, b in zip(exact, found, strict=True)])
    assert overlap > 0.9
    # Whatever is found is given its true nearness, not that of a short code.
    assert np.abs(scores[:, 0] - exact_scores[:, 0]).max() < 0.001


def test_the_same_vectors_make_the_same_index(
    many: np.ndarray, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("knowledge.dense.EXACT_UP_TO", 100)

    for name in ("first", "second"):
        DenseIndex.build(many).save(tmp_path / name)

    assert (tmp_path / "first").read_bytes() == (tmp_path / "second").read_bytes()
