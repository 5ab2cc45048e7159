"""Opening hours as people read them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.conversation.texts import Texts

if TYPE_CHECKING:
    from nlu.locales import Locale

_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_DAY = re.compile(r"\b(Mo|Tu|We|Th|Fr|Sa|Su)\b")
_DASH = re.compile(r"(?<=\w)-(?=\w)")


def show_hours(hours: str, locale: Locale) -> str:
    """OpenStreetMap's `Mo-Fr 09:00-17:00; PH off` with the days named in this language."""
    from babel.dates import get_day_names

    texts = Texts.of(locale)
    if hours.strip() == "24/7":
        return texts.get("hours.always")
    names = get_day_names("abbreviated", locale=locale.value)
    shown = _DAY.sub(lambda match: str(names[_DAYS.index(match[1])]), _DASH.sub("–", hours.replace(",", ", ")))
    shown = re.sub(r"\bPH\b", texts.get("hours.public_holidays"), shown)
    return re.sub(r"\b(off|closed)\b", texts.get("hours.closed"), shown)
