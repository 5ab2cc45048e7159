from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.dates import Yearless, read_dates
from nlu.locales import Locale
from nlu.month_names import month_of

TODAY = date(2026, 11, 21)
AHEAD, BACK = Yearless(leans_ahead=True), Yearless(leans_ahead=False)
MARCH, MARCH_28 = "2027-03-14", "2028-03-14"


def days(text: str, yearless: Yearless = AHEAD, **options: object) -> list[str]:
    """Every date, readings joined by a slash."""
    told = read_dates(text, TODAY, yearless, **options)  # type: ignore[arg-type]
    return ["/".join(day.isoformat() for day in one.readings) for one in told]


TYPED = [
    "14. března 2027", "14.března", "platí do 14. března", "14 brezna", "14. březen 2027", "14.3.2027", "14. 3. 2027",
    "14.3.", "14.3", "14.03.", "14.3.27", "14 March 2027", "14th of March", "14 mar", "March 14, 2027", "March 14th",
    "the 14 march 27", "14/03/2027", "14-03-2027", "03/14/2027", "2027-03-14", "2027/3/14", "14 березня",
    "14-го березня 2027 року", "14 bereznia", "14 марта", "14-го марта 2027 г.", "14 marta", "до 14.03.27",
    "14 мар 2027", "ngày 14 tháng 3", "ngày 14 tháng 3 năm 2027", "14 thang 3 nam 2027", "14 tháng ba",
    "14 thg 3, 2027", "ngày 14/3/2027", "14 March at 18:00", "14 march 10 am", "MARCH 14", "(14.3.2027)",
]  # fmt: skip


@pytest.mark.parametrize("text", TYPED)
def test_one_day_is_read_however_it_is_typed(text: str) -> None:
    assert days(text) == [MARCH]


@pytest.mark.parametrize(
    "text",
    [
        "", "31.2.2027", "0.5.", "14.13.", "2.5 roku", "1.5 let", "3.5 %", "od 8.30", "14:30", "12/2027", "§ 42.3",
        "narozen 14.3.1985", "14.3.2055", "+420 974 801 801", "326/1999", "1.2.3.4", "192.168.1.10", "3-4 weeks",
        "3 tháng 2 tuần", "🙂", "14 kusů", "číslo 14", "50000 Kč", "9" * 500, "." * 500,
    ],
)  # fmt: skip
def test_what_is_no_day_is_not_read_as_one(text: str) -> None:
    assert days(text) == []


@pytest.mark.parametrize(
    ("text", "locale", "expected"),
    [
        ("03/04/2027", Locale.EN, ["2027-03-04/2027-04-03"]),
        ("3/4/27", Locale.CS, ["2027-03-04/2027-04-03"]),
        ("03-04-2027", None, ["2027-03-04/2027-04-03"]),
        ("03/04", Locale.EN, ["2027-03-04/2027-04-03"]),
        ("04/04/2027", Locale.EN, ["2027-04-04"]),
        ("03/04/2027", Locale.VI, ["2027-04-03"]),
        ("03.04.2027", Locale.EN, ["2027-04-03"]),
        ("29/02/2027", Locale.EN, []),
    ],
)
def test_a_day_that_can_be_two_is_two_readings(text: str, locale: Locale | None, expected: list[str]) -> None:
    assert days(text, locale=locale) == expected


@pytest.mark.parametrize(
    ("text", "yearless", "expected"),
    [
        ("22.11.", AHEAD, ["2026-11-22"]),
        ("21.11.", AHEAD, ["2026-11-21"]),
        ("20.11.", AHEAD, ["2027-11-20"]),
        ("20.11.", BACK, ["2026-11-20"]),
        ("21.11.", BACK, ["2026-11-21"]),
        ("22.11.", BACK, ["2025-11-22"]),
        ("10.11.", Yearless(leans_ahead=True, asks_within_days=30), ["2026-11-10/2027-11-10"]),
        ("10.9.", Yearless(leans_ahead=True, asks_within_days=30), ["2027-09-10"]),
        ("1.12.", Yearless(leans_ahead=False, asks_within_days=30), ["2025-12-01/2026-12-01"]),
        ("29.2.", AHEAD, ["2028-02-29"]),
        ("29.2.", BACK, ["2024-02-29"]),
    ],
)
def test_a_day_without_a_year_is_the_likely_one_or_both(text: str, yearless: Yearless, expected: list[str]) -> None:
    assert days(text, yearless) == expected


def test_several_dates_are_read_in_their_order() -> None:
    assert days("od 1.2.2027 do 14. března 2027") == ["2027-02-01", MARCH]


def test_places_are_those_in_the_message() -> None:
    text = "Thẻ hết hạn ngày 14 tháng 3 nhé"
    (told,) = read_dates(text, TODAY, AHEAD)
    assert text[told.start : told.end] == "ngày 14 tháng 3"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("včera", "2026-11-20"), ("dnes", "2026-11-21"), ("yesterday", "2026-11-20"), ("tomorrow", "2026-11-22"),
        ("позавчора", "2026-11-19"), ("вчора", "2026-11-20"), ("сегодня", "2026-11-21"), ("hôm qua", "2026-11-20"),
        ("hom nay", "2026-11-21"), ("předevčírem", "2026-11-19"),
    ],
)  # fmt: skip
def test_words_for_near_days_count_only_where_a_day_was_asked_for(text: str, expected: str) -> None:
    assert days(text, with_relative=True) == [expected]
    assert days(text) == []


@given(st.dates(TODAY - timedelta(days=300), date(2040, 12, 31)))
def test_every_full_date_is_read_back_from_every_way_to_write_it(day: date) -> None:
    for shown in (
        f"{day:%Y-%m-%d}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day.day} tháng {day.month} năm {day.year}",
    ):
        assert days(shown) == [day.isoformat()], shown
    (slashed,) = read_dates(f"{day.day}/{day.month}/{day.year}", TODAY, AHEAD)
    assert day in slashed.readings


@given(st.text(max_size=200))
def test_no_text_is_too_odd_to_read(text: str) -> None:
    for told in read_dates(text, TODAY, AHEAD, with_relative=True):
        assert 1 <= len(told.readings) <= 2
        assert list(told.readings) == sorted(told.readings)


@given(st.integers(1, 31), st.integers(1, 12), st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_a_day_without_a_year_lies_on_the_side_it_leans_to(day: int, month: int, today: date) -> None:
    for told in read_dates(f"{day}.{month}.", today, AHEAD):
        assert all(today <= one for one in told.readings)
    for told in read_dates(f"{day}.{month}.", today, BACK):
        assert all(one <= today for one in told.readings)


@pytest.mark.parametrize(
    ("word", "month"),
    [("července", 7), ("června", 6), ("Листопада", 11), ("травня", 5), ("мая", 5), ("май", 5), ("maya", 5),
     ("hrudnia", 12), ("pro", None), ("ba", None)],
)  # fmt: skip
def test_months_are_known_in_their_forms(word: str, month: int | None) -> None:
    assert month_of(word) == month
