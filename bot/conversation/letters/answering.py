"""From what somebody typed to the answer of a field, or to why it does not fit."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum

from knowledge.letters import Field, FieldKind
from nlu.dates import Yearless, read_dates
from nlu.folding import fold
from nlu.locales import Locale

LONGEST_TEXT = 120
LONGEST_PROSE = 900
_MOST_CROWNS = Decimal(10_000_000)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_AMOUNT = re.compile(r"(\d[\d \u00a0.,]*)(?:,-)?\s*(?:kč|kc|czk|крон\w*|korun\w*|crowns?)?\.?", re.IGNORECASE)
_CENTS = re.compile(r"^(.*)[.,](\d{1,2})$")
_NUMBER = re.compile(r"\s*(\d{1,2})\s*[.)]?\s*")
_BLANK_LINES = re.compile(r"\n{2,}")
_FEWEST_WORDS_OF_A_QUESTION = 2
_READABLE = ("LATIN", "MODIFIER", "FEMININE", "MASCULINE")
"""How the Unicode names of the letters begin that a Czech office reads."""
_PRINTS_NOTHING = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})


class Refusal(str, Enum):
    """Why an answer does not fit its field; each has its words in the catalogues."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    NOT_LATIN = "not_latin"
    NO_DATE = "no_date"
    UNCLEAR_DATE = "unclear_date"
    DATE_TO_COME = "date_to_come"
    NO_AMOUNT = "no_amount"
    NO_CHOICE = "no_choice"


def read_answer(field: Field, text: str, *, today: date, locale: Locale) -> str | Refusal:
    """The answer as drafts keep it: a text as typed, a day as YYYY-MM-DD, an amount as digits, an option by its id."""
    if field.kind is FieldKind.DATE:
        return _date(field, text, today, locale)
    if field.kind is FieldKind.AMOUNT:
        return _amount(text)
    if field.kind is FieldKind.CHOICE:
        return _choice(field, text, locale)
    return _prose(text) if field.kind is FieldKind.PROSE else _text(text)


def is_question(field: Field, text: str) -> bool:
    """Whether somebody asks instead of answering; in prose a question can well be a part of the answer."""
    words = text.split()
    return field.kind is not FieldKind.PROSE and len(words) >= _FEWEST_WORDS_OF_A_QUESTION and words[-1][-1] in "?？"


def _text(text: str) -> str | Refusal:
    answer = " ".join(_printable(text).split())
    if not any(character.isalnum() for character in answer):
        return Refusal.EMPTY
    if len(answer) > LONGEST_TEXT:
        return Refusal.TOO_LONG
    # An office files what it can read; a passport shows every name in Latin letters, too.
    letters = (unicodedata.name(one, "") for one in answer if one.isalpha())
    return answer if all(name.startswith(_READABLE) for name in letters) else Refusal.NOT_LATIN


def _prose(text: str) -> str | Refusal:
    lines = (" ".join(line.split()) for line in _printable(text).splitlines())
    answer = _BLANK_LINES.sub("\n", "\n".join(lines)).strip()
    if not any(character.isalnum() for character in answer):
        return Refusal.EMPTY
    return Refusal.TOO_LONG if len(answer) > LONGEST_PROSE else answer


def _date(field: Field, text: str, today: date, locale: Locale) -> str | Refusal:
    year = _YEAR.search(text)
    # Dates of birth lie further back than the reader of deadlines looks: it is told to look from that year.
    near = date(int(year[1]), 7, 1) if year else today
    told = read_dates(text, near, Yearless(leans_ahead=not field.is_past), locale=locale, with_relative=year is None)
    if len(told) != 1:
        return Refusal.NO_DATE
    if len(told[0].readings) != 1:
        return Refusal.UNCLEAR_DATE
    day = told[0].readings[0]
    return Refusal.DATE_TO_COME if field.is_past and day > today else day.isoformat()


def _amount(text: str) -> str | Refusal:
    match = _AMOUNT.fullmatch(text.strip())
    if match is None:
        return Refusal.NO_AMOUNT
    digits = match[1].strip(" \u00a0.,")
    cents = _CENTS.match(digits)
    whole = re.sub(r"\D", "", cents[1] if cents else digits)
    try:
        amount = Decimal(f"{whole}.{cents[2]}" if cents else whole)
    except InvalidOperation:
        return Refusal.NO_AMOUNT
    return str(amount) if 0 < amount < _MOST_CROWNS else Refusal.NO_AMOUNT


def _choice(field: Field, text: str, locale: Locale) -> str | Refusal:
    number = _NUMBER.fullmatch(text)
    if number:
        at = int(number[1]) - 1
        return field.options[at].id if 0 <= at < len(field.options) else Refusal.NO_CHOICE
    folded = fold(text)
    for option in field.options:
        if folded in {fold(option.label[locale]), fold(option.label[Locale.CS])}:
            return option.id
    return Refusal.NO_CHOICE


def _printable(text: str) -> str:
    """Without signs that print nothing; a page must not show boxes for them."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(one for one in composed if one == "\n" or unicodedata.category(one) not in _PRINTS_NOTHING)
