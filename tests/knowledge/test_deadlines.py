from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.articles import Counting, DeadlineRule
from knowledge.czech_days import is_working_day
from knowledge.deadlines import State, Step, Window, reminders, rules_for, window_of
from knowledge.wire import articles_from_json, articles_to_json
from nlu.anchor_kinds import Anchor
from nlu.statuses import ResidenceStatus
from tests.builders.conversation import an_article

DAYS = st.dates(date(2020, 1, 1), date(2045, 12, 31))
CALENDAR, WORKING, MONTHS = Counting.CALENDAR, Counting.WORKING, Counting.MONTHS


def a_rule(earliest: int | None, latest: int | None, counting: Counting = CALENDAR, **changes: Any) -> DeadlineRule:
    fields: dict[str, Any] = {"id": "extend", "anchor": Anchor.CARD_EXPIRY, "legal_basis": "§ 44a, 326/1999 Sb."}
    return DeadlineRule(**{**fields, "earliest": earliest, "latest": latest, "counting": counting, **changes})


WORKED = {
    # What is counted, from which day: first day, last day, the last day on which an office can be open, the next
    # working day where the last one is a day off. Each was counted by hand on a calendar.
    "card that expires on a Sunday": (
        (-120, 0, CALENDAR),
        "2027-03-14",
        "2026-11-14",
        "2027-03-14",
        "2027-03-12",
        "2027-03-15",
    ),
    "card that expires on a working day": (
        (-120, 0, CALENDAR),
        "2027-06-30",
        "2027-03-02",
        "2027-06-30",
        "2027-06-30",
        None,
    ),
    "card that expires on 29 February": (
        (-120, 0, CALENDAR),
        "2028-02-29",
        "2027-11-01",
        "2028-02-29",
        "2028-02-29",
        None,
    ),
    "new job after the end of the old one": (
        (None, 90, CALENDAR),
        "2026-11-30",
        None,
        "2027-02-28",
        "2027-02-26",
        "2027-03-01",
    ),
    "appeal that would end on Christmas Eve": (
        (0, 15, CALENDAR),
        "2026-12-09",
        "2026-12-09",
        "2026-12-24",
        "2026-12-23",
        "2026-12-28",
    ),
    "arrival before a long weekend": ((None, 3, WORKING), "2026-11-13", None, "2026-11-19", "2026-11-19", None),
    "birth before Easter": ((0, 3, WORKING), "2027-03-25", "2027-03-25", "2027-04-01", "2027-04-01", None),
    "birth over the turn of the year": (
        (0, 60, CALENDAR),
        "2026-12-20",
        "2026-12-20",
        "2027-02-18",
        "2027-02-18",
        None,
    ),
    "notice whose two months end in February": (
        (0, 2, MONTHS),
        "2026-12-31",
        "2026-12-31",
        "2027-02-28",
        "2027-02-26",
        "2027-03-01",
    ),
    "card collected on 29 February": ((None, 12, MONTHS), "2028-02-29", None, "2029-02-28", "2029-02-28", None),
}


@pytest.mark.parametrize(("counted", "anchor", "earliest", "latest", "open_day", "after"), WORKED.values(), ids=WORKED)
def test_the_worked_examples_come_out_as_counted_by_hand(  # noqa: PLR0917 - a table of cases
    counted: tuple[int | None, int | None, Counting],
    anchor: str,
    earliest: str | None,
    latest: str,
    open_day: str,
    after: str | None,
) -> None:
    window = window_of(a_rule(*counted), date.fromisoformat(anchor))
    found = (window.earliest, window.latest, window.last_open_day, window.next_working_day)
    assert found == tuple(
        None if day is None else date.fromisoformat(day) for day in (earliest, latest, open_day, after)
    )


@given(DAYS, st.integers(-400, 400), st.integers(0, 400))
def test_calendar_days_are_counted_without_the_day_itself(anchor: date, earliest: int, length: int) -> None:
    window = window_of(a_rule(earliest, earliest + length), anchor)
    assert window.earliest == anchor + timedelta(days=earliest)
    assert window.latest == anchor + timedelta(days=earliest + length)


@given(DAYS, st.integers(1, 60))
def test_working_days_end_on_one_and_never_before_calendar_days(anchor: date, count: int) -> None:
    window = window_of(a_rule(None, count, WORKING), anchor)
    assert window.latest is not None
    assert is_working_day(window.latest)
    assert window.next_working_day is None
    assert window.latest >= anchor + timedelta(days=count)


@given(DAYS, st.integers(0, 120))
def test_months_end_on_the_same_number_or_on_the_last_of_the_month(anchor: date, count: int) -> None:
    latest = window_of(a_rule(None, count, MONTHS), anchor).latest
    assert latest is not None
    assert (latest.year - anchor.year) * 12 + latest.month - anchor.month == count
    assert latest.day == anchor.day or (latest.day < anchor.day and (latest + timedelta(days=1)).day == 1)


