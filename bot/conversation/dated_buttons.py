"""Buttons that carry a day: of which article, of which anchor or rule. Short enough for Telegram."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

_MARK_DIGITS = 8
_DAY = "%Y%m%d"


@dataclass(frozen=True, slots=True)
class Dated:
    """What such a button is about.

    Attributes:
        article: Its id.
        name: Of an anchor or of a rule.
        day: None where it is still to be told.
    """

    article: str
    name: str
    day: date | None = None


def write_dated(dated: Dated) -> str:
    """The second half of the button's id, such as `1a2b3c4d:card_expiry:20270314`.

    Ids of articles are too long to stand beside a name and a date, so that a hash stands for them.
    """
    parts = [_mark(dated.article), dated.name]
    if dated.day is not None:
        parts.append(f"{dated.day:%Y%m%d}")
    return ":".join(parts)


def read_dated(of: str, articles: Iterable[str]) -> Dated | None:
    """What `write_dated` wrote; None where it is nothing such, or the article is gone."""
    mark, _, rest = of.partition(":")
    name, _, written = rest.partition(":")
    article = next((one for one in articles if _mark(one) == mark), None)
    if article is None or not name:
        return None
    if not written:
        return Dated(article, name)
    try:
        # Parsed strictly: eight digits and a day that exists.
        day = datetime.strptime(written, _DAY).date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None
    return Dated(article, name, day) if f"{day:%Y%m%d}" == written else None


def _mark(article: str) -> str:
    return hashlib.sha256(article.encode()).hexdigest()[:_MARK_DIGITS]
