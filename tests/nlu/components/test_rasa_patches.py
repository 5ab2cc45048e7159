from importlib.metadata import version
from pathlib import Path

import jsonschema
import numpy as np
import pytest
from rasa.core.actions.action import RemoteAction

from nlu.components.schema_patch import PATCHED_VERSION, compile_action_schema_once
from nlu.components.vectors_on_disk import encode_with_cache
from nlu.encoders import HASHING, make_encoder
from nlu.encoding import Vectors


def test_the_patch_was_written_for_the_installed_rasa() -> None:
    assert version("rasa") == PATCHED_VERSION
    assert compile_action_schema_once()


def test_the_patched_check_takes_and_refuses_what_rasas_own_would() -> None:
    compile_action_schema_once()
    action = RemoteAction("action_answer", None)
    assert action._validate_action_result({"events": [], "responses": []})
    with pytest.raises(jsonschema.ValidationError):
        action._validate_action_result({"events": "none", "responses": []})


class CountingEncoder:
    """Counts what it is asked to encode."""

    def __init__(self) -> None:
        self._encoder = make_encoder(HASHING)
        self.encoded: list[str] = []

    name = "counting"
    dimension = 256

    def encode_questions(self, texts: list[str]) -> Vectors:
        self.encoded += texts
        return self._encoder.encode_questions(texts)

    encode_passages = encode_questions


def test_a_second_training_encodes_only_what_is_new(tmp_path: Path) -> None:
    encoder = CountingEncoder()
    first = encode_with_cache(["a", "b"], encoder, tmp_path)
    again = encode_with_cache(["b", "c", "a"], encoder, tmp_path)
    assert encoder.encoded == ["a", "b", "c"]
    assert np.array_equal(again[[2, 0]], first)


def test_a_damaged_cache_is_made_anew(tmp_path: Path) -> None:
    encoder = CountingEncoder()
    encode_with_cache(["a"], encoder, tmp_path)
    next(tmp_path.iterdir()).write_bytes(b"not an archive")
    assert encode_with_cache(["a"], encoder, tmp_path).shape == (1, 256)


def test_no_text_gives_no_vector(tmp_path: Path) -> None:
    assert encode_with_cache([], CountingEncoder(), tmp_path).shape == (0, 256)
