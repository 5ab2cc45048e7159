"""How well the retriever ranks somebody's collection, beside what others do, in one run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from knowledge.errors import FileUnreadable
from knowledge.evaluation.baselines import BUCKETS, PEER, four_grams, words, z_scored
from knowledge.lexical import LexicalIndex
from knowledge.retrieving import cut_up, numbered_lines, retrieve

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from knowledge.retrieving import Text
    from nlu.encoding import Encoder
    from nlu.locales import Locale

Scores = npt.NDArray[np.float64]
Qrels = dict[str, set[str]]
"""The right documents of each question."""

_DEPTH = 10
_OURS = "Průvodce"
_COLUMNS = 3
_TITLE_LIKE = 80
"""Characters at the beginning of a document without a title that the peer's recipe takes for one."""


@dataclass(frozen=True, slots=True)
class RankingQuality:
    """Of one ranking over all judged questions; every figure in [0, 1].

    Attributes:
        recall_at_1: Share of questions whose first document is right.
        ndcg_at_10: Normalised discounted cumulative gain of the first ten, right or not.
    """

    name: str
    recall_at_1: float
    ndcg_at_10: float


def read_qrels(path: Path) -> Qrels:
    """Read BEIR's `query-id, corpus-id, score` lines, divided by tabs; a score of 0 is not right.

    Raises:
        FileUnreadable: A line does not hold; names file and line.
    """
    found: Qrels = {}
    for number, line in numbered_lines(path):
        fields = line.split("\t")
        if number == 1 and fields[-1] == "score":
            continue
        if len(fields) != _COLUMNS or not fields[-1].isdigit():
            raise FileUnreadable(str(path), number, "line", "expected query-id, corpus-id and a whole score")
        if int(fields[-1]):
            found.setdefault(fields[0], set()).add(fields[1])
    if not found:
        raise FileUnreadable(str(path), 1, "file", "judges nothing")
    return found


def compare_rankings(
    corpus: Sequence[Text],
    queries: Sequence[Text],
    qrels: Qrels,
    encoder: Encoder,
    *,
    guess: Callable[[str], Locale] | None = None,
) -> tuple[RankingQuality, ...]:
    """Ours first, then BM25 on words, BM25 on character 4-grams, vectors alone and the nearest public peer's recipe.

    Args:
        corpus: The documents.
        queries: The questions; those that nobody judged are left out.
        qrels: What is right.
        encoder: The same for all; should remember vectors.
        guess: As of `retrieve`.
    """
    judged = [query for query in queries if query.id in qrels]
    ranked: dict[str, list[str]] = {query.id: [] for query in judged}
    for one in retrieve(corpus, judged, encoder, k=_DEPTH, guess=guess):
        ranked[one.query].append(one.document)
    found = [_quality(_OURS, ranked, qrels)]
    names = [text.id for text in corpus]
    for name, scores in _others(corpus, judged, encoder).items():
        best = {
            query.id: [names[at] for at in np.argsort(-row, kind="stable")[:_DEPTH]]
            for query, row in zip(judged, scores, strict=True)
        }
        found.append(_quality(name, best, qrels))
    return tuple(found)


def _others(corpus: Sequence[Text], queries: Sequence[Text], encoder: Encoder) -> dict[str, Scores]:
    """Scores of each baseline, shape (queries, documents)."""
    whole = [f"{text.title} {text.body}" for text in corpus]
    asked = encoder.encode_questions([query.body for query in queries])
    in_words = _lexical(whole, queries, words)
    vectors = _dense(*cut_up(corpus), len(corpus), asked, encoder)
    titles = [text.title or text.body[:_TITLE_LIKE] for text in corpus]
    parts = (
        _lexical([text.title for text in corpus], queries, words),
        _lexical([text.body for text in corpus], queries, words),
        _dense(np.arange(len(corpus)), titles, len(corpus), asked, encoder),
        vectors,
    )
    scaled = [np.stack([z_scored(row) for row in part]) for part in parts]
    return {
        "BM25 on words": in_words,
        "BM25 on character 4-grams": _lexical(whole, queries, four_grams),
        "vectors alone": vectors,
        "the nearest public peer's recipe": np.average(scaled, axis=0, weights=PEER),
    }


def _lexical(texts: Sequence[str], queries: Sequence[Text], terms: Callable[[str], list[int]]) -> Scores:
    index = LexicalIndex.build([np.array(terms(text), dtype=np.int64) for text in texts], BUCKETS)
    rows = [index.shares(np.array(terms(query.body), dtype=np.int64)) for query in queries]
    return np.stack(rows).astype(np.float64)


def _dense(
    owners: npt.NDArray[np.int64], texts: Sequence[str], count: int, asked: npt.NDArray[np.float32], encoder: Encoder
) -> Scores:
    rows = encoder.encode_passages(texts)
    scores = np.full((len(asked), count), -1.0)
    for query, vector in enumerate(asked):
        np.maximum.at(scores[query], owners, rows @ vector)
    return scores


def _quality(name: str, ranked: Mapping[str, Sequence[str]], qrels: Qrels) -> RankingQuality:
    firsts, gains = [], []
    for query, documents in ranked.items():
        right = [document in qrels[query] for document in documents[:_DEPTH]]
        ideal = sum(_discount(place) for place in range(min(len(qrels[query]), _DEPTH)))
        firsts.append(bool(right and right[0]))
        gains.append(sum(_discount(place) for place, is_right in enumerate(right) if is_right) / ideal)
    return RankingQuality(name, float(np.mean(firsts)), float(np.mean(gains)))


def _discount(place: int) -> float:
    return float(1 / np.log2(place + 2))
