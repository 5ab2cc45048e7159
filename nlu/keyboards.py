"""Keyboards: what comes out when somebody types one alphabet while the keyboard is set to the other."""

from __future__ import annotations

from nlu.locales import Locale

_LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,./"
_ROWS = {
    Locale.UK: "'йцукенгшщзхїфівапролджєячсмитьбю.",
    Locale.RU: "ёйцукенгшщзхъфывапролджэячсмитьбю.",
}
_SHIFTED_LATIN = '~QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>?'
_SHIFTED_ROWS = {
    Locale.UK: "'ЙЦУКЕНГШЩЗХЇФІВАПРОЛДЖЄЯЧСМИТЬБЮ,",
    Locale.RU: "ЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,",
}
_SHIFTED_DIGITS, _THEIR_SIGNS = "@#$^&", '"№;:?'
"""On both Cyrillic layouts the signs over 2, 3, 4, 6 and 7 are others than on the English one."""
_TO_CYRILLIC = {
    locale: str.maketrans(
        _LATIN + _SHIFTED_LATIN + _SHIFTED_DIGITS, _ROWS[locale] + _SHIFTED_ROWS[locale] + _THEIR_SIGNS
    )
    for locale in _ROWS
}
_TO_LATIN = {
    locale: str.maketrans(
        _ROWS[locale] + _SHIFTED_ROWS[locale] + _THEIR_SIGNS, _LATIN + _SHIFTED_LATIN + _SHIFTED_DIGITS
    )
    for locale in _ROWS
}


def typed_on_latin(text: str, locale: Locale) -> str:
    """A Cyrillic text as it comes out while the keyboard is set to English (QWERTY).

    Args:
        text: In Ukrainian or Russian.
        locale: Which of the two layouts the person believes to have.
    """
    return text.translate(_TO_LATIN[locale])


def meant_on_cyrillic(text: str, locale: Locale) -> str:
    """What somebody meant who typed with the keyboard set to English: the inverse of `typed_on_latin`."""
    return text.translate(_TO_CYRILLIC[locale])
