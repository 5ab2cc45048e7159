from datetime import datetime, timezone

import pytest

from bot.conversation.opening import Opening, opening_at, show_opening
from nlu.locales import Locale

MONDAY_NOON = datetime(2026, 11, 23, 11, 0, tzinfo=timezone.utc)
HOURS = "Mo-Fr 09:00-17:00"


def opened(until: str | None = None) -> Opening:
    return Opening(is_open=True, until=None if until is None else datetime.fromisoformat(until))


def shut(until: str | None = None) -> Opening:
    return Opening(is_open=False, until=None if until is None else datetime.fromisoformat(until))


@pytest.mark.parametrize(
    ("hours", "moment", "expected"),
    [
        pytest.param(HOURS, MONDAY_NOON, opened("2026-11-23T17:00"), id="open"),
        pytest.param(
            HOURS, datetime(2026, 11, 27, 16, 30, tzinfo=timezone.utc), shut("2026-11-30T09:00"),
            id="half past five in Prague on a Friday",
        ),
        pytest.param(
            HOURS, datetime(2026, 11, 17, 11, tzinfo=timezone.utc), shut("2026-11-18T09:00"),
            id="a public holiday that the hours do not mention",
        ),
        pytest.param(
            f"{HOURS}; PH 10:00-12:00", datetime(2026, 11, 17, 10, tzinfo=timezone.utc),
            opened("2026-11-17T12:00"), id="a public holiday that they do mention",
        ),
        pytest.param(
            HOURS, datetime(2026, 7, 1, 7, 30, tzinfo=timezone.utc), opened("2026-07-01T17:00"),
            id="summer time",
        ),
        pytest.param("24/7", MONDAY_NOON, opened(), id="always"),
        pytest.param(None, MONDAY_NOON, None, id="not known"),
    ],
)  # fmt: skip
def test_somewhere_is_open_by_pragues_clock_and_czech_holidays(
    hours: str | None, moment: datetime, expected: Opening | None
) -> None:
    assert opening_at(hours, moment) == expected


def test_a_moment_without_its_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        opening_at(HOURS, MONDAY_NOON.replace(tzinfo=None))


@pytest.mark.parametrize(
    ("locale", "opening", "expected"),
    [
        pytest.param(Locale.EN, opened("2026-11-23T17:00"), "open now, closes: 17:00", id="en open"),
        pytest.param(Locale.EN, opened(), "open now", id="en always"),
        pytest.param(Locale.EN, shut(), "closed now", id="en never"),
        pytest.param(Locale.CS, shut("2026-11-25T09:00"), "teď zavřeno, otevírá: středa 09:00", id="cs weekday"),
        pytest.param(Locale.UK, shut("2026-11-23T13:00"), "зараз зачинено, відчиняється: 13:00", id="uk today"),
        pytest.param(
            Locale.RU,
            shut("2026-12-28T09:00"),
            "сейчас закрыто, откроется: 28. 12. 09:00",
            id="ru far",
        ),
        pytest.param(Locale.VI, shut("2026-11-24T09:00"), "đang đóng cửa, mở lại: Thứ Ba 09:00", id="vi weekday"),
    ],
)
def test_what_is_open_is_said_with_when_that_changes(locale: Locale, opening: Opening, expected: str) -> None:
    assert show_opening(opening, MONDAY_NOON, locale) == expected
