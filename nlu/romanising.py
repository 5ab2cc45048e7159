"""How hurried people really type: Cyrillic in Latin letters under several schemes, Czech and Vietnamese bare.

Used to make training variants, never to read input: for that see `nlu.folding.romanised_key`.
"""

from __future__ import annotations

from nlu.folding import strip_marks
from nlu.locales import Locale, Script

_COMMON = {
    "а": "a", "б": "b", "в": "v", "д": "d", "з": "z", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p",
    "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "ъ": "", "ґ": "g", "э": "e", "ў": "u",
}  # fmt: skip
_ENGLISH_WAY = {
    **_COMMON, "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya", "ё": "yo",
    "е": "e", "є": "ye", "и": "i", "і": "i", "ї": "yi", "й": "y", "ы": "y", "ь": "", "г": "g",
}  # fmt: skip
_CHAT_WAY = {
    **_COMMON, "ж": "j", "х": "h", "ц": "c", "ч": "ch", "ш": "sh", "щ": "sch", "ю": "u", "я": "ia", "ё": "e",
    "е": "e", "є": "ie", "и": "i", "і": "i", "ї": "i", "й": "i", "ы": "i", "ь": "", "г": "g",
}  # fmt: skip
_CZECH_WAY = {
    **_COMMON, "ж": "ž", "х": "ch", "ц": "c", "ч": "č", "ш": "š", "щ": "šč", "ю": "ju", "я": "ja", "ё": "jo",
    "е": "e", "є": "je", "и": "i", "і": "i", "ї": "ji", "й": "j", "ы": "y", "ь": "", "г": "g",
}  # fmt: skip
_UKRAINIAN_ONLY = {"г": "h", "и": "y"}


def hurried_variants(text: str, locale: Locale) -> tuple[str, ...]:
    """The same text as it is typed without the right keyboard; empty where nothing would differ."""
    if locale.script is Script.CYRILLIC:
        written = [_romanise(text, scheme, locale) for scheme in (_ENGLISH_WAY, _CHAT_WAY, _CZECH_WAY)]
        written.append(strip_marks(written[-1]))
    else:
        written = [strip_marks(text)]
    return tuple(dict.fromkeys(variant for variant in written if variant != text))


def _romanise(text: str, scheme: dict[str, str], locale: Locale) -> str:
    table = {**scheme, **_UKRAINIAN_ONLY} if locale is Locale.UK else scheme
    return "".join(table.get(letter, letter) for letter in text.lower())
