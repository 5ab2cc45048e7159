"""All indexes over one body of articles, and what they say about a question."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from knowledge.abroad import speaks_of_abroad
from knowledge.article_scoring import article_scorer
from knowledge.asked_files import unanswerable
from knowledge.centring import Centring, locale_number
from knowledge.dense import DenseIndex
from knowledge.executing import begun
from knowledge.fusing import Signals, best_of_each, best_of_runs, run_starts
from knowledge.gram_indexes import any_alphabet_index
from knowledge.lessons import Teacher
from knowledge.lexical import LexicalIndex
from knowledge.passages import PassageKind, passages_of
from nlu.folding import romanised_key
from nlu.grams import grams
from nlu.scoring.scorer import LOWEST_LOG_P

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from concurrent.futures import Executor

    from knowledge.articles import Article
    from knowledge.asked_files import Asked
    from knowledge.passages import Passage
    from knowledge.trained import Trained
    from nlu.encoding import Encoder, Vectors
    from nlu.locales import Locale
    from nlu.scoring.scorer import TextScorer

Numbers = npt.NDArray[np.int64]

_NEAREST = 600
_PLAIN_CANDIDATES = 32


class Measured(NamedTuple):
    """What the indexes say: signals, shape (articles, len(SIGNALS)), and context, shape (len(CONTEXT),)."""

    signals: Signals
    context: Signals


@dataclass(frozen=True, slots=True)
class Passages:
    """Whose each passage of an index is.

    Attributes:
        articles: Number of each passage's article, shape (n,), in ascending order.
        locales: Number of its language, shape (n,).
        starts: The first passage of each article that has any.
    """

    articles: Numbers
    locales: Numbers
    starts: Numbers

    @classmethod
    def numbered(cls, articles: Numbers, locales: Numbers) -> Passages:
        """Passages whose articles and languages have these numbers."""
        return cls(articles, locales, run_starts(articles))

    @classmethod
    def of(cls, passages: Sequence[Passage], numbers: dict[str, int]) -> Passages:
        """The numbers of these passages."""
        return cls.numbered(
            np.array([numbers[passage.article] for passage in passages], dtype=np.int64),
            np.array([locale_number(passage.locale) for passage in passages], dtype=np.int64),
        )


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """Immutable; safe to search from several threads.

    Attributes:
        articles: Their ids; everything else counts articles by their place here.
        encoder: Name of the encoder that made the vectors.
        vectors: Of the questions as the encoder gave them, shape (n, dimension).
    """

    articles: tuple[str, ...]
    encoder: str
    questions: Passages
    vectors: Vectors
    centring: Centring
    question_index: DenseIndex
    any_alphabet_grams: LexicalIndex
    scorer: TextScorer

    @classmethod
    def build(
        cls,
        articles: Iterable[Article],
        encoder: Encoder,
        asked: Asked | None = None,
        *,
        trained: Trained | None = None,
        executor: Executor | None = None,
        on_progress: Callable[[int, int], None] | None = None,
    ) -> SearchIndex:
        """Index all articles.

        Args:
            articles: In any order.
            encoder: Should remember vectors (`knowledge.vector_cache`).
            asked: More questions than those that stand in the articles, and what no article answers.
            trained: Where the scorer may lie already; None trains it.
            executor: Makes the index that needs no vectors meanwhile; None for one thing after the other.
            on_progress: Called with how much of the training is done and how much there is.
        """
        articles = sorted(articles, key=lambda article: article.id)
        ids = tuple(article.id for article in articles)
        numbers = {article: number for number, article in enumerate(ids)}
        everything = passages_of(articles, asked)

        def of_kind(*kinds: PassageKind) -> list[Passage]:
            return [passage for passage in everything if passage.kind in kinds]

        own, titled = of_kind(PassageKind.QUESTION), of_kind(PassageKind.TITLE)
        questions = Passages.of(own, numbers)
        any_alphabet_grams = begun(executor, any_alphabet_index, [passage.text for passage in own], trained)
        vectors = encoder.encode_questions([passage.text for passage in own])
        centring = Centring.fit(vectors, questions.locales)
        centred = centring.apply(vectors, questions.locales)
        teacher = Teacher(encoder, centring, ids)
        # Titles are short questions to the scorer.
        lessons = teacher.passages(own, centred) + teacher.passages(titled) + teacher.none(unanswerable(asked or {}))
        return cls(
            articles=ids,
            encoder=encoder.name,
            questions=questions,
            vectors=vectors,
            centring=centring,
            question_index=DenseIndex.build(centred),
            any_alphabet_grams=any_alphabet_grams(),
            scorer=article_scorer(
                lessons,
                ids,
                encoder.name,
                trained,
                variants=partial(teacher.code_mixed, own),
                on_progress=on_progress,
            ),
        )

    def measure(self, text: str, vector: Vectors, locale: Locale) -> Measured:
        """Measure every article against a question.

        Args:
            text: The question as typed.
            vector: Its vector as the encoder gives it, shape (dimension,).
            locale: The language it is written in.
        """
        number, count = locale_number(locale), len(self.articles)
        centred = self.centring.apply(vector[None], np.array([number]))
        nearest, ids = _nearest(self.question_index, centred)
        lowest = float(nearest[-1]) if len(nearest) else -1.0
        owners = self.questions.articles[ids]
        same = self.questions.locales[ids] == number
        question_same = best_of_each(nearest[same], owners[same], count, lowest)
        question_other = best_of_each(nearest[~same], owners[~same], count, lowest)
        any_alphabet = self.any_alphabet_grams.shares(grams(romanised_key(text)))
        grams_any = best_of_runs(any_alphabet, self.questions.articles, self.questions.starts, count, 0.0)
        scored = self.scorer.log_p(text, centred[0]).astype(np.float64)
        log_p, log_p_of_none = scored[:count], float(scored[count])
        signals = np.stack([question_same, question_other, grams_any, log_p], axis=1)
        plain = float((self.vectors[ids[:_PLAIN_CANDIDATES]] @ vector).max(initial=0.0))
        most = [signal.max(initial=0.0) for signal in (question_same, question_other, grams_any)]
        abroad = float(speaks_of_abroad(text, locale))
        context = np.array([1.0, plain, *most, log_p.max(initial=LOWEST_LOG_P), log_p_of_none, abroad])
        return Measured(signals, context)


def _nearest(index: DenseIndex, centred: Vectors) -> tuple[npt.NDArray[np.float32], Numbers]:
    scores, ids = index.search(centred, _NEAREST)
    there = ids[0] >= 0
    return scores[0][there], ids[0][there]
