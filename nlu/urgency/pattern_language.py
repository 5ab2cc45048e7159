"""The small language in which patterns are written, see patterns/README.md, and its way to regular expressions."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

_GAP = r"(?:[^\w]+\w+){0,4}?"
_BETWEEN = r"[^\w]+"
_GAP_SIGN = ".."
_WORD = re.compile(r"\w+")
_BEGINNING = 4


@dataclass(frozen=True, slots=True)
class Expression:
    """A pattern made ready to be looked for.

    Attributes:
        regular: Its regular expression, compiled when a text first holds what it needs: compiling all of them takes
            half a second, which a single `pruvodce ask` should not wait for.
        needed: A text without one letter sequence of each group cannot match.
        beginnings: A text none of whose words begins with one of these cannot match.
    """

    regular: str
    needed: tuple[tuple[str, ...], ...]
    beginnings: tuple[str, ...]

    def compile(self) -> None:
        """Compile it now."""
        _compiled(self.regular)

    def is_in(self, text: str) -> bool:
        """Whether the text holds the pattern."""
        if not all(any(part in text for part in group) for group in self.needed):
            return False
        return _compiled(self.regular).search(text) is not None


_compiled = lru_cache(maxsize=None)(re.compile)


def beginnings_of(text: str) -> set[str]:
    """How the words of a text begin: their first one, two, three and four letters."""
    words = set(_WORD.findall(text))
    return {word[:length] for word in words for length in range(1, _BEGINNING + 1)}


def to_expression(pattern: str, *, word_key: Callable[[str], str] | None = None) -> Expression:
    """What a pattern looks for.

    Args:
        pattern: In the form of the text on which it will be tried, such as folded.
        word_key: What to make of each word first, such as `romanised_key`.

    Raises:
        ValueError: It begins or ends with a gap, or a word of it is empty or begins with a sign.
    """
    tokens = pattern.split()
    if not tokens or tokens[0] == _GAP_SIGN or tokens[-1] == _GAP_SIGN:
        raise ValueError(f"pattern {pattern!r} begins or ends with a gap")
    parts: list[str] = []
    needed: list[tuple[str, ...]] = []
    for number, token in enumerate(tokens):
        if token == _GAP_SIGN:
            parts.append(_GAP)
            continue
        choices = [(_words(choice, word_key), choice.endswith("*")) for choice in token.split("|")]
        parts.append(
            f"{_BETWEEN if number else ''}(?:{'|'.join(_choice(words, is_open=is_open) for words, is_open in choices)})"
        )
        needed.append(tuple(max(words, key=len) for words, _ in choices))
    # Each word of a pattern begins where a word of the text does. The group that says most is looked up.
    told = max((tuple(map(_beginning, group)) for group in needed), key=lambda group: min(map(len, group)))
    return Expression(rf"\b{''.join(parts)}\b", tuple(needed), told)


def _beginning(word: str) -> str:
    letters = _WORD.match(word)
    if letters is None:
        raise ValueError(f"{word!r} begins with no letter")
    return letters.group()[:_BEGINNING]


def _words(choice: str, word_key: Callable[[str], str] | None) -> list[str]:
    words = re.split("[_-]", choice.rstrip("*"))
    if word_key is not None:
        words = [word_key(word) for word in words]
    if not all(words):
        raise ValueError(f"an empty word in {choice!r}")
    return words


def _choice(words: list[str], *, is_open: bool) -> str:
    return _BETWEEN.join(re.escape(word) for word in words) + (r"\w*" if is_open else "")
