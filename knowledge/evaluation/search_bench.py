"""How long search takes as the collection grows."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from knowledge.dense import DenseIndex
from knowledge.lexical import LexicalIndex
from knowledge.search_index import Passages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.search_index import SearchIndex
    from nlu.encoding import Vectors
    from nlu.locales import Locale
    from nlu.scoring.scorer import TextScorer

SIZES = (1_000, 10_000, 100_000)
_CHANGE = 0.02
"""Of each number of a vector; random vectors would flatter, for neighbours of real ones lie in clusters."""
_BYTES_IN_MB = 1e6

Numbers = npt.NDArray[np.int64]


class EncodedQuestion(NamedTuple):
    """What search is given; the vector has shape (dimension,)."""

    text: str
    vector: Vectors
    locale: Locale


@dataclass(frozen=True, slots=True)
class SearchTimes:
    """Of the whole search, without encoding; milliseconds.

    Attributes:
        passages: Questions of articles.
        dense_mb: What the vectors take.
        lexical_mb: What the postings take.
    """

    articles: int
    passages: int
    p50_ms: float
    p95_ms: float
    build_s: float
    dense_mb: float
    lexical_mb: float


def bench_search(
    index: SearchIndex, asked: Sequence[EncodedQuestion], sizes: Sequence[int] = SIZES
) -> tuple[SearchTimes, ...]:
    """Grow or cut the index to each number of passages, and search.

    Args:
        index: Of real questions; a larger one holds each article several times, with questions slightly changed.
        asked: Real questions.
        sizes: Numbers of passages.
    """
    return tuple(_bench(index, asked, size) for size in sizes)


def resized(index: SearchIndex, size: int) -> SearchIndex:
    """An index of as many passages: of some of them, or with every article as many times as it takes."""
    chance = np.random.default_rng(size)
    content = len(index.vectors)
    copies = -(-size // content)
    copy, row = np.divmod(np.sort(chance.choice(content * copies, size, replace=False)), content)
    centred = index.centring.apply(index.vectors, index.questions.locales)[row]
    changed = centred + chance.normal(0, _CHANGE, centred.shape).astype(np.float32)
    vectors = (changed / np.linalg.norm(changed, axis=1, keepdims=True)).astype(np.float32)
    owners = index.questions.articles[row] + copy * len(index.articles)
    return replace(
        index,
        articles=tuple(f"{article}-{number}" for number in range(copies) for article in index.articles),
        questions=Passages.numbered(owners, index.questions.locales[row]),
        vectors=vectors,
        question_index=DenseIndex.build(vectors),
        any_alphabet_grams=_letters(index.any_alphabet_grams, row),
        scorer=_scorer(index.scorer, copies),
    )


def _letters(index: LexicalIndex, rows: Numbers) -> LexicalIndex:
    """Of the passages in these rows; a term counts once in each."""
    terms = len(index.starts) - 1
    by_passage = np.argsort(index.passages, kind="stable")
    term = np.repeat(np.arange(terms), np.diff(index.starts))[by_passage]
    counts = np.bincount(index.passages, minlength=index.size)
    taken = counts[rows]
    starts = np.repeat((np.cumsum(counts) - counts)[rows] - (np.cumsum(taken) - taken), taken)
    owners = np.repeat(np.arange(len(rows), dtype=np.int32), taken)
    return LexicalIndex.of(term[starts + np.arange(len(owners))], owners, size=len(rows), terms=terms)


def _scorer(scorer: TextScorer, copies: int) -> TextScorer:
    """With as many copies of each article's label; the last label, none of them, stays alone."""

    def labels(weights: npt.NDArray[np.float32], axis: int) -> npt.NDArray[np.float32]:
        articles, none = np.split(weights, [-1], axis=axis)
        return np.concatenate([*[articles] * copies, none], axis=axis)

    return replace(
        scorer, said=labels(scorer.said, 1), straight=labels(scorer.straight, 0), letters=labels(scorer.letters, 1)
    )


def _bench(index: SearchIndex, asked: Sequence[EncodedQuestion], size: int) -> SearchTimes:
    started = time.perf_counter()
    grown = resized(index, size)
    build_s = time.perf_counter() - started
    times = []
    # The first is only for warming up.
    for question in (asked[0], *asked):
        started = time.perf_counter()
        grown.measure(*question)
        times.append((time.perf_counter() - started) * 1000)
    letters = grown.any_alphabet_grams
    postings = letters.passages.nbytes + letters.weights.nbytes + letters.starts.nbytes + letters.rarity.nbytes
    return SearchTimes(
        articles=len(grown.articles),
        passages=size,
        p50_ms=float(np.percentile(times[1:], 50)),
        p95_ms=float(np.percentile(times[1:], 95)),
        build_s=build_s,
        dense_mb=grown.vectors.nbytes / _BYTES_IN_MB,
        lexical_mb=postings / _BYTES_IN_MB,
    )
