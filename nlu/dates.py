"""Reads dates as people type them in five languages. Pure: it is told which day it is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from nlu.folding import fold_letters
from nlu.locales import Locale
from nlu.month_names import month_of, vietnamese_months

_MOST_CHARACTERS = 2000
_YEARS_BACK, _YEARS_AHEAD = 5, 15
"""Other years are dates of birth, of laws, of anything but a time limit."""
_SHORT_YEAR = 100
_LEAP_YEARS = 8
"""So far apart can two 29ths of February be."""

_YEAR = r"(\d{4}|\d{2})(?!\d|[:.]\d)"
_ISO = re.compile(r"(?<![\d.,/-])(\d{4})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{1,2})(?![\d/-])")
_NUMERIC = re.compile(rf"(?<![\d.,:/§-])(\d{{1,2}})\s?([./-])\s?(\d{{1,2}})(?:\s?\2\s?{_YEAR})?(?!\d)(?![.,:/-]\d)")
# "2.5 years" is no second of May.
_AMOUNT = re.compile(
    r"\s?(?:%|kc\b|czk|eur|korun|rok|let\b|leta|hod|mesic|dn[uiy]\b|tyd|year|month|week|day|hour|km\b|kg\b|m2|"
    r"год|рок|лет\b|міс|мес|дн|тиж|нед|крон|nam\b|thang\b|tuan\b|gio\b|trieu)"
)
_DAY_FIRST = re.compile(
    rf"(?<![\d.,:/-])(\d{{1,2}})(?:\.|\s?(?:st|nd|rd|th)\b|-?(?:го|ого|е|те|ге)\b)?\s?(?:of\s)?([^\W\d_]{{3,}})"
    rf"(?:\.?,?\s?'?{_YEAR})?"
)
_MONTH_FIRST = re.compile(
    rf"\b([^\W\d_]{{3,}})\.?\s(?:the\s)?(\d{{1,2}})(?:st|nd|rd|th)?(?![\d.:/-])(?:,?\s'?{_YEAR})?"
)
_RELATIVE = {
    -2: "předevčírem позавчора позавчера",
    -1: "včera yesterday вчора вчера hôm_qua",
    0: "dnes dneska today сьогодні сегодня hôm_nay",
    1: "zítra tomorrow завтра ngày_mai",
    2: "pozítří післязавтра послезавтра",
}


@dataclass(frozen=True, slots=True)
class Yearless:
    """How a day without its year is understood.

    Attributes:
        leans_ahead: It is the next such day; else the last one, today included.
        asks_within_days: Where the other one is so near, both are readings. 0 for never.
    """

    leans_ahead: bool
    asks_within_days: int = 0


@dataclass(frozen=True, slots=True)
class ToldDate:
    """A date in a message.

    Attributes:
        readings: One day, or two where it can mean either; the earlier first.
        start: Where it begins in the message in Unicode NFC.
        end: Where it ends, exclusive.
    """

    readings: tuple[date, ...]
    start: int
    end: int


def read_dates(
    text: str,
    today: date,
    yearless: Yearless,
    *,
    locale: Locale | None = None,
    with_relative: bool = False,
) -> tuple[ToldDate, ...]:
    """The dates of a message in their order; days that do not exist and years far off are passed over.

    Args:
        text: As typed; only the first 2,000 characters are read.
        today: In Prague.
        yearless: What a day without a year means.
        locale: Of the message. Only in Vietnamese is 03/04 surely the third of April.
        with_relative: Whether "yesterday" and the like count too.
    """
    folded = fold_letters(unicodedata.normalize("NFC", text[:_MOST_CHARACTERS]))
    found = [*_iso(folded), *_numeric(folded, locale), *_named(folded), *_vietnamese(folded)]
    told = [ToldDate(readings, raw.start, raw.end) for raw in found if (readings := _readings(raw, today, yearless))]
    if with_relative:
        told += _relative(folded, today)
    kept: list[ToldDate] = []
    for one in sorted(told, key=lambda one: (one.start - one.end, one.start)):
        if all(one.end <= other.start or one.start >= other.end for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: one.start))


@dataclass(frozen=True, slots=True)
class _Raw:
    """Numbers that look like a date: pairs of day and month, the year if it was written."""

    days: tuple[tuple[int, int], ...]
    year: int | None
    start: int
    end: int
    has_doubtful_year: bool = False
    """Two digits after the name of a month: a year or, where the year would be far off, an hour."""


def _iso(text: str) -> Iterator[_Raw]:
    for match in _ISO.finditer(text):
        yield _Raw(((int(match[4]), int(match[3])),), int(match[1]), *match.span())


def _numeric(text: str, locale: Locale | None) -> Iterator[_Raw]:
    for match in _NUMERIC.finditer(text):
        first, separator, second, year = int(match[1]), match[2], int(match[3]), match[4]
        if year is None and (separator == "-" or _AMOUNT.match(text, match.end())):
            continue
        day_first, month_first = (first, second), (second, first)
        is_sure = separator == "." or locale is Locale.VI or first == second
        yield _Raw((day_first,) if is_sure else (day_first, month_first), _year(year), *match.span())


def _named(text: str) -> Iterator[_Raw]:
    for match in _DAY_FIRST.finditer(text):
        month = month_of(match[2])
        if month is not None:
            yield _Raw(((int(match[1]), month),), _year(match[3]), *match.span(), _is_short(match[3]))
    for match in _MONTH_FIRST.finditer(text):
        month = month_of(match[1])
        if month is not None:
            yield _Raw(((int(match[2]), month),), _year(match[3]), *match.span(), _is_short(match[3]))


def _vietnamese(text: str) -> Iterator[_Raw]:
    names = sorted(vietnamese_months(), key=len, reverse=True)
    pattern = (
        r"(?<![\d.,/-])(?:(?:ngay|mung|mong)\s)?(\d{1,2})\s?[,/-]?\s?(?:thang|thg)\s?\.?(\d{1,2}(?!\d)|(?:"
        rf"{'|'.join(names)})\b)(?!\s?(?:ngay|tuan)\b)(?:\s?[,/-]?\s?(?:nam\s)?{_YEAR})?"
    )
    for match in re.finditer(pattern, text):
        month = int(match[2]) if match[2].isdecimal() else vietnamese_months()[match[2]]
        yield _Raw(((int(match[1]), month),), _year(match[3]), *match.span(), _is_short(match[3]))


def _relative(text: str, today: date) -> Iterator[ToldDate]:
    for days, words in _RELATIVE.items():
        for word in words.split():
            for match in re.finditer(rf"\b{re.escape(fold_letters(word.replace('_', ' ')))}\b", text):
                yield ToldDate((today + timedelta(days=days),), *match.span())


def _year(written: str | None) -> int | None:
    if written is None:
        return None
    year = int(written)
    return year + 2000 if year < _SHORT_YEAR else year


def _is_short(written: str | None) -> bool:
    return written is not None and int(written) < _SHORT_YEAR


def _readings(raw: _Raw, today: date, yearless: Yearless) -> tuple[date, ...]:
    found: set[date] = set()
    is_sound = raw.year is not None and today.year - _YEARS_BACK <= raw.year <= today.year + _YEARS_AHEAD
    for day, month in raw.days:
        if raw.year is not None and is_sound:
            found.update(_days(day, month, [raw.year]))
        elif raw.year is None or raw.has_doubtful_year:
            found.update(_without_year(day, month, today, yearless))
    readings = sorted(found)
    # Four readings (which number is the month, and which year) are two too many to choose from.
    return tuple(readings) if len(readings) <= len(raw.days) or len(raw.days) == 1 else tuple(_nearest(readings, today))


def _nearest(readings: list[date], today: date) -> list[date]:
    return sorted(sorted(readings, key=lambda day: abs((day - today).days))[:2])


def _without_year(day: int, month: int, today: date, yearless: Yearless) -> list[date]:
    years = range(today.year - _LEAP_YEARS, today.year + _LEAP_YEARS + 1)
    days = _days(day, month, years)
    back = [one for one in days if one < today or (one == today and not yearless.leans_ahead)][-1:]
    ahead = [one for one in days if one > today or (one == today and yearless.leans_ahead)][:1]
    likely, other = (ahead, back) if yearless.leans_ahead else (back, ahead)
    is_near = bool(other) and abs((other[0] - today).days) <= yearless.asks_within_days
    return likely + other if is_near else likely


def _days(day: int, month: int, years: range | list[int]) -> list[date]:
    days = []
    for year in years:
        try:
            days.append(date(year, month, day))
        except ValueError:  # noqa: PERF203 - the calendar knows best which days there are
            continue
    return days
