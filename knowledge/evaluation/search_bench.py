"""How long search takes as the collection grows: 1 k, 10 k and 100 k passages."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from knowledge.dense import DenseIndex
from knowledge.lexical import LexicalIndex
from nlu.folding import fold
from nlu.grams import BUCKETS, grams

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.search_index import SearchIndex

SIZES = (1_000, 10_000, 100_000)
_QUESTIONS = 100
_NEAREST = 100
_LETTERS_WEIGHT = 0.4
_BYTES_IN_MB = 1e6
_WANTED = 10


@dataclass(frozen=True, slots=True)
class SearchTimes:
    """Of dense and lexical search together, without encoding; milliseconds.

    Attributes:
        dense_mb: What the vectors take.
        lexical_mb: What the postings take.
    """

    passages: int
    p50_ms: float
    p95_ms: float
    build_s: float
    dense_mb: float
    lexical_mb: float


def bench_search(index: SearchIndex, texts: Sequence[str], sizes: Sequence[int] = SIZES) -> tuple[SearchTimes, ...]:
    """Grow the real questions to each size by small random changes, and search for real questions.

    Random vectors would flatter: neighbours of real ones lie in clusters.

    Args:
        index: Whose vectors are grown.
        texts: Real questions, as many as the index has vectors, for the letters.
        sizes: Numbers of passages.
    """
    return tuple(_bench(index, texts, size) for size in sizes)


def _best(scores: npt.NDArray[np.float32], known: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The best of all, best first; as good as sorting all, for the best cannot score less than the best known."""
    least = np.partition(scores[known], -_WANTED)[-_WANTED]
    candidates = np.flatnonzero(scores >= least)
    best: npt.NDArray[np.int64] = candidates[np.argsort(-scores[candidates], kind="stable")[:_WANTED]]
    return best


def _bench(index: SearchIndex, texts: Sequence[str], size: int) -> SearchTimes:
    chance = np.random.default_rng(size)
    centred = index.centring.apply(index.vectors, index.questions.locales)
    chosen = chance.integers(0, len(centred), size)
    changed = centred[chosen] + chance.normal(0, 0.02, (size, centred.shape[1])).astype(np.float32)
    vectors = (changed / np.linalg.norm(changed, axis=1, keepdims=True)).astype(np.float32)
    start = time.perf_counter()
    dense = DenseIndex.build(vectors)
    terms = [grams(fold(text)) for text in texts]
    lexical = LexicalIndex.build([terms[number % len(terms)] for number in chosen], BUCKETS)
    build_s = time.perf_counter() - start
    times = []
    for number in chance.integers(0, len(centred), _QUESTIONS):
        start = time.perf_counter()
        scores, ids = dense.search(centred[number : number + 1], _NEAREST)
        fused = _LETTERS_WEIGHT * lexical.shares(grams(fold(texts[number % len(texts)])))
        fused[ids[0]] += scores[0]
        _best(fused, ids[0])
        times.append((time.perf_counter() - start) * 1000)
    postings = lexical.passages.nbytes + lexical.weights.nbytes + lexical.starts.nbytes + lexical.rarity.nbytes
    return SearchTimes(
        passages=size,
        p50_ms=float(np.percentile(times, 50)),
        p95_ms=float(np.percentile(times, 95)),
        build_s=build_s,
        dense_mb=vectors.nbytes / _BYTES_IN_MB,
        lexical_mb=postings / _BYTES_IN_MB,
    )
