"""Curated patterns of danger and of what only sounds like it, read from `patterns/*.yml`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from itertools import chain
from pathlib import Path

import yaml

from nlu.errors import FileFault
from nlu.folding import fold, normalise, romanised_key
from nlu.locales import Locale, Script
from nlu.urgency.pattern_language import Expression, to_expression
from nlu.urgency_kinds import UrgencyKind
from nlu.yaml_text import load_yaml

PATTERNS_FOLDER = Path(__file__).parent / "patterns"
_LOOKALIKES = "lookalikes"
_MOST_CHARACTERS = 600
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_VIETNAMESE_MARKS = ("\u0309", "\u0323", "\u031b", "\u0306", "đ")
_ONLY_MARKED = {"tự_vẫn"}
"""Without diacritics these are other, harmless words ("advice")."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What the patterns found in one message.

    Attributes:
        sure: Number of different sure patterns of each kind; kinds without any are missing.
        hints: The same for hints.
        lookalikes: Number of look-alike patterns.
    """

    sure: Mapping[UrgencyKind, int]
    hints: Mapping[UrgencyKind, int]
    lookalikes: int

    def strength(self, kind: UrgencyKind) -> float:
        """How much speaks for this kind: a sure sign counts 1, a hint 0.6, at most 2."""
        return min(2.0, self.sure.get(kind, 0) + 0.6 * self.hints.get(kind, 0))


class Form(Enum):
    """A form of the message on which expressions are tried; a form that does not apply is empty."""

    FOLDED = "folded"
    """Everybody's: lower case, no diacritics."""
    ROMANISED = "romanised"
    """Of a message without Cyrillic letters: its key, for Ukrainian and Russian patterns."""
    MARKED = "marked"
    """Of a message with Vietnamese marks: lower case with diacritics, else "advice" (tư vấn) reads as suicide."""
    BARE = "bare"
    """Of a message without such marks: folded."""


Tried = tuple[Form, Expression]


@dataclass(frozen=True, slots=True)
class Patterns:
    """All patterns. Immutable; safe for several threads."""

    sure: Mapping[UrgencyKind, tuple[Tried, ...]]
    hints: Mapping[UrgencyKind, tuple[Tried, ...]]
    lookalikes: tuple[Tried, ...]

    def compile(self) -> None:
        """Compile all now, half a second, so that no message waits for the first use of one."""
        for _, expression in chain(*self.sure.values(), *self.hints.values(), self.lookalikes):
            expression.compile()

    def look(self, text: str) -> Signs:
        """Find the signs in a message, about 0.5 ms."""
        forms = forms_of(text)
        sure = {kind: _count(expressions, forms) for kind, expressions in self.sure.items()}
        hints = {kind: _count(expressions, forms) for kind, expressions in self.hints.items()}
        return Signs(
            {kind: count for kind, count in sure.items() if count},
            {kind: count for kind, count in hints.items() if count},
            _count(self.lookalikes, forms),
        )


def forms_of(text: str) -> dict[Form, str]:
    """The message in every form; only its first `_MOST_CHARACTERS` and last as many, so that a novel costs no more."""
    plain = normalise(text).lower()
    if len(plain) > 2 * _MOST_CHARACTERS:
        plain = f"{plain[:_MOST_CHARACTERS]} {plain[-_MOST_CHARACTERS:]}"
    folded = fold(plain)
    marks = unicodedata.normalize("NFD", plain)
    is_marked = any(mark in marks for mark in _VIETNAMESE_MARKS)
    return {
        Form.FOLDED: folded,
        Form.ROMANISED: "" if _CYRILLIC.search(folded) else romanised_key(folded),
        Form.MARKED: plain if is_marked else "",
        Form.BARE: "" if is_marked else folded,
    }


def read_patterns(folder: Path = PATTERNS_FOLDER) -> Patterns:
    """Read `<kind>.yml` for all seven kinds and `lookalikes.yml`.

    Raises:
        FileFault: A file is missing, is not made of `sure` and `hint` by language, or a pattern is malformed.
    """
    sure: dict[UrgencyKind, tuple[Tried, ...]] = {}
    hints: dict[UrgencyKind, tuple[Tried, ...]] = {}
    for kind in UrgencyKind:
        sections = _sections(folder / f"{kind.value}.yml", {"sure", "hint"})
        sure[kind], hints[kind] = sections["sure"], sections["hint"]
    return Patterns(sure, hints, _sections(folder / f"{_LOOKALIKES}.yml", {"any"})["any"])


def _sections(path: Path, expected: set[str]) -> dict[str, tuple[Tried, ...]]:
    try:
        written = load_yaml(path.read_text(encoding="utf-8"))
    except OSError as fault:
        raise FileFault(path, "cannot be read") from fault
    except yaml.YAMLError as fault:
        raise FileFault(path, "is not YAML") from fault
    if not isinstance(written, dict) or set(written) != expected:
        raise FileFault(path, f"must have {' and '.join(sorted(expected))}")
    read: dict[str, tuple[Tried, ...]] = {}
    for name, by_language in written.items():
        if set(by_language) != {locale.value for locale in Locale}:
            raise FileFault(path, f"{name}: must have all five languages")
        try:
            # One expression a pattern: they are counted, and a joined one would hide the second sign.
            read[name] = tuple(
                expression
                for language, patterns in by_language.items()
                for pattern in patterns
                for expression in _expressions(pattern, Locale(language))
            )
        except ValueError as fault:
            raise FileFault(path, f"{name}: {fault}") from fault
    return read


def _expressions(pattern: str, locale: Locale) -> list[Tried]:
    if locale is Locale.VI:
        marked = to_expression(normalise(pattern).lower())
        bare = [] if pattern in _ONLY_MARKED else [(Form.BARE, to_expression(fold(pattern)))]
        return [(Form.MARKED, marked), *bare]
    folded = (Form.FOLDED, to_expression(fold(pattern)))
    if locale.script is Script.CYRILLIC:
        return [folded, (Form.ROMANISED, to_expression(fold(pattern), word_key=romanised_key))]
    return [folded]


def _count(expressions: Iterable[Tried], forms: Mapping[Form, str]) -> int:
    return sum(1 for form, expression in expressions if forms[form] and expression.is_in(forms[form]))
