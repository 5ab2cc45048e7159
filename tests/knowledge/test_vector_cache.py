from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from knowledge.vector_cache import VectorCache
from nlu.encoders.hashing import HashingEncoder
from nlu.encoding import Vectors


class CountingEncoder(HashingEncoder):
    def __init__(self) -> None:
        self.encoded: list[str] = []

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        self.encoded += texts
        return super().encode_questions(texts)


def test_a_text_is_encoded_once_however_often_it_is_asked_for(tmp_path: Path) -> None:
    texts = ["jak", "де", "cách", "jak"]
    encoder = CountingEncoder()

    first = VectorCache(tmp_path, encoder).encode_questions(texts)
    again = VectorCache(tmp_path, encoder).encode_questions(texts)

    assert sorted(encoder.encoded) == sorted(set(texts))
    assert np.array_equal(first, again)
    assert np.array_equal(first, HashingEncoder().encode_questions(texts))


def test_no_text_stands_in_the_cache(tmp_path: Path) -> None:
    VectorCache(tmp_path, HashingEncoder()).encode_questions(["tajemstvi"])

    assert b"tajemstvi" not in (tmp_path / "vectors.sqlite").read_bytes()
