from functools import cache
from pathlib import Path

import numpy as np
import pytest

from nlu.encoders import HASHING, make_encoder
from nlu.errors import ModelFileDamaged
from nlu.urgency import UrgencyDetector, UrgencyModel
from nlu.urgency.examples import read_urgency_examples
from nlu.urgency.fitting import fit_urgency_model
from nlu.urgency.model import features


@cache
def a_model() -> UrgencyModel:
    return fit_urgency_model(make_encoder(HASHING), rounds=2)


def test_examples_teach_more_than_patterns_alone_know() -> None:
    encoder, detector = make_encoder(HASHING), UrgencyDetector(a_model())
    examples = read_urgency_examples()
    danger = [example for example in examples if example.kind is not None]
    harmless = [example for example in examples if example.kind is None]
    vectors = encoder.encode_questions([example.text for example in danger])
    found = sum(detector.detect(e.text, vector=v) is not None for e, v in zip(danger, vectors, strict=True))
    assert found > sum(detector.detect(example.text) is not None for example in danger)
    vectors = encoder.encode_questions([example.text for example in harmless])
    alarms = sum(detector.detect(e.text, vector=v) is not None for e, v in zip(harmless, vectors, strict=True))
    assert alarms / len(harmless) <= 0.1


def test_danger_in_so_many_words_counts_whatever_the_vector_says() -> None:
    vector = make_encoder(HASHING).encode_questions(["kolik stojí kolek"])[0]
    assert UrgencyDetector(a_model()).detect("chci se zabít, chci umřít", vector=vector) is not None


def test_a_saved_model_says_the_same(tmp_path: Path) -> None:
    a_model().save(tmp_path / "urgency.npz")
    again = UrgencyModel.load(tmp_path / "urgency.npz")
    vector = make_encoder(HASHING).encode_questions(["nemám kde spát"])[0]
    assert np.allclose(
        again.probabilities("nemám kde spát", vector), a_model().probabilities("nemám kde spát", vector), atol=1e-5
    )
    assert again.threshold == pytest.approx(a_model().threshold)


def test_a_missing_model_is_reported(tmp_path: Path) -> None:
    with pytest.raises(ModelFileDamaged):
        UrgencyModel.load(tmp_path / "urgency.npz")


def test_look_alikes_count_at_most_twice() -> None:
    p = np.full(8, 1 / 8, dtype=np.float32)
    assert features(p, 1.0, 9)[2] == 2
