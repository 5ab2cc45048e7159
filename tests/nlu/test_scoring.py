from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from nlu.encoders import HASHING, make_encoder
from nlu.scoring.lessons import Lessons, Variants
from nlu.scoring.scorer import LOWEST_LOG_P, TextScorer, averaged, gelu
from nlu.scoring.terms import BUCKETS, terms_of
from nlu.scoring.training import train_scorer

CARD, SCHOOL, NONE = 0, 1, 2
TEXTS = {
    CARD: ["jak prodloužím zaměstnaneckou kartu", "zaměstnanecká karta poplatek", "when do i extend my employee card"],
    SCHOOL: ["jak zapíšu dítě do školy", "zápis do první třídy", "how do i enrol my child at school"],
    NONE: ["jak se dělá jogurt", "tell me a joke", "kdo vyhrál zápas"],
}


def lessons_of(labelled: list[tuple[str, int]]) -> Lessons:
    texts = [text for text, _ in labelled]
    return Lessons(texts, make_encoder(HASHING).encode_questions(texts), np.array([label for _, label in labelled]))


@pytest.fixture(scope="module")
def lessons() -> Lessons:
    return lessons_of([(text, label) for label, texts in TEXTS.items() for text in texts] * 20)


@pytest.fixture(scope="module")
def scorer(lessons: Lessons) -> TextScorer:
    return train_scorer(lessons, labels=2)


def best(scorer: TextScorer, text: str) -> int:
    return int(scorer.log_p(text, make_encoder(HASHING).encode_questions([text])[0]).argmax())


@pytest.mark.parametrize(
    ("text", "label"),
    [("prodlouzeni zamestnanecke karty", CARD), ("zapis ditete do skoly", SCHOOL), ("tell me another joke", NONE)],
    ids=["bare", "turned round", "nothing answers"],
)
def test_it_learns_whose_a_question_is(scorer: TextScorer, text: str, label: int) -> None:
    assert best(scorer, text) == label


def test_what_only_a_variant_says_is_learned_too(lessons: Lessons, scorer: TextScorer) -> None:
    school = np.flatnonzero(lessons.labels == SCHOOL)
    variants = Variants(lessons_of([("jidelna prvnacka", SCHOOL)] * len(school)), school)
    varied = train_scorer(lessons, labels=2, variants=variants)
    vector = make_encoder(HASHING).encode_questions(["jidelna prvnacka"])[0]
    assert varied.log_p("jidelna prvnacka", vector)[SCHOOL] > np.log(0.9)
    assert scorer.log_p("jidelna prvnacka", vector)[SCHOOL] < np.log(0.9)
    assert best(varied, "jak zapíšu dítě do školy") == SCHOOL


@pytest.mark.parametrize("text", ["", "🙂", "x" * 5000, "Як?"], ids=["empty", "emoji", "long", "short"])
def test_probabilities_of_any_text_are_probabilities(scorer: TextScorer, text: str) -> None:
    log_p = scorer.log_p(text, make_encoder(HASHING).encode_questions([text])[0])
    assert log_p.shape == (3,)
    assert log_p.min() >= LOWEST_LOG_P
    assert np.exp(log_p).sum() == pytest.approx(1.0, abs=1e-3)


def test_what_was_saved_reads_the_same(scorer: TextScorer, tmp_path: Path) -> None:
    scorer.save(tmp_path / "scorer.npz")
    again = TextScorer.load(tmp_path / "scorer.npz")
    vector = make_encoder(HASHING).encode_questions(["karta"])[0]
    assert np.array_equal(again.log_p("karta", vector), scorer.log_p("karta", vector))


def test_a_committee_says_what_its_members_say_on_average() -> None:
    chance = np.random.default_rng(5)

    def member() -> TextScorer:
        def numbers(*shape: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
            return chance.normal(scale=0.2, size=shape).astype(np.float32)

        return TextScorer(
            np.ones(BUCKETS, np.float32), numbers(BUCKETS, 1, 2).astype(np.float16), numbers(1, 4, 6),
            numbers(1, 4, 7), numbers(1, 3, 5), numbers(3, 5), numbers(1, 3, 2),
        )  # fmt: skip

    members = [member() for _ in range(3)]
    vector = np.full(5, 0.1, np.float32)
    each = np.mean([one.log_p("karta", vector) for one in members], axis=0)
    together = averaged(members).log_p("karta", vector)
    # Up to what makes probabilities sum to 1.
    assert together - together.max() == pytest.approx(each - each.max(), abs=1e-3)


def test_reading_computes_what_training_computed() -> None:
    import torch
    from torch.nn import functional

    values = np.linspace(-4, 4, 41, dtype=np.float32)
    expected = functional.gelu(torch.from_numpy(values), approximate="tanh").numpy()
    assert np.allclose(gelu(values), expected, atol=1e-6)


def test_diacritics_and_alphabet_do_not_change_the_terms() -> None:
    assert np.array_equal(terms_of("Prodloužení pobytu"), terms_of("prodlouzeni POBYTU"))
    assert np.array_equal(terms_of("gia hạn thẻ"), terms_of("gia han the"))
    found = terms_of("продовження візи")
    assert found.max() < BUCKETS
    assert len(set(found.tolist()) & set(terms_of("prodovzhennia vizy").tolist())) > len(found) / 4
