"""An article's Markdown file in one language, as it stands in the file: parts with their lines, nothing judged."""

from __future__ import annotations

import re
from dataclasses import dataclass

_HEADING = re.compile(r"##\s*(?P<name>[^@]*?)\s*(?:@\s*(?P<statuses>.*?))?\s*")
_BULLET = re.compile(r"[-*]\s+(?P<text>.*\S)\s*")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text and where it stands (from 1)."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """What stands under one `##` heading.

    Attributes:
        name: The heading's key as written, such as `short`.
        statuses: What follows `@`, as written; empty for everyone.
        line: Of the heading.
        lines: All lines below it, without blank ones at both ends.
    """

    name: str
    statuses: tuple[str, ...]
    line: int
    lines: tuple[Line, ...]

    @property
    def markdown(self) -> str:
        """The text below the heading."""
        return "\n".join(line.text for line in self.lines)

    @property
    def bullets(self) -> tuple[Line, ...]:
        """The entries of a plain list, without their dashes; indented continuation lines joined."""
        found: list[Line] = []
        for line in self.lines:
            if bullet := _BULLET.fullmatch(line.text):
                found.append(Line(line.number, bullet["text"]))
            elif found and line.text.startswith("  ") and line.text.strip():
                found[-1] = Line(found[-1].number, f"{found[-1].text} {line.text.strip()}")
        return tuple(found)

    @property
    def strays(self) -> tuple[Line, ...]:
        """Lines that belong to no entry of the list."""
        return tuple(
            line
            for line in self.lines
            if line.text.strip() and not _BULLET.fullmatch(line.text) and not line.text.startswith("  ")
        )


@dataclass(frozen=True, slots=True)
class LanguageFile:
    """One Markdown file.

    Attributes:
        titles: Every `# ` line; there should be one.
        preamble: Text before the first `##` that is no title.
    """

    titles: tuple[Line, ...]
    preamble: tuple[Line, ...]
    blocks: tuple[Block, ...]

    @property
    def title(self) -> str:
        """The title, empty where there is none."""
        return self.titles[0].text if self.titles else ""

    def named(self, name: str) -> tuple[Block, ...]:
        """Every block under this heading, whatever its statuses."""
        return tuple(block for block in self.blocks if block.name == name)


def parse_language_file(text: str) -> LanguageFile:
    """Split a Markdown file into its parts. Never fails: what does not fit is kept for the checks to name."""
    titles: list[Line] = []
    preamble: list[Line] = []
    blocks: list[Block] = []
    heading: tuple[str, tuple[str, ...], int] | None = None
    below: list[Line] = []

    def close() -> None:
        if heading is not None:
            blocks.append(Block(*heading, lines=_trimmed(below)))

    for number, written in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        line = Line(number, written.rstrip())
        if line.text.startswith("# "):
            titles.append(Line(number, line.text[2:].strip()))
        elif line.text.startswith("##") and not line.text.startswith("###"):
            close()
            heading, below = _heading(line), []
        elif heading is not None:
            below.append(line)
        elif line.text:
            preamble.append(line)
    close()
    return LanguageFile(tuple(titles), tuple(preamble), tuple(blocks))


def _heading(line: Line) -> tuple[str, tuple[str, ...], int]:
    match = _HEADING.fullmatch(line.text)
    assert match is not None, "the pattern takes anything after ##"  # noqa: S101 - says why it cannot be None
    statuses = match["statuses"]
    if statuses is None:
        return match["name"], (), line.number
    return match["name"], tuple(status.strip() for status in statuses.split(",")), line.number


def _trimmed(lines: list[Line]) -> tuple[Line, ...]:
    filled = [position for position, line in enumerate(lines) if line.text.strip()]
    return tuple(lines[filled[0] : filled[-1] + 1]) if filled else ()
