import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.folding import fold, normalise, romanised_key, strip_marks


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        pytest.param("Žádost O POBYT", "zadost o pobyt", id="czech"),
        pytest.param("Đăng ký tạm trú", "dang ky tam tru", id="vietnamese"),
        pytest.param("Їй потрібен  пʼятий", "їй потрібен п'ятий", id="ukrainian letters stay"),
        pytest.param("Ещё подъём", "еще подъем", id="russian yo"),
        pytest.param(" I can`t  PAY\tmy rent ", "i can't pay my rent", id="nothing but ascii"),
        pytest.param("", "", id="empty"),
    ],
)
def test_folding_drops_case_marks_and_odd_apostrophes(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(max_codepoint=127)))
def test_ascii_is_folded_as_any_other_text(text: str) -> None:
    assert fold(text) == fold(f"{text} \N{RIGHT SINGLE QUOTATION MARK}").removesuffix("'").strip()


@given(st.text())
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize("roman", ["shcho robyty", "ščo robyty", "scho robiti", "Shcho robyty"])
def test_every_romanisation_shares_the_key_of_the_cyrillic(roman: str) -> None:
    assert romanised_key(roman) == romanised_key("що робити")


@pytest.mark.parametrize(
    ("cyrillic", "roman"),
    [("хочу", "hochu"), ("хочу", "khochu"), ("я ищу жильё", "ya ishchu zhilyo"), ("документы", "dokumenty")],
)
def test_russian_and_its_romanisation_share_a_key(cyrillic: str, roman: str) -> None:
    assert romanised_key(cyrillic) == romanised_key(roman)


def test_marks_are_stripped_but_case_is_kept() -> None:
    assert strip_marks("Říčany, Đồng Nai, Київ") == "Ricany, Dong Nai, Київ"
