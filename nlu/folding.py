"""Texts made comparable: case, diacritics, apostrophes, and the alphabet a hurried person chose."""

from __future__ import annotations

import re
import unicodedata

_APOSTROPHES = re.compile("[\u2018\u2019\u02bc\u02bb\u2032\u00b4`\u201b\uff07]")
# Letters that do not decompose into a base letter and a mark.
_WHOLE_LETTERS = str.maketrans(
    {"đ": "d", "ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "Đ": "D", "Ł": "L"}
)
# й and ї decompose into и/і and a mark, but are letters of their own.
_KEPT = {"й", "ї"}

_ROMAN = str.maketrans({
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "h", "д": "d", "е": "e", "є": "e", "э": "e", "ё": "o", "ж": "z",
    "з": "z", "и": "i", "і": "i", "ї": "i", "й": "i", "ы": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o",
    "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "c", "ч": "c", "ш": "s", "щ": "sc",
    "ъ": "", "ь": "", "ю": "u", "я": "a", "ў": "u",
})  # fmt: skip

# What is left of every scheme when the differences between schemes are dropped. Order matters: longest first.
_SCHEME_DIFFERENCES = (
    ("shch", "sc"), ("sch", "sc"), ("zh", "z"), ("kh", "h"), ("ch", "c"), ("sh", "s"), ("ts", "c"), ("tz", "c"),
    ("g", "h"), ("x", "h"), ("w", "v"), ("yo", "e"), ("jo", "e"), ("io", "e"), ("yu", "u"), ("ju", "u"), ("iu", "u"),
    ("ya", "a"), ("ja", "a"), ("ia", "a"), ("ye", "e"), ("je", "e"), ("ie", "e"), ("y", "i"), ("j", "i"), ("q", "k"),
    ("ii", "i"), ("'", ""),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")


class _Bare(dict[int, str]):
    """Each letter without its marks, worked out when it is first met: texts are folded by the hundred thousand."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        parts = letter if letter.lower() in _KEPT else unicodedata.normalize("NFD", letter)
        bare = "".join(part for part in parts if not unicodedata.combining(part))
        self[code] = bare.translate(_WHOLE_LETTERS)
        return self[code]


_BARE = _Bare()


def normalise(text: str) -> str:
    """The same text in Unicode NFC, with one kind of apostrophe and single spaces; letters and case are kept."""
    composed = unicodedata.normalize("NFC", text).replace("\u200b", "").replace("\u00ad", "")
    return " ".join(_APOSTROPHES.sub("'", composed).split())


def strip_marks(text: str) -> str:
    """The text without diacritics, as hurried people type Czech and Vietnamese; Cyrillic й and ї stay letters."""
    return text if text.isascii() else unicodedata.normalize("NFC", text).translate(_BARE)


def fold(text: str) -> str:
    """Lower case, no diacritics, one apostrophe, single spaces: what patterns and lexicons are compared on.

    `fold(fold(text)) == fold(text)`. Russian ё becomes е; Ukrainian ї and й stay.
    """
    if text.isascii():
        return " ".join(text.lower().replace("`", "'").split())
    # Casefolding may bring marks back (İ), so it comes first and once more after the marks are gone.
    return normalise(strip_marks(normalise(text).casefold()).casefold())


def fold_letters(text: str) -> str:
    """Fold letter by letter: the result is as long as the text, so that places in it are places in the text."""
    return "".join((fold(letter) or letter)[0] for letter in text)


def romanised_key(text: str) -> str:
    """A key that a Cyrillic text and its romanisations share, whatever the scheme.

    Lossy on purpose: `shcho`, `ščo`, `scho` and `що` are one key, and so are some different words.
    """
    latin = fold(text).translate(_ROMAN)
    for written, kept in _SCHEME_DIFFERENCES:
        latin = latin.replace(written, kept)
    return _DOUBLED.sub(r"\1", latin)
