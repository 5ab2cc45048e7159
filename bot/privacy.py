"""Takes numbers of documents out of what people write, before anything is stored."""

from __future__ import annotations

import re
from dataclasses import dataclass

MASK = "•••"

_BIRTH = re.compile(r"(?<!\d)(\d{2})(\d{2})(\d{2})(\s?/\s?)?(\d{3,4})(?!\d)")
_CARD = re.compile(r"(?<![\d+])\d(?:[ \u00a0-]?\d){12,18}(?!\d)")
# One or two letters with six to eight digits: passports and residence cards of most countries. Spaced ones only in
# capitals, since "do 100000" is a sum of money.
_PASSPORT = re.compile(r"(?<![^\W\d_])(?:[^\W\d_]{1,2}\d{6,8}|[A-ZА-ЯІЇЄҐ]{2}[ \u00a0]\d{6,7})(?!\d)")
_NAMED_PASSPORT = re.compile(
    r"((?:passport|pasu?|паспорт\w*|hộ\s+chiếu|ho\s+chieu)\W{1,3}(?:(?:number|no|č|číslo|cislo|номер|№|số|so)\W{1,3})?)"
    r"(\d[\d ]{6,10}\d)(?!\d)",
    re.IGNORECASE,
)
_MONTHS = {*range(1, 13), *range(21, 33), *range(51, 63), *range(71, 83)}
_DAYS = range(1, 32)
_LONG_BIRTH_DIGITS = 10


@dataclass(frozen=True, slots=True)
class Masked:
    """A text without numbers of documents; `is_changed` says whether there were any."""

    text: str
    is_changed: bool


def mask(text: str) -> Masked:
    """Replace birth numbers, passport and residence card numbers and payment card numbers by dots.

    Phone numbers, dates, sums and reference numbers of offices stay: people ask about them.
    """
    masked = _CARD.sub(_card, text)
    masked = _BIRTH.sub(_birth, masked)
    masked = _NAMED_PASSPORT.sub(lambda match: match[1] + MASK, masked)
    masked = _PASSPORT.sub(MASK, masked)
    return Masked(masked, is_changed=masked != text)


def _birth(match: re.Match[str]) -> str:
    """A Czech birth number: YYMMDD/SSS(S), women's months plus 50, plus 20 where a day ran out (133/2000 Sb., § 13)."""
    year, month, day, slash, end = match.groups()
    is_date = int(month) in _MONTHS and int(day) in _DAYS
    digits = year + month + day + end
    # Without a slash nine digits are more likely a phone number, and ten must pass the checksum.
    is_number = slash is not None or (len(digits) == _LONG_BIRTH_DIGITS and int(digits) % 11 == 0)
    return MASK if is_date and is_number else match[0]


def _card(match: re.Match[str]) -> str:
    digits = [int(character) for character in match[0] if character.isdigit()]
    doubled = [sum(divmod(digit * 2, 10)) for digit in digits[-2::-2]]
    return MASK if (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0 else match[0]
