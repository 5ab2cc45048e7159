"""The vectors that the repository carries are those of its texts."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from knowledge.asked_files import unanswerable
from knowledge.loading import load_sound_articles
from knowledge.passages import PassageKind, passages_of
from nlu.encoders import BUNDLED, make_encoder
from nlu.encoders.precomputed import VectorTable, known_of, known_share, table_path
from nlu.rasa_data import read_examples

ENOUGH = 0.9
SAMPLE = 12


@pytest.fixture(scope="module")
def table() -> VectorTable:
    return VectorTable.load(table_path(BUNDLED))


@pytest.fixture(scope="module")
def texts() -> list[tuple[bool, str]]:
    def all_texts() -> Iterator[tuple[bool, str]]:
        content = load_sound_articles()
        for passage in passages_of(content.articles.values(), content.asked):
            if passage.kind in {PassageKind.QUESTION, PassageKind.TITLE}:
                yield True, passage.text
        yield from ((True, text) for text, _ in unanswerable(content.asked))
        yield from ((True, example.text) for example in read_examples())

    return list(all_texts())


def test_a_fresh_build_need_not_encode_much(table: VectorTable, texts: list[tuple[bool, str]]) -> None:
    # Where this fails: `pruvodce kb precompute`, and commit what it writes.
    assert known_share(table, texts) >= ENOUGH


def test_known_vectors_are_what_the_encoder_gives(table: VectorTable, texts: list[tuple[bool, str]]) -> None:
    encoder = make_encoder(BUNDLED)
    known = [one for one, is_known in zip(texts, known_of(table, texts), strict=True) if is_known]
    for is_question, text in known[:: len(known) // SAMPLE]:
        encode = encoder.encode_questions if is_question else encoder.encode_passages
        found, _ = table.find([text], is_question=is_question)
        assert float(np.dot(found[0], encode([text])[0])) > 0.999
