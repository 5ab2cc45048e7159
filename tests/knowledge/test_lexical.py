from __future__ import annotations

import random
from collections import Counter

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


@given(st.lists(st.lists(st.integers(0, 9), max_size=6), max_size=5), st.randoms(use_true_random=False))
def test_the_order_in_which_terms_are_found_changes_nothing(passages: list[list[int]], chance: random.Random) -> None:
    pairs = [(term, owner) for owner, terms in enumerate(passages) for term in terms]
    chance.shuffle(pairs)
    found, owners = np.array([term for term, _ in pairs], np.int64), np.array([owner for _, owner in pairs], np.int32)
    shuffled = LexicalIndex.of(found, owners, size=len(passages), terms=10)
    built = LexicalIndex.build([np.array(terms, dtype=np.int64) for terms in passages], 10)
    for name in ("starts", "passages", "weights", "rarity"):
        assert np.array_equal(getattr(shuffled, name), getattr(built, name))
    if pairs:
        assert built.weights.sum() == pytest.approx(sum(_expected(terms, passages) for terms in passages), rel=1e-5)


def _expected(terms: list[int], passages: list[list[int]]) -> float:
    """All that the terms of a passage add to its score: Robertson and others, 1994, k1 = 1.2, b = 0.75."""
    mean = max(sum(map(len, passages)) / len(passages), 1.0)
    length = 1.2 * (0.25 + 0.75 * len(terms) / mean)
    return sum(count * 2.2 / (count + length) for count in Counter(terms).values())


@pytest.mark.parametrize("number", range(len(TEXTS)))
def test_a_text_finds_itself_first(number: int) -> None:
    shares = index_of(TEXTS).shares(grams(fold(TEXTS[number])))

    assert int(shares.argmax()) == number


@pytest.mark.parametrize("text", [*TEXTS, "dítě", "xyz"])
def test_postings_are_the_same_picked_or_copied(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    index, wanted = index_of(TEXTS), grams(fold(text))
    picked = index.shares(wanted)
    monkeypatch.setattr("knowledge.lexical._PICKED_ONE_BY_ONE", -1)
    assert np.array_equal(index.shares(wanted), picked)


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
