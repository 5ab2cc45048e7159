"""What the article scorer learns from: questions, titles, what nothing answers, and questions with some Czech words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from knowledge.centring import locale_number
from knowledge.code_mixing import code_mixed
from nlu.scoring.lessons import Lessons, Variants

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.centring import Centring
    from knowledge.passages import Passage
    from nlu.encoding import Encoder, Vectors
    from nlu.locales import Locale


@dataclass(frozen=True, slots=True)
class Teacher:
    """Makes lessons of texts; the labels are the articles' places in `articles`, and one more for none of them."""

    encoder: Encoder
    centring: Centring
    articles: Sequence[str]

    def passages(self, passages: Sequence[Passage], vectors: Vectors | None = None) -> Lessons:
        """Passages belong to their articles. Their centred vectors are computed unless given."""
        numbers = {article: number for number, article in enumerate(self.articles)}
        texts = [passage.text for passage in passages]
        if vectors is None:
            vectors = self._centred(texts, [passage.locale for passage in passages])
        return Lessons(texts, vectors, np.array([numbers[passage.article] for passage in passages], dtype=np.int64))

    def none(self, unanswerable: Sequence[tuple[str, Locale]]) -> Lessons:
        """Texts that no article answers, with their language."""
        texts = [text for text, _ in unanswerable]
        labels = np.full(len(texts), len(self.articles), dtype=np.int64)
        return Lessons(texts, self._centred(texts, [locale for _, locale in unanswerable]), labels)

    def code_mixed(self, passages: Sequence[Passage]) -> Variants:
        """Those of the passages that can be said with some Czech words, said so; `of` counts the passages."""
        said = [(code_mixed(passage.text, passage.locale), row) for row, passage in enumerate(passages)]
        rows = [row for text, row in said if text is not None]
        mixed = [replace(passages[row], text=text) for text, row in said if text is not None]
        return Variants(self.passages(mixed), np.array(rows, dtype=np.int64))

    def _centred(self, texts: Sequence[str], locales: Sequence[Locale]) -> Vectors:
        numbers = np.array([locale_number(locale) for locale in locales], dtype=np.int64)
        return self.centring.apply(self.encoder.encode_questions(texts), numbers)
