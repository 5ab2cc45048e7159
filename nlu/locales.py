"""The five languages Průvodce answers in."""

from __future__ import annotations

from enum import Enum


class Script(Enum):
    """The alphabet a language is written in when nobody is in a hurry."""

    LATIN = "latin"
    CYRILLIC = "cyrillic"


class Locale(str, Enum):
    """A language of the assistant, by its ISO 639-1 code."""

    CS = "cs"
    EN = "en"
    UK = "uk"
    RU = "ru"
    VI = "vi"

    @property
    def own_name(self) -> str:
        """The language's name in itself, as its button shows it."""
        return _OWN_NAMES[self]

    @property
    def script(self) -> Script:
        """The alphabet of careful writing; hurried people romanise, see `nlu.language`."""
        return Script.CYRILLIC if self in (Locale.UK, Locale.RU) else Script.LATIN

    @property
    def fallbacks(self) -> tuple[Locale, ...]:
        """Which other languages its readers most likely read, nearest first.

        Russian is never offered to a reader of Ukrainian unasked.
        """
        return _FALLBACKS[self]

    @classmethod
    def from_code(cls, code: str | None) -> Locale | None:
        """The locale of a language tag such as `uk`, `uk-UA` or `cs_CZ`; None if it is not one of ours."""
        language = (code or "").replace("_", "-").split("-")[0].lower()
        return next((locale for locale in cls if locale.value == language), None)


_OWN_NAMES = {
    Locale.CS: "Čeština",
    Locale.EN: "English",
    Locale.UK: "Українська",
    Locale.RU: "Русский",
    Locale.VI: "Tiếng Việt",
}

_FALLBACKS = {
    Locale.CS: (Locale.EN,),
    Locale.EN: (Locale.CS,),
    Locale.UK: (Locale.CS, Locale.EN),
    Locale.RU: (Locale.CS, Locale.EN),
    Locale.VI: (Locale.CS, Locale.EN),
}
