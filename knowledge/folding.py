"""Text bare of what people leave out when they type in a hurry: case, diacritics, punctuation."""

from __future__ import annotations

import re
import unicodedata

_BARE = str.maketrans({"đ": "d", "Đ": "D", "ё": "е", "Ё": "Е", "ł": "l", "’": "'", "ʼ": "'"})
_NOT_WORD = re.compile(r"[^\w]+", re.UNICODE)
_MARKS_THAT_MAKE_LETTERS = {"\u0438\u0306": "\u0439", "\u0456\u0308": "\u0457"}  # и + breve, і + diaeresis


def without_diacritics(text: str) -> str:
    """`Chtěl bych` becomes `Chtel bych`; Cyrillic й and ї are letters of their own and stay."""
    decomposed = unicodedata.normalize("NFD", text.translate(_BARE))
    for apart, letter in _MARKS_THAT_MAKE_LETTERS.items():
        decomposed = decomposed.replace(apart, letter).replace(apart.upper(), letter.upper())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def fold(text: str) -> str:
    """Lower case, no diacritics, every run of punctuation and spaces one space; two texts that fold alike ask alike."""
    return _NOT_WORD.sub(" ", without_diacritics(text.casefold())).replace("_", " ").strip()
