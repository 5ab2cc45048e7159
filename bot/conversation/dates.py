"""Dates as readers write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlu.locales import Locale

if TYPE_CHECKING:
    from datetime import date


_LONG = {
    Locale.CS: "d. MMMM y",
    Locale.EN: "d MMMM y",
    Locale.UK: "d MMMM y 'року'",
    Locale.RU: "d MMMM y 'года'",
    Locale.VI: "d MMMM 'năm' y",
}
# Czech and English set no comma after the weekday.
_AFTER_WEEKDAY = {Locale.CS: " ", Locale.EN: " "}


def show_day(day: date, locale: Locale) -> str:
    """Such as `Sunday 14 March 2027`, with no-break spaces but after the weekday."""
    from babel.dates import format_date

    weekday: str = format_date(day, format="EEEE", locale=locale.value)
    return weekday + _AFTER_WEEKDAY.get(locale, ", ") + show_long_date(day, locale)


def show_long_date(day: date, locale: Locale) -> str:
    """Such as `14 March 2027`, with no-break spaces and no abbreviation that ends in a full stop."""
    from babel.dates import format_date

    shown: str = format_date(day, format=_LONG[locale], locale=locale.value)
    return shown.replace(" ", "\u00a0")


def show_date(day: date, locale: Locale) -> str:
    """Such as `20 Nov 2026`, with no-break spaces."""
    from babel.dates import format_date

    # British order: readers of English here live in Europe.
    shown: str = format_date(day, format="medium", locale="en_GB" if locale is Locale.EN else locale.value)
    return shown.replace(" ", "\u00a0")
