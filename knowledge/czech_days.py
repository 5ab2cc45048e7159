"""Working days of the Czech Republic, and which day it is in Prague."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

_DAY = timedelta(days=1)
_SATURDAY = 5
PRAGUE = ZoneInfo("Europe/Prague")


def day_in_prague(moment: datetime) -> date:
    """The day on which time limits run here; near midnight another one than in UTC.

    Raises:
        ValueError: The moment has no time zone.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment without its time zone")
    return moment.astimezone(PRAGUE).date()


def is_working_day(day: date) -> bool:
    """Neither Saturday nor Sunday nor a public holiday (245/2000 Sb.)."""
    return day.weekday() < _SATURDAY and day not in _holidays(day.year)


def working_day_after(day: date, count: int) -> date:
    """The day that is so many working days later, earlier where the count is negative.

    The day itself is not counted. With 0 it is the day itself, working or not.
    """
    step = _DAY if count > 0 else -_DAY
    left = abs(count)
    while left:
        day += step
        left -= is_working_day(day)
    return day


def working_day_from(day: date) -> date:
    """The day itself where it is a working day, else the next one."""
    return day if is_working_day(day) else working_day_after(day, 1)


def working_day_until(day: date) -> date:
    """The day itself where it is a working day, else the last one before it."""
    return day if is_working_day(day) else working_day_after(day, -1)


@lru_cache(maxsize=64)
def _holidays(year: int) -> frozenset[date]:
    # Imported late: it knows two hundred countries.
    from holidays import country_holidays

    return frozenset(country_holidays("CZ", years=year))