@given(DAYS, st.integers(-36, 36), st.integers(-36, 36))
def test_a_later_month_is_never_an_earlier_day(anchor: date, one: int, other: int) -> None:
    few, many = sorted((one, other))
    window = window_of(a_rule(few, many, MONTHS), anchor)
    assert window.earliest is not None
    assert window.latest is not None
    assert window.earliest <= window.latest


@given(DAYS, st.sampled_from([*Counting]), st.integers(0, 120))
def test_the_day_to_plan_for_is_never_later_than_the_law_says(anchor: date, counting: Counting, count: int) -> None:
    window = window_of(a_rule(None, count, counting), anchor)
    assert window.latest is not None
    assert window.last_open_day is not None
    assert window.last_open_day <= window.latest
    assert is_working_day(window.last_open_day)
    if window.next_working_day is not None:
        assert not is_working_day(window.latest)
        assert window.latest < window.next_working_day <= window.latest + timedelta(days=5)


@given(DAYS, st.integers(-150, 30), st.integers(0, 200), st.integers(-400, 400))
def test_a_window_goes_through_its_states_in_order(anchor: date, earliest: int, length: int, distance: int) -> None:
    window = window_of(a_rule(earliest, earliest + length), anchor)
    today = anchor + timedelta(days=distance)
    order = list(State)
    assert order.index(window.state(today)) <= order.index(window.state(today + timedelta(days=1)))


SUNDAY = Window(date(2026, 11, 14), date(2027, 3, 14))


@pytest.mark.parametrize(
    ("today", "state"),
    [
        ("2026-11-13", State.TOO_EARLY),
        ("2026-11-14", State.OPEN),
        ("2027-02-26", State.OPEN),
        ("2027-02-27", State.LAST_DAYS),
        ("2027-03-14", State.LAST_DAYS),
        ("2027-03-15", State.MAYBE_LATE),
        ("2027-03-16", State.LATE),
    ],
)
def test_the_state_of_a_window_that_ends_on_a_sunday(today: str, state: State) -> None:
    assert SUNDAY.state(date.fromisoformat(today)) is state


def test_a_window_without_an_end_stays_open() -> None:
    assert Window(date(2026, 12, 1), None).state(date(2030, 1, 1)) is State.OPEN


def test_reminders_count_from_the_last_day_an_office_is_open() -> None:
    assert reminders(SUNDAY, after=date(2026, 11, 1)) == {
        Step.OPENS: date(2026, 11, 14),
        Step.MONTH: date(2027, 2, 10),
        Step.WEEK: date(2027, 3, 5),
        Step.DAY: date(2027, 3, 11),
    }


@given(DAYS, st.integers(-150, 30), st.integers(0, 200), st.integers(-400, 400))
def test_reminders_lie_ahead_inside_the_window_and_on_days_of_their_own(
    anchor: date, earliest: int, length: int, distance: int
) -> None:
    window = window_of(a_rule(earliest, earliest + length), anchor)
    today = anchor + timedelta(days=distance)
    days = list(reminders(window, after=today).values())
    assert days == sorted(set(days))
    assert all(today < day for day in days)
    assert all(window.earliest is not None and window.earliest <= day for day in days)
    assert all(window.latest is not None and day <= window.latest for day in days)


def test_a_window_without_bounds_or_turned_round_is_none() -> None:
    with pytest.raises(ValueError, match="without bounds"):
        Window(None, None)
    with pytest.raises(ValueError, match="before it begins"):
        Window(date(2026, 1, 2), date(2026, 1, 1))


@pytest.mark.parametrize("counting", [*Counting], ids=lambda counting: counting.value)
def test_the_end_of_the_calendar_is_an_overflow(counting: Counting) -> None:
    with pytest.raises(OverflowError):
        window_of(a_rule(None, 20, counting), date(9999, 12, 31))


def test_a_snapshot_gives_the_rules_back_as_they_were() -> None:
    rules = (
        a_rule(-120, 0, applies_to=frozenset({ResidenceStatus.EU_CITIZEN})),
        a_rule(None, 2, MONTHS, id="round", anchor=Anchor.ROUND_END, fixed_date=date(2026, 12, 31)),
    )
    article = an_article(deadlines=rules)
    assert articles_from_json(articles_to_json([article]))[article.id].deadlines == rules


def test_rules_are_chosen_by_anchor_and_by_status_once_it_is_known() -> None:
    everyone = a_rule(None, 0, id="everyone")
    citizens = a_rule(None, 15, id="citizens", applies_to=frozenset({ResidenceStatus.EU_CITIZEN}))
    appeal = a_rule(None, 15, id="appeal", anchor=Anchor.DECISION_DELIVERED)
    article = an_article(deadlines=(everyone, citizens, appeal))
    assert rules_for(article, None, Anchor.CARD_EXPIRY) == [everyone, citizens]
    assert rules_for(article, ResidenceStatus.TEMPORARY_PROTECTION, Anchor.CARD_EXPIRY) == [everyone]
    assert rules_for(article, ResidenceStatus.EU_CITIZEN) == [everyone, citizens, appeal]
