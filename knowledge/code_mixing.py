"""Questions in which some words are said in Czech, as people in Prague say them, for the scorer to learn from.

The words are read from `code_mixing.yml`. They were collected without a look at those that `pruvodce eval --noise` puts
in (`knowledge/evaluation/czech_words.yml`), so that the one measures what the other teaches.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from nlu.locales import Locale
from nlu.yaml_text import load_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = Path(__file__).parent / "code_mixing.yml"
_SAID_IN_CZECH = 0.6
"""Share of the words that could be."""


def code_mixed(text: str, locale: Locale) -> str | None:
    """The question with some of its words in Czech, the same at every call; None where it has no such word."""
    words = _words().get(locale)
    found = list(words.pattern.finditer(text)) if words is not None else []
    if words is None or not found:
        return None
    chance = random.Random(text)  # noqa: S311 - no secret
    chosen = [match for match in found if chance.random() < _SAID_IN_CZECH] or [chance.choice(found)]
    mixed = text
    for match in reversed(chosen):
        mixed = mixed[: match.start()] + chance.choice(words.in_czech(match)) + mixed[match.end() :]
    return mixed if mixed != text else None


@dataclass(frozen=True, slots=True)
class _Words:
    """Words of one language.

    Attributes:
        pattern: Any of them; the name of the group that matched is the place of its Czech ones.
        czech: By that place, what people say instead.
    """

    pattern: re.Pattern[str]
    czech: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, read: Mapping[str, list[str]]) -> _Words:
        # Longest first: "health insurance company" before "health insurance".
        keys = sorted(read, key=len, reverse=True)
        either = "|".join(f"(?P<_{place}>{_expression(key)})" for place, key in enumerate(keys))
        return cls(re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE), tuple(tuple(read[key]) for key in keys))

    def in_czech(self, match: re.Match[str]) -> tuple[str, ...]:
        return self.czech[int((match.lastgroup or "_0")[1:])]


def _expression(key: str) -> str:
    return re.escape(key.removesuffix("*")) + (r"\w*" if key.endswith("*") else "")


@cache
def _words() -> dict[Locale, _Words]:
    read = load_yaml(FILE.read_text(encoding="utf-8"))
    return {Locale(code): _Words.of(words) for code, words in read.items()}
