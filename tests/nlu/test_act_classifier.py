from functools import cache
from pathlib import Path

import numpy as np
import pytest

from nlu.act_classifier import ActClassifier, train_act_classifier
from nlu.acts import DialogueAct
from nlu.encoders import BUNDLED, HASHING, make_encoder
from nlu.encoders.precomputed import with_precomputed
from nlu.encoding import Encoder
from nlu.errors import ModelFileDamaged, TooFewExamples
from nlu.locales import Locale
from nlu.rasa_data import Example, read_examples


@cache
def an_encoder(setting: str) -> Encoder:
    return with_precomputed(make_encoder(setting))


@cache
def a_classifier(setting: str = HASHING) -> ActClassifier:
    return train_act_classifier(read_examples(), an_encoder(setting))


def act_of(text: str, setting: str = HASHING) -> DialogueAct:
    return a_classifier(setting).classify(an_encoder(setting).encode_questions([text])[0]).act


@pytest.mark.parametrize(
    ("text", "act"),
    [("Děkuju", DialogueAct.THANK), ("Hello", DialogueAct.GREET), ("Tạm biệt", DialogueAct.GOODBYE)],
)
def test_an_example_is_its_own_act(text: str, act: DialogueAct) -> None:
    assert act_of(text) is act


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "act"),
    [
        pytest.param("šel by se mnou na finanční úřad někdo, kdo překládá?", DialogueAct.WANT_INTERPRETER, id="cs"),
        pytest.param("how does one become a court interpreter", DialogueAct.ASK, id="en ask about interpreters"),
        pytest.param("з'єднайте мене, будь ласка, з живою людиною", DialogueAct.WANT_HUMAN, id="uk"),
        pytest.param("сколько стоит нотариус и чем он занимается", DialogueAct.ASK, id="ru ask about notaries"),
        pytest.param("cho em xin lịch gặp tư vấn sáng thứ hai", DialogueAct.WANT_APPOINTMENT, id="vi"),
        pytest.param("нужен адвокат, подаю в суд на хозяина", DialogueAct.WANT_LAWYER, id="ru"),
        pytest.param("a kolik to celé stojí", DialogueAct.HOW_MUCH, id="cs follow-up"),
        pytest.param("còn hạn chót là bao giờ", DialogueAct.WHICH_DEADLINE, id="vi follow-up"),
    ],
)
def test_the_bundled_encoder_tells_a_wish_from_a_question(text: str, act: DialogueAct) -> None:
    assert act_of(text, BUNDLED) is act


def test_probabilities_sum_to_one() -> None:
    vector = an_encoder(HASHING).encode_questions(["co s tím"])[0]
    assert sum(a_classifier().rank(vector).values()) == pytest.approx(1, abs=1e-4)


def test_a_saved_classifier_says_the_same(tmp_path: Path) -> None:
    a_classifier().save(tmp_path / "acts.npz")
    again = ActClassifier.load(tmp_path / "acts.npz")
    for text in ("ahoj", "need a lawyer"):
        vector = an_encoder(HASHING).encode_questions([text])[0]
        assert again.rank(vector) == pytest.approx(a_classifier().rank(vector))


def test_an_act_without_examples_is_never_guessed() -> None:
    examples = [Example("hello", DialogueAct.GREET, Locale.EN), Example("thanks", DialogueAct.THANK, Locale.EN)]
    ranked = train_act_classifier(examples, an_encoder(HASHING)).rank(np.zeros(256, dtype=np.float32))
    assert {act for act, p in ranked.items() if p > 0} == {DialogueAct.GREET, DialogueAct.THANK}


def test_nothing_to_learn_from_is_refused() -> None:
    with pytest.raises(TooFewExamples):
        train_act_classifier([], an_encoder(HASHING))


def test_a_missing_file_is_reported(tmp_path: Path) -> None:
    with pytest.raises(ModelFileDamaged):
        ActClassifier.load(tmp_path / "acts.npz")
