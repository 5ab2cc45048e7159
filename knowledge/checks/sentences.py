"""Sentences of an article's text with their words, as the rules on length and on repetition count them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from knowledge.language_file import Line

LINK = re.compile(r"\[(?P<name>[^\]\n]*)\]\((?P<target>[^)\s]*)\)")
_ITEM = re.compile(r"^\s*(?:[-*]|\d+\.)\s+")
_WORD = re.compile(r"\{\w+\}|\w[\w'’ʼ./@-]*")
_LETTER = r"[^\W\d_]"
_END = re.compile(rf"(?<=[.!?…])[\"”“»)]*\s+(?=[\"„“«(\[*]*(?P<next>{_LETTER}|\{{))")
# A full stop after these does not end a sentence, though a capital follows (č. Praha, вул. Житня, e.g. OAMP).
_ABBREVIATION = re.compile(
    r"\b(?:např|tzv|tj|č|str|ul|sv|tř|sb|nám|напр|вул|ул|ст|пл|e\.g|i\.e|no|tel|min|max|apod|mj|mgr|ing|bc|dr|st)\.$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence.

    Attributes:
        line: In its file, from 1.
        text: As read: the mark of the list entry, the addresses of links and bold are left out.
        words: A placeholder is one word; it holds its braces.
    """

    line: int
    text: str
    words: tuple[str, ...]


def sentences(lines: Iterable[Line]) -> Iterator[Sentence]:
    """Every sentence of these lines; an entry of a list is one at least, whether or not it ends in a full stop."""
    for line in lines:
        yield from _of_line(line)


@lru_cache(maxsize=1 << 15)
def _of_line(line: Line) -> tuple[Sentence, ...]:
    """Several rules ask for the same lines."""
    return tuple(_read(line))


def _read(line: Line) -> Iterator[Sentence]:
    text = _ITEM.sub("", LINK.sub(lambda link: link["name"], line.text)).replace("**", "")
    for part in _parts(text):
        words = tuple(_WORD.findall(part))
        if words:
            yield Sentence(line.number, part, words)


def _parts(text: str) -> Iterator[str]:
    start = 0
    for end in _END.finditer(text):
        if end["next"].islower() or _ABBREVIATION.search(text, start, end.start()):
            continue
        yield text[start : end.start()].strip()
        start = end.end()
    yield text[start:].strip()
