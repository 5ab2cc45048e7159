"""R@1 of the baselines on the questions of a labelled set, by language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.evaluation.baselines import baselines
from nlu.locales import Locale

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from knowledge.articles import Article
    from knowledge.asked_files import Asked
    from knowledge.evaluation.labelled import LabelledQuestion
    from nlu.encoding import Encoder


def compare(
    questions: Sequence[LabelledQuestion], articles: Sequence[Article], encoder: Encoder, asked: Asked | None = None
) -> dict[str, Mapping[str, float]]:
    """Rank with every baseline; the language of each question is told to them, which they could not know.

    Returns:
        R@1 by baseline, then by language, with `all` among them.
    """
    ids = sorted(article.id for article in articles)
    answerable = [question for question in questions if set(question.expected) & set(ids)]
    vectors = encoder.encode_questions([question.text for question in answerable])
    found: dict[str, Mapping[str, float]] = {}
    for baseline in baselines(articles, encoder, asked):
        is_right = [
            ids[int(baseline.score(question.text, vector, question.locale).argmax())] in question.expected
            for question, vector in zip(answerable, vectors, strict=True)
        ]
        found[baseline.name] = _by_language(answerable, is_right)
    return found


def _by_language(questions: Sequence[LabelledQuestion], is_right: Sequence[bool]) -> dict[str, float]:
    shares = {"all": sum(is_right) / len(is_right)} if is_right else {}
    for locale in Locale:
        mine = [right for question, right in zip(questions, is_right, strict=True) if question.locale is locale]
        if mine:
            shares[locale.value] = sum(mine) / len(mine)
    return shares
