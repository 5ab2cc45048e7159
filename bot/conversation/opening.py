"""Opening hours as people read them, and whether somewhere is open at this moment."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.conversation.texts import Texts
from knowledge.czech_days import PRAGUE

if TYPE_CHECKING:
    from opening_hours import OpeningHours

    from nlu.locales import Locale

_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_DAY = re.compile(r"\b(Mo|Tu|We|Th|Fr|Sa|Su)\b")
_DASH = re.compile(r"(?<=\w)-(?=\w)")
_ALWAYS = "24/7"
_WEEKDAY_IS_CLEAR_FOR = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether somewhere is open at a moment.

    Attributes:
        until: When that changes, Prague's time without a zone; None where it does not, as far as the hours say.
    """

    is_open: bool
    until: datetime | None


def show_hours(hours: str, locale: Locale) -> str:
    """OpenStreetMap's `Mo-Fr 09:00-17:00; PH off` with the days named in this language."""
    from babel.dates import get_day_names

    texts = Texts.of(locale)
    if hours.strip() == _ALWAYS:
        return texts.get("hours.always")
    names = get_day_names("abbreviated", locale=locale.value)
    shown = _DAY.sub(lambda match: str(names[_DAYS.index(match[1])]), _DASH.sub("–", hours.replace(",", ", ")))
    shown = re.sub(r"\bPH\b", texts.get("hours.public_holidays"), shown)
    return re.sub(r"\b(off|closed)\b", texts.get("hours.closed"), shown)


def opening_at(hours: str | None, moment: datetime) -> Opening | None:
    """Whether it is open then, with the public holidays of Czechia; None where the hours are not known.

    Args:
        hours: OpenStreetMap's opening_hours, as `pruvodce kb check` lets them through.
        moment: With its time zone.

    Raises:
        ValueError: The moment has no time zone.
    """
    if hours is None:
        return None
    if moment.tzinfo is None:
        raise ValueError("a moment without its time zone")
    local = moment.astimezone(PRAGUE).replace(tzinfo=None)
    read = _read(hours.strip())
    return Opening(read.is_open(local), read.next_change(local))


def show_opening(opening: Opening, moment: datetime, locale: Locale) -> str:
    """`open now, closes: 17:00` or `closed now, opens: Monday 09:00`."""
    from babel.dates import format_date, format_time

    texts = Texts.of(locale)
    state = "open" if opening.is_open else "closed"
    if opening.until is None:
        return texts.get(f"hours.{state}_now")
    day, today = opening.until.date(), moment.astimezone(PRAGUE).date()
    time = format_time(opening.until, "HH:mm", locale=locale.value)
    if day != today:
        pattern = "EEEE" if day - today <= _WEEKDAY_IS_CLEAR_FOR else "d. M."
        time = f"{format_date(day, pattern, locale=locale.value)} {time}"
    return texts.get(f"hours.{state}_until", time=time)


@lru_cache(maxsize=256)
def _read(hours: str) -> OpeningHours:
    import opening_hours

    # Nobody promises that an office is open on a public holiday only because its hours say nothing about them.
    stated = hours if hours == _ALWAYS or "PH" in hours else f"{hours}; PH off"
    return opening_hours.OpeningHours(stated, country="CZ")
