"""The small language in which patterns are written, see patterns/README.md, and its way to regular expressions."""

from __future__ import annotations

import re
from collections.abc import Callable

_GAP = r"(?:[^\w]+\w+){0,4}?"
_BETWEEN = r"[^\w]+"
_GAP_SIGN = ".."


def to_expression(pattern: str, *, word_key: Callable[[str], str] | None = None) -> str:
    """The regular expression of a pattern.

    Args:
        pattern: In the form of the text on which it will be tried, such as folded.
        word_key: What to make of each word first, such as `romanised_key`.

    Raises:
        ValueError: It begins or ends with a gap, or a word of it is empty.
    """
    tokens = pattern.split()
    if not tokens or tokens[0] == _GAP_SIGN or tokens[-1] == _GAP_SIGN:
        raise ValueError(f"pattern {pattern!r} begins or ends with a gap")
    parts: list[str] = []
    for number, token in enumerate(tokens):
        if token == _GAP_SIGN:
            parts.append(_GAP)
            continue
        choices = "|".join(_choice(choice, word_key) for choice in token.split("|"))
        parts.append(f"{_BETWEEN if number else ''}(?:{choices})")
    return rf"\b{''.join(parts)}\b"


def _choice(choice: str, word_key: Callable[[str], str] | None) -> str:
    words = re.split("[_-]", choice.rstrip("*"))
    if word_key is not None:
        words = [word_key(word) for word in words]
    if not all(words):
        raise ValueError(f"an empty word in {choice!r}")
    return _BETWEEN.join(re.escape(word) for word in words) + (r"\w*" if choice.endswith("*") else "")
