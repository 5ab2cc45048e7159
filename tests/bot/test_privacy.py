from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.privacy import MASK, mask


@pytest.mark.parametrize(
    "text",
    [
        "rodné číslo {} prosím",
        "{}",
        "мій номер: {}.",
    ],
)
@pytest.mark.parametrize(
    "number",
    [
        "905512/1234",
        "900101 / 123",
        "8001010006",
        "4111 1111 1111 1111",
        "5500-0000-0000-0004",
        "FA123456",
        "c1234567",
        "МК 123456",
    ],
    ids=[
        "birth",
        "old birth",
        "birth without slash",
        "card",
        "card with dashes",
        "passport",
        "vietnamese",
        "ukrainian",
    ],
)
def test_numbers_of_documents_are_masked(text: str, number: str) -> None:
    masked = mask(text.format(number))
    assert masked.text == text.format(MASK)
    assert masked.is_changed


@pytest.mark.parametrize(
    "text",
    [
        "call me on +420 777 123 456",
        "777123456",
        "do 100000 kč",
        "OAM-12345/DP-2024",
        "my card ends 31. 12. 2026",
        "zákon 326/1999 Sb.",
        "2 500 Kč za 3 osoby",
        "Praha 13, Zázvorkova 2007/6",
        "",
    ],
)
def test_what_people_ask_about_stays(text: str) -> None:
    masked = mask(text)
    assert masked.text == text
    assert not masked.is_changed


@pytest.mark.parametrize("text", ["passport number 123456789", "паспорт 51 1234567", "hộ chiếu: 12345678"])
def test_a_number_after_the_word_passport_is_masked(text: str) -> None:
    assert mask(text).text.endswith(MASK)


@given(st.text())
def test_masking_twice_changes_nothing_more(text: str) -> None:
    assert mask(mask(text).text).text == mask(text).text


@given(st.text(alphabet=st.characters(blacklist_categories=("Nd", "Nl", "No"))))
def test_a_text_without_digits_is_never_changed(text: str) -> None:
    assert mask(text).text == text
