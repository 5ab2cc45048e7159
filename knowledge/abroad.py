"""Whether a question speaks of being abroad: rules of other countries are what no article knows, in well-known words.

Read from `abroad.yml`. Of 815 texts about other countries in `knowledge/asked/` 61 % do, of 5,000 questions of articles
2.4 % (2026-11).
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from nlu.folding import fold, normalise
from nlu.locales import Locale
from nlu.yaml_text import load_yaml

FILE = Path(__file__).parent / "abroad.yml"


def speaks_of_abroad(text: str, locale: Locale) -> bool:
    """Whether the text says that something is, or goes, to a place outside the Czech Republic."""
    return _patterns()[locale].search(_folded(text, locale)) is not None


def _folded(text: str, locale: Locale) -> str:
    # Bare, half of the Vietnamese names are other words: "Anh" is England, "anh" an elder brother.
    return normalise(text).lower() if locale is Locale.VI else fold(text)


@cache
def _patterns() -> dict[Locale, re.Pattern[str]]:
    read = load_yaml(FILE.read_text(encoding="utf-8"))
    return {
        locale: re.compile(rf"(?<!\w)(?:{_either(words['in'], locale)}) (?:{_either(words['places'], locale)})(?!\w)")
        for locale in Locale
        for words in [read[locale.value]]
    }


def _either(words: list[str], locale: Locale) -> str:
    return "|".join(
        re.escape(_folded(word.rstrip("*"), locale)) + (r"\w*" if word.endswith("*") else "") for word in words
    )
