from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.figures import ENDINGS, FigureKind, fill, kind_of, parse, show
from nlu.locales import Locale

SHOWN = [
    ("fee_czk", 2500, Locale.CS, "2 500 Kč"),
    ("fee_czk", 2500, Locale.EN, "CZK 2,500"),
    ("fee_czk", 2500, Locale.UK, "2 500 крон"),
    ("fee_czk", 2502, Locale.RU, "2 502 кроны"),
    ("fee_czk", 2500, Locale.VI, "2.500 CZK"),
    ("open_date", date(2026, 10, 1), Locale.CS, "1. října 2026"),
    ("open_date", date(2026, 10, 1), Locale.EN, "1 October 2026"),
    ("open_date", date(2026, 10, 1), Locale.UK, "1 жовтня 2026 року"),
    ("line_phone", "974801801", Locale.VI, "+420 974 801 801"),
    ("line_phone", "116 111", Locale.EN, "116 111"),
    ("late_days", 90, Locale.RU, "90"),
    ("rate_percent", Decimal("2.5"), Locale.CS, "2,5"),
    ("basis_law", "§ 42g", Locale.CS, "§ 42g"),
]


@pytest.mark.parametrize(("name", "value", "locale", "shown"), SHOWN)
def test_a_figure_is_shown_as_the_language_writes_it(
    name: str, value: int | Decimal | date | str, locale: Locale, shown: str
) -> None:
    assert show(name, value, locale) == shown.replace(" ", "\u00a0")


@pytest.mark.parametrize(
    ("name", "value"),
    [("fee_czk", "much"), ("fee_czk", True), ("open_date", "2026-02-30"), ("line_phone", "hello"), ("fee", 1)],
)
def test_a_value_that_is_not_of_its_kind_is_refused(name: str, value: object) -> None:
    with pytest.raises(ValueError, match=name):
        parse(name, value)


def test_every_ending_has_a_kind() -> None:
    assert all(isinstance(kind_of(f"some_{ending}"), FigureKind) for ending in ENDINGS)


@given(amount=st.integers(min_value=0, max_value=10**9), locale=st.sampled_from(Locale))
def test_money_never_breaks_over_lines_and_keeps_its_digits(amount: int, locale: Locale) -> None:
    shown = show("fee_czk", amount, locale)

    assert " " not in shown
    assert "".join(filter(str.isdigit, shown)) == str(amount)


@given(day=st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 1, 1)), locale=st.sampled_from(Locale))
def test_a_date_shows_its_year_and_ends_without_a_full_stop(day: date, locale: Locale) -> None:
    shown = show("open_date", day, locale)

    assert str(day.year) in shown
    assert not shown.endswith(".")


def test_an_unknown_placeholder_is_never_left_in_a_text() -> None:
    with pytest.raises(KeyError):
        fill("The fee is {fee_czk}.", {}, Locale.EN)
