from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.lexical import LexicalIndex
from nlu.folding import fold
from nlu.grams import BUCKETS, grams

TEXTS = ["prodloužit dlouhodobý pobyt", "zapsat dítě do školy", "najít lékaře pro dítě", "запис до школи", "тỉm bác sĩ"]


def index_of(texts: list[str]) -> LexicalIndex:
    return LexicalIndex.build([grams(fold(text)) for text in texts], BUCKETS)


@pytest.mark.parametrize("number", range(len(TEXTS)))
def test_a_text_finds_itself_first(number: int) -> None:
    shares = index_of(TEXTS).shares(grams(fold(TEXTS[number])))

    assert int(shares.argmax()) == number


def test_a_typo_and_missing_diacritics_still_find_the_text() -> None:
    shares = index_of(TEXTS).shares(grams(fold("prodlozit dlouhodoby pobit")))

    assert int(shares.argmax()) == 0


@given(texts=st.lists(st.text(max_size=80), max_size=8), asked=st.text(max_size=200))
def test_shares_lie_between_none_and_all_of_the_possible_score(texts: list[str], asked: str) -> None:
    shares = index_of(texts).shares(grams(fold(asked)))

    assert shares.shape == (len(texts),)
    assert ((shares >= 0) & (shares <= 1)).all()


def test_a_word_that_nearly_every_text_has_is_looked_at_when_there_is_no_rarer_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("knowledge.lexical._MOST_POSTINGS", 1)

    shares = index_of(["vízum", "vízum studium", "vízum práce", "škola"]).shares(grams(fold("vízum")))

    assert (shares[:3] > 0).all()
    assert shares[3] == 0


@given(st.text(max_size=300))
def test_grams_are_buckets_whatever_the_text(text: str) -> None:
    found = grams(fold(text))

    assert ((found >= 0) & (found < BUCKETS)).all()


def test_no_gram_spans_two_words() -> None:
    apart = set(grams("dům škola").tolist())

    assert apart == set(grams("dům").tolist()) | set(grams("škola").tolist())


def test_an_index_survives_its_file(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("index") / "letters.npz"
    index = index_of(TEXTS)
    index.save(path)

    asked = grams(fold("školy"))
    assert np.array_equal(LexicalIndex.load(path).shares(asked), index.shares(asked))
