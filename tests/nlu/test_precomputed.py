from pathlib import Path

import numpy as np
import pytest

from nlu.encoders import HASHING, make_encoder
from nlu.encoders.precomputed import (
    PrecomputedEncoder,
    VectorTable,
    known_of,
    known_share,
    table_path,
    with_precomputed,
)
from nlu.encoding import Vectors
from nlu.errors import ModelFileDamaged

TEXTS = ["jak prodloužím pobyt", "як продовжити візу", "gia hạn visa thế nào", "🙂", ""]


class NeverAsked:
    """Fails where something is encoded that need not be."""

    name = HASHING
    dimension = 256

    def encode_questions(self, texts: list[str]) -> Vectors:
        raise AssertionError(texts)

    encode_passages = encode_questions


def a_table(texts: list[str] = TEXTS) -> VectorTable:
    vectors = make_encoder(HASHING).encode_questions(texts)
    return VectorTable.of({(True, text): vector for text, vector in zip(texts, vectors, strict=True)})


def test_a_byte_a_number_is_enough_and_the_encoder_is_not_asked() -> None:
    found = PrecomputedEncoder(NeverAsked(), a_table()).encode_questions(TEXTS)
    expected = make_encoder(HASHING).encode_questions(TEXTS)
    assert found.dtype == np.float32
    assert np.allclose(np.linalg.norm(found, axis=1), 1.0, atol=1e-5)
    assert (found * expected).sum(axis=1).min() > 0.9999


def test_what_the_table_lacks_is_encoded_in_its_place() -> None:
    encoder = PrecomputedEncoder(make_encoder(HASHING), a_table(TEXTS[:2]))
    mixed = ["something else", TEXTS[1], "one more"]
    expected = make_encoder(HASHING).encode_questions(mixed)
    assert np.allclose(encoder.encode_questions(mixed), expected, atol=0.01)
    assert encoder.encode_questions([]).shape == (0, 256)


def test_a_question_is_no_passage() -> None:
    assert known_of(a_table(), [(True, TEXTS[0]), (False, TEXTS[0])]) == [True, False]


def test_a_table_is_read_as_it_was_written_and_only_for_its_encoder(tmp_path: Path) -> None:
    a_table().save(table_path(HASHING, tmp_path))
    encoder = with_precomputed(make_encoder(HASHING), tmp_path)
    assert isinstance(encoder, PrecomputedEncoder)
    assert np.allclose(encoder.encode_questions(TEXTS), make_encoder(HASHING).encode_questions(TEXTS), atol=0.01)
    assert not isinstance(with_precomputed(make_encoder(HASHING), tmp_path / "nothing"), PrecomputedEncoder)


def test_a_damaged_table_says_so(tmp_path: Path) -> None:
    table_path(HASHING, tmp_path).write_bytes(b"no archive")
    with pytest.raises(ModelFileDamaged):
        with_precomputed(make_encoder(HASHING), tmp_path)


def test_the_known_share_counts_texts() -> None:
    assert known_share(a_table(TEXTS[:1]), [(True, TEXTS[0]), (True, "new")]) == 0.5
    assert known_share(a_table(), []) == 1.0
