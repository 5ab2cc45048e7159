"""Curated patterns of danger and of what only sounds like it, read from `patterns/*.yml`."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

import yaml

from nlu.errors import FileFault
from nlu.folding import fold, normalise, romanised_key
from nlu.locales import Locale, Script
from nlu.urgency.pattern_language import Expression, beginnings_of, to_expression
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


@dataclass(frozen=True, slots=True)
class Pattern:
    """One thing to look for.

    Attributes:
        kind: What it is a sign of; None for a look-alike.
        is_sure: Whether it is enough by itself; of a look-alike it means nothing.
        form: The form of the message on which it is tried.
    """

    kind: UrgencyKind | None
    is_sure: bool
    form: Form
    expression: Expression


@dataclass(frozen=True, slots=True)
class Patterns:
    """All patterns. Immutable; safe for several threads.

    Attributes:
        by_beginning: Numbers of those that need a word that begins so. Of a thousand patterns a message has to be
            tried on a few dozen only.
    """

    patterns: tuple[Pattern, ...]
    by_beginning: Mapping[tuple[Form, str], tuple[int, ...]]

    @classmethod
    def of(cls, patterns: Iterable[Pattern]) -> Patterns:
        """Make them ready to be looked for."""
        patterns = tuple(patterns)
        numbers: defaultdict[tuple[Form, str], list[int]] = defaultdict(list)
        for number, pattern in enumerate(patterns):
            for beginning in set(pattern.expression.beginnings):
                numbers[pattern.form, beginning].append(number)
        return cls(patterns, {key: tuple(found) for key, found in numbers.items()})

    def compile(self) -> None:
        """Compile all now, half a second, so that no message waits for the first use of one."""
        for pattern in self.patterns:
            pattern.expression.compile()

    def look(self, text: str) -> Signs:
        """Find the signs in a message, about 0.3 ms."""
        forms = forms_of(text)
        beginnings = ((form, beginning) for form, said in forms.items() for beginning in beginnings_of(said))
        tried = {number for beginning in beginnings for number in self.by_beginning.get(beginning, ())}
        candidates = (self.patterns[number] for number in tried)
        found = [pattern for pattern in candidates if pattern.expression.is_in(forms[pattern.form])]
        sure = Counter(pattern.kind for pattern in found if pattern.kind and pattern.is_sure)
        hints = Counter(pattern.kind for pattern in found if pattern.kind and not pattern.is_sure)
        return Signs(sure, hints, sum(pattern.kind is None for pattern in found))


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
    patterns = [
        Pattern(kind, name == "sure", form, expression)
        for kind in UrgencyKind
        for name, tried in _sections(folder / f"{kind.value}.yml", {"sure", "hint"}).items()
        for form, expression in tried
    ]
    lookalikes = _sections(folder / f"{_LOOKALIKES}.yml", {"any"})["any"]
    return Patterns.of(
        [
            *patterns,
            *(Pattern(None, is_sure=False, form=form, expression=expression) for form, expression in lookalikes),
        ]
    )


def _sections(path: Path, expected: set[str]) -> dict[str, tuple[tuple[Form, Expression], ...]]:
    try:
        written = load_yaml(path.read_text(encoding="utf-8"))
    except OSError as fault:
        raise FileFault(path, "cannot be read") from fault
    except yaml.YAMLError as fault:
        raise FileFault(path, "is not YAML") from fault
    if not isinstance(written, dict) or set(written) != expected:
        raise FileFault(path, f"must have {' and '.join(sorted(expected))}")
    read: dict[str, tuple[tuple[Form, Expression], ...]] = {}
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


def _expressions(pattern: str, locale: Locale) -> list[tuple[Form, Expression]]:
    if locale is Locale.VI:
        marked = to_expression(normalise(pattern).lower())
        bare = [] if pattern in _ONLY_MARKED else [(Form.BARE, to_expression(fold(pattern)))]
        return [(Form.MARKED, marked), *bare]
    folded = (Form.FOLDED, to_expression(fold(pattern)))
    if locale.script is Script.CYRILLIC:
        return [folded, (Form.ROMANISED, to_expression(fold(pattern), word_key=romanised_key))]
    return [folded]
