from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.czech_days import day_in_prague, is_working_day, working_day_after, working_day_from, working_day_until

DAYS = st.dates(date(2020, 1, 1), date(2045, 12, 31))
COUNTS = st.integers(-60, 60).filter(bool)


@pytest.mark.parametrize(
    ("day", "is_working"),
    [
        (date(2026, 11, 16), True),
        (date(2026, 11, 17), False),
        (date(2026, 11, 21), False),
        (date(2026, 12, 24), False),
        (date(2027, 3, 26), False),
        (date(2027, 3, 29), False),
        (date(2027, 3, 30), True),
        (date(2028, 4, 14), False),
    ],
    ids=[
        "Monday", "17 November", "Saturday", "Christmas Eve", "Good Friday", "Easter Monday", "Tuesday after Easter",
        "Good Friday of another year",
    ],
)  # fmt: skip
def test_weekends_and_public_holidays_are_no_working_days(day: date, is_working: bool) -> None:  # noqa: FBT001
    assert is_working_day(day) is is_working


@given(DAYS, COUNTS)
def test_counting_working_days_ends_on_one_and_passes_exactly_so_many(day: date, count: int) -> None:
    end = working_day_after(day, count)
    assert is_working_day(end)
    between = range(1, abs((end - day).days) + 1)
    sign = 1 if count > 0 else -1
    assert sum(is_working_day(day + sign * timedelta(days=step)) for step in between) == abs(count)


@given(DAYS)
def test_the_working_days_around_a_day_hold_it_between_them(day: date) -> None:
    before, after = working_day_until(day), working_day_from(day)
    assert before <= day <= after
    assert is_working_day(before)
    assert is_working_day(after)
    assert (before == day) == is_working_day(day) == (after == day)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2026, 11, 21, 22, 59, tzinfo=timezone.utc), date(2026, 11, 21)),
        (datetime(2026, 11, 21, 23, 0, tzinfo=timezone.utc), date(2026, 11, 22)),
        (datetime(2026, 7, 1, 21, 59, tzinfo=timezone.utc), date(2026, 7, 1)),
        (datetime(2026, 7, 1, 22, 0, tzinfo=timezone.utc), date(2026, 7, 2)),
        (datetime(2026, 12, 31, 23, 30, tzinfo=timezone.utc), date(2027, 1, 1)),
        (datetime(2026, 11, 22, 8, 0, tzinfo=timezone(timedelta(hours=7))), date(2026, 11, 22)),
        (datetime(2026, 11, 22, 5, 0, tzinfo=timezone(timedelta(hours=7))), date(2026, 11, 21)),
    ],
    ids=["winter before", "winter after", "summer before", "summer after", "new year", "Hanoi", "Hanoi early"],
)
def test_near_midnight_the_day_is_that_of_prague(moment: datetime, expected: date) -> None:
    assert day_in_prague(moment) == expected


def test_a_moment_without_a_zone_is_no_moment() -> None:
    with pytest.raises(ValueError, match="time zone"):
        day_in_prague(datetime(2026, 11, 21, 12))  # noqa: DTZ001 - that is the point
