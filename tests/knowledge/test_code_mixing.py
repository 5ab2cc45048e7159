from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.code_mixing import code_mixed
from nlu.locales import Locale


@pytest.mark.parametrize(
    ("text", "locale", "mixed"),
    [
        pytest.param("how do I extend my blue card", Locale.EN, "how do I extend my modrá karta", id="two words"),
        pytest.param("Де взяти ДОВІДКУ про це?", Locale.UK, "Де взяти potvrzení про це?", id="any case and ending"),
        pytest.param("кто поставит печать", Locale.RU, "кто поставит razítko", id="russian"),
        pytest.param("tôi mất con dấu rồi", Locale.VI, "tôi mất razítko rồi", id="vietnamese"),
    ],
)
def test_a_word_is_said_in_czech_and_the_rest_stays(text: str, locale: Locale, mixed: str) -> None:
    assert code_mixed(text, locale) == mixed


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        pytest.param("good morning", Locale.EN, id="no such word"),
        pytest.param("kde najdu úřad práce", Locale.CS, id="czech already"),
        pytest.param("contracting parties", Locale.EN, id="the beginning of another word"),
        pytest.param("", Locale.UK, id="nothing"),
    ],
)
def test_where_nothing_can_be_said_in_czech_there_is_no_variant(text: str, locale: Locale) -> None:
    assert code_mixed(text, locale) is None


def test_the_longer_words_come_first() -> None:
    mixed = code_mixed("my health insurance company left", Locale.EN)
    assert mixed in {"my zdravotní pojišťovna left", "my pojišťovna left"}


@given(st.text(max_size=40), st.sampled_from(Locale))
def test_the_same_question_is_always_mixed_the_same_way(text: str, locale: Locale) -> None:
    asked = f"{text} contract договір договор hợp đồng passport паспорт hộ chiếu"
    assert code_mixed(asked, locale) == code_mixed(asked, locale)
