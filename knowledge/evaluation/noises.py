"""Kinds of damage that hurried people do to a question: what `pruvodce eval --noise` asks again.

The damage is not the one that training variants are made with (`nlu.romanising`): every message draws its own habits
of writing, letter by letter, so that no table of one scheme can undo it.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from nlu.folding import strip_marks
from nlu.keyboards import typed_on_latin
from nlu.locales import Locale, Script
from nlu.yaml_text import load_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

SEED = 20261128
_SHARE_OF_WORDS = 0.2
"""Of words of at least five letters: as many get one typo."""
_LONG = 5
_LATIN_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_CYRILLIC_ROWS = ("йцукенгшщзхї", "фівапролджєэ", "ячсмитьбюы")
_HABITS = {
    "а": "a", "б": "b", "в": "v w", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "ye ie je e", "э": "e", "ё": "yo e jo",
    "ж": "zh j ž", "з": "z", "и": "i", "і": "i", "ї": "yi ji i", "й": "y j i", "ы": "y i", "к": "k", "л": "l",
    "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh h ch x",
    "ц": "ts c", "ч": "ch č", "ш": "sh š", "щ": "shch sch šč sh", "ь": " '", "ъ": " '", "ю": "yu ju iu u",
    "я": "ya ja ia",
}  # fmt: skip
_UKRAINIAN_HABITS = {"г": "h g", "и": "y i"}


@dataclass(frozen=True, slots=True)
class Noise:
    """One kind of damage.

    Attributes:
        locales: In which it happens.
        damage: The damaged text; draws from the generator, so that equal seeds give equal damage.
    """

    name: str
    locales: frozenset[Locale]
    damage: Callable[[str, Locale, random.Random], str]


def _bare(text: str, _locale: Locale, _chance: random.Random) -> str:
    return strip_marks(text)


def _romanised(text: str, locale: Locale, chance: random.Random) -> str:
    table = {**_HABITS, **_UKRAINIAN_HABITS} if locale is Locale.UK else _HABITS
    # A person has one way to write a letter: drawn once for a message. A space stands for "left out".
    habits = {letter: chance.choice(ways.split(" ")) for letter, ways in table.items()}
    return "".join(habits.get(letter, letter) for letter in text.lower())


def _latin_keyboard(text: str, locale: Locale, _chance: random.Random) -> str:
    return typed_on_latin(text, locale)


def _capitals(text: str, _locale: Locale, _chance: random.Random) -> str:
    return text.upper()


def _unpunctuated(text: str, _locale: Locale, _chance: random.Random) -> str:
    kept = "".join(letter if letter.isalnum() or letter in "'’ʼ" else " " for letter in text.lower())
    return " ".join(kept.split())


def _typos(text: str, _locale: Locale, chance: random.Random) -> str:
    words = text.split(" ")
    return " ".join(
        _mistyped(word, chance) if len(word) >= _LONG and chance.random() < _SHARE_OF_WORDS else word for word in words
    )


def _mistyped(word: str, chance: random.Random) -> str:
    place = chance.randrange(1, len(word) - 1)
    before, letter, after = word[:place], word[place], word[place + 1 :]
    kind = chance.randrange(4)
    if kind == 0:
        return before + after
    if kind == 1:
        return before + letter * 2 + after
    if kind == 2:  # noqa: PLR2004 - the third of four kinds
        return before + after[:1] + letter + after[1:]
    return before + _neighbour(letter, chance) + after


def _neighbour(letter: str, chance: random.Random) -> str:
    for row in (*_LATIN_ROWS, *_CYRILLIC_ROWS):
        place = row.find(strip_marks(letter.lower()))
        if place >= 0:
            return chance.choice([row[beside] for beside in (place - 1, place + 1) if 0 <= beside < len(row)])
    return letter


def _code_mixed(text: str, locale: Locale, _chance: random.Random) -> str:
    pattern, czech = _czech_words()[locale]
    return pattern.sub(lambda found: czech[found[1].lower()], text)


@cache
def _czech_words() -> dict[Locale, tuple[re.Pattern[str], dict[str, str]]]:
    read = load_yaml((Path(__file__).parent / "czech_words.yml").read_text(encoding="utf-8"))
    return {Locale(code): (_beginning_with(words), words) for code, words in read.items()}


def _beginning_with(words: Iterable[str]) -> re.Pattern[str]:
    """A whole word, whatever its ending; the longest beginning first."""
    either = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"\b({either})\w*", re.IGNORECASE)


_EVERYONE = frozenset(Locale)
_CYRILLIC = frozenset(locale for locale in Locale if locale.script is Script.CYRILLIC)
NOISES = (
    Noise("no_diacritics", frozenset({Locale.CS, Locale.VI}), _bare),
    Noise("romanised", _CYRILLIC, _romanised),
    Noise("wrong_keyboard", _CYRILLIC, _latin_keyboard),
    Noise("capitals", _EVERYONE, _capitals),
    Noise("no_punctuation", _EVERYONE, _unpunctuated),
    Noise("typos", _EVERYONE, _typos),
    Noise("code_mixed", frozenset(Locale) - {Locale.CS}, _code_mixed),
)
