from __future__ import annotations

import numpy as np
import pytest

from knowledge.evaluation.search_bench import EncodedQuestion, bench_search, resized
from knowledge.fusing import SIGNALS
from knowledge.loading import load_content
from knowledge.search_index import SearchIndex
from nlu.encoders.hashing import HashingEncoder
from nlu.locales import Locale
from tests.builders.content import SUBJECTS, write_content


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    tree = write_content(tmp_path_factory.mktemp("bench"))
    return SearchIndex.build(load_content(tree).articles.values(), HashingEncoder())


@pytest.fixture(scope="module")
def asked() -> list[EncodedQuestion]:
    texts = [(SUBJECTS[article][locale][1], locale) for article in SUBJECTS for locale in Locale]
    vectors = HashingEncoder().encode_questions([text for text, _ in texts])
    return [EncodedQuestion(text, vector, locale) for (text, locale), vector in zip(texts, vectors, strict=True)]


def test_an_index_of_three_times_the_content_says_of_every_copy_what_it_said_of_the_article(
    index: SearchIndex, asked: list[EncodedQuestion]
) -> None:
    count = len(index.articles)
    grown = resized(index, 3 * len(index.vectors))

    assert len(set(grown.articles)) == 3 * count
    same_language, likelihood = SIGNALS.index("question_same_language"), SIGNALS.index("scorer_log_p")
    for question in asked:
        once, thrice = index.measure(*question).signals, grown.measure(*question).signals.reshape(3, count, -1)
        for signal in (same_language, likelihood):
            assert set(thrice[:, :, signal].argmax(axis=1)) == {once[:, signal].argmax()}
        # Likelihood is shared among the copies; nearness is of slightly changed vectors.
        shared = thrice[:, :, likelihood] - once[:, likelihood]
        assert ((shared >= -np.log(3) - 1e-4) & (shared <= 1e-4)).all()


def test_a_part_of_the_content_and_much_of_it_are_measured(index: SearchIndex, asked: list[EncodedQuestion]) -> None:
    few, many = 5, 2 * len(index.vectors) + 1

    small, large = bench_search(index, asked, (few, many))

    articles = len(index.articles)
    assert (small.passages, small.articles, large.passages, large.articles) == (few, articles, many, 3 * articles)
    assert 0 < small.p50_ms <= small.p95_ms
    assert small.lexical_mb < large.lexical_mb
    assert small.dense_mb < large.dense_mb
