"""Dates as readers write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlu.locales import Locale

if TYPE_CHECKING:
    from datetime import date


def show_date(day: date, locale: Locale) -> str:
    """Such as `20 Nov 2026`, with no-break spaces."""
    from babel.dates import format_date

    # British order: readers of English here live in Europe.
    shown: str = format_date(day, format="medium", locale="en_GB" if locale is Locale.EN else locale.value)
    return shown.replace(" ", "\u00a0")
