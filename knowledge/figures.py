"""Figures: every number, date and phone that texts show, kept once and shown as each language writes it."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import TYPE_CHECKING

from nlu.locales import Locale

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from knowledge.articles import Figure

PLACEHOLDER = re.compile(r"\{([^{}\n]*)\}")
NAME = re.compile(r"[a-z][a-z0-9_]*")
_NO_BREAK = "\u00a0"
_SHORT_PHONE = re.compile(r"[1-9]\d{2,5}")


class FigureKind(Enum):
    """What a figure is, by the ending of its name."""

    MONEY = "money"
    NUMBER = "number"
    DATE = "date"
    PHONE = "phone"
    AS_IT_STANDS = "as it stands"


_KINDS = {
    "czk": FigureKind.MONEY,
    "date": FigureKind.DATE,
    "phone": FigureKind.PHONE,
    "law": FigureKind.AS_IT_STANDS,
    "time": FigureKind.AS_IT_STANDS,
} | dict.fromkeys(
    ("days", "months", "years", "hours", "weeks", "minutes", "percent", "count", "age"),
    FigureKind.NUMBER,
)
ENDINGS = tuple(sorted(_KINDS))


def kind_of(name: str) -> FigureKind | None:
    """The kind by the name's ending (`fee_czk` is money); None if the ending is not one of `ENDINGS`."""
    stem, _, ending = name.rpartition("_")
    return _KINDS.get(ending) if stem and NAME.fullmatch(name) else None


def parse(name: str, value: object) -> Figure:
    """Read a figure as YAML gave it.

    Raises:
        ValueError: The name's ending is unknown or the value is not of its kind; the text says what is expected.
    """
    kind = kind_of(name)
    if kind is None:
        raise ValueError(f"figure {name}: the name must end in one of _{', _'.join(ENDINGS)}")
    return _PARSERS[kind](name, value)


def show(name: str, value: Figure, locale: Locale) -> str:
    """The figure as readers of this language write it, with no-break spaces inside."""
    kind = kind_of(name)
    if isinstance(value, date):
        return _show_date(value, locale)
    if isinstance(value, str):
        return show_phone(value) if kind is FigureKind.PHONE else value.replace(" ", _NO_BREAK)
    return _show_money(value, locale) if kind is FigureKind.MONEY else _show_number(value, locale)


def fill(text: str, figures: Mapping[str, Figure], locale: Locale) -> str:
    """Put the figures into the text's placeholders.

    Raises:
        KeyError: A placeholder names no figure.
    """
    return PLACEHOLDER.sub(lambda match: show(match[1], figures[match[1]], locale), text)


def show_phone(phone: str) -> str:
    """The number in international form, short lines such as 112 as they stand; both with no-break spaces."""
    import phonenumbers

    if _SHORT_PHONE.fullmatch(phone.replace(" ", "")):
        return phone.replace(" ", _NO_BREAK)
    number = phonenumbers.parse(phone, "CZ")
    shown = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return shown.replace(" ", _NO_BREAK)


def is_phone(phone: str) -> bool:
    """Whether it is a short line (112, 116 111) or a number that can exist."""
    import phonenumbers

    if _SHORT_PHONE.fullmatch(phone.replace(" ", "")):
        return True
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(phone, "CZ"))
    except phonenumbers.NumberParseException:
        return False


def _number(name: str, value: object) -> Figure:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueError(f"figure {name}: expected a number, found {value!r}")  # noqa: TRY004 - editors see one kind
    if isinstance(value, int):
        return value
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        raise ValueError(f"figure {name}: expected a number, found {value!r}") from None
    if not number.is_finite():
        raise ValueError(f"figure {name}: expected a number, found {value!r}")
    return number


def _date(name: str, value: object) -> Figure:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise ValueError(f"figure {name}: expected a date that exists, YYYY-MM-DD, found {value!r}") from None


def _phone(name: str, value: object) -> Figure:
    if not is_phone(str(value)):
        raise ValueError(f"figure {name}: {value!r} is not a phone number")
    return str(value)


def _as_it_stands(name: str, value: object) -> Figure:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"figure {name}: expected a text in quotes, found {value!r}")
    return value.strip()


_PARSERS: dict[FigureKind, Callable[[str, object], Figure]] = {
    FigureKind.MONEY: _number,
    FigureKind.NUMBER: _number,
    FigureKind.DATE: _date,
    FigureKind.PHONE: _phone,
    FigureKind.AS_IT_STANDS: _as_it_stands,
}


def _babel(locale: Locale) -> str:
    # Readers in Europe: day before month.
    return "en_GB" if locale is Locale.EN else locale.value


def _show_number(value: int | Decimal, locale: Locale) -> str:
    from babel.numbers import format_decimal

    shown: str = format_decimal(value, locale=_babel(locale))
    return shown.replace("\u202f", _NO_BREAK).replace(" ", _NO_BREAK)


def _show_money(value: int | Decimal, locale: Locale) -> str:
    amount = _show_number(value, locale)
    if locale is Locale.EN:
        return f"CZK{_NO_BREAK}{amount}"
    if locale is Locale.VI:
        return f"{amount}{_NO_BREAK}CZK"
    if locale is Locale.CS:
        return f"{amount}{_NO_BREAK}Kč"
    from babel import Locale as BabelLocale

    form = BabelLocale.parse(locale.value).plural_form(value)
    return f"{amount}{_NO_BREAK}{_CROWNS[locale][form]}"


_CROWNS = {
    Locale.UK: {"one": "крона", "few": "крони", "many": "крон", "other": "крони"},
    Locale.RU: {"one": "крона", "few": "кроны", "many": "крон", "other": "кроны"},
}
_YEAR_WORD = {Locale.UK: " року", Locale.RU: " года"}


def _show_date(value: date, locale: Locale) -> str:
    from babel.dates import format_date

    # CLDR ends Ukrainian and Russian dates in an abbreviation with a full stop, which doubles at a sentence's end.
    form = "d MMMM y" if locale in _YEAR_WORD else "long"
    shown: str = format_date(value, format=form, locale=_babel(locale))
    return (shown + _YEAR_WORD.get(locale, "")).replace(" ", _NO_BREAK)
