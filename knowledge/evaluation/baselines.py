"""What others do, in the same run: rankings of articles that ours has to beat.

Each knows the same articles in the asker's language: title, questions and text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np
import numpy.typing as npt

from knowledge.lexical import LexicalIndex
from knowledge.passages import PassageKind, passages_of
from nlu.folding import fold
from nlu.locales import Locale

if TYPE_CHECKING:
    from knowledge.articles import Article
    from knowledge.asked_files import Asked
    from knowledge.passages import Passage
    from nlu.encoding import Encoder, Vectors

Scores = npt.NDArray[np.float64]
Scorer = Callable[[str, "Vectors", Locale], Scores]
"""From a question, its vector and its language to a score of each article, in order of id."""

BUCKETS = 1 << 18
_GRAM = 4
PEER = (0.25, 0.35, 0.15, 0.25)
"""Title match, text match, title vector, text vector, each z-scored: the recipe of the nearest public peer."""
_FLAT = 1e-9


@dataclass(frozen=True, slots=True)
class Baseline:
    """A ranking by name."""

    name: str
    score: Scorer


def baselines(articles: Sequence[Article], encoder: Encoder, asked: Asked | None = None) -> tuple[Baseline, ...]:
    """BM25 on words, BM25 on character 4-grams, vectors alone, and the peer's recipe."""
    ids = [article.id for article in sorted(articles, key=lambda article: article.id)]
    passages = passages_of(articles, asked)
    titles = [passage for passage in passages if passage.kind is PassageKind.TITLE]
    texts = [passage for passage in passages if passage.kind is not PassageKind.TITLE]
    asked_or_short = [passage for passage in texts if passage.kind is not PassageKind.BODY]
    in_words, in_letters = _lexical(passages, ids, words), _lexical(passages, ids, four_grams)
    vectors = _dense(asked_or_short, ids, encoder)
    parts = (
        _lexical(titles, ids, words),
        _lexical(texts, ids, words),
        _dense(titles, ids, encoder),
        vectors,
    )

    def peer(text: str, vector: Vectors, locale: Locale) -> Scores:
        scored = [z_scored(part(text, vector, locale)) for part in parts]
        together: Scores = np.average(scored, axis=0, weights=PEER)
        return together

    return (
        Baseline("BM25 on words", in_words),
        Baseline("BM25 on character 4-grams", in_letters),
        Baseline("vectors alone", vectors),
        Baseline("the nearest public peer's recipe", peer),
    )


def _lexical(passages: Sequence[Passage], ids: Sequence[str], terms: Callable[[str], list[int]]) -> Scorer:
    found: defaultdict[tuple[Locale, str], list[int]] = defaultdict(list)
    for passage in passages:
        found[passage.locale, passage.article] += terms(passage.text)
    index = {
        locale: LexicalIndex.build([np.array(found[locale, one], dtype=np.int64) for one in ids], BUCKETS)
        for locale in Locale
    }

    def score(text: str, vector: Vectors, locale: Locale) -> Scores:
        del vector
        return index[locale].shares(np.array(terms(text), dtype=np.int64)).astype(np.float64)

    return score


def _dense(passages: Sequence[Passage], ids: Sequence[str], encoder: Encoder) -> Scorer:
    questions = [passage for passage in passages if passage.kind in (PassageKind.QUESTION, PassageKind.TITLE)]
    others = [passage for passage in passages if passage.kind not in (PassageKind.QUESTION, PassageKind.TITLE)]
    rows = np.concatenate(
        [
            encoder.encode_questions([passage.text for passage in questions]),
            encoder.encode_passages([passage.text for passage in others]),
        ]
    )
    numbers = {article: number for number, article in enumerate(ids)}
    owners = np.array([numbers[passage.article] for passage in (*questions, *others)])

    def score(text: str, vector: Vectors, locale: Locale) -> Scores:
        del text, locale
        best = np.full(len(ids), -1.0)
        np.maximum.at(best, owners, rows @ vector)
        return best

    return score


def words(text: str) -> list[int]:
    """Numbers in [0, BUCKETS) of the folded words, with repeats."""
    spaced = "".join(letter if letter.isalnum() else " " for letter in fold(text))
    return [crc32(word.encode()) % BUCKETS for word in spaced.split()]


def four_grams(text: str) -> list[int]:
    """Numbers in [0, BUCKETS) of every four characters of the folded text, with repeats."""
    spaced = " ".join(fold(text).split())
    return [crc32(spaced[at : at + _GRAM].encode()) % BUCKETS for at in range(max(len(spaced) - _GRAM + 1, 1))]


def z_scored(scores: Scores) -> Scores:
    """Mean 0 and spread 1; only mean 0 where all scores are the same."""
    spread = float(scores.std())
    found: Scores = (scores - scores.mean()) / (spread if spread > _FLAT else 1.0)
    return found
