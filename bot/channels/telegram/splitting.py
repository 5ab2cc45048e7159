"""Cuts long messages where a reader would: between paragraphs, else between lines, else between words."""

from __future__ import annotations

import re

LIMIT = 4096
"""Telegram's limit, counted in UTF-16 units after entities are parsed; we count the markup too, to be safe."""
_TAG = re.compile(r"<(/?)([a-z]+)[^>]*>")
_ROOM_FOR_TAGS = 200


def split(html: str, limit: int = LIMIT) -> tuple[str, ...]:
    """Cut HTML into pieces of at most `limit` UTF-16 units, each with balanced tags, never inside a tag or entity.

    Paragraphs stay whole where they fit, and so do lines (items of lists).
    """
    if _units(html) <= limit:
        return (html,)
    room = max(limit - _ROOM_FOR_TAGS, 1)
    return tuple(_balanced([piece.strip("\n") for piece in _pack(html, ("\n\n", "\n", " "), room) if piece.strip()]))


def _pack(text: str, separators: tuple[str, ...], room: int) -> list[str]:
    if _units(text) <= room:
        return [text]
    if not separators:
        return _hard_cut(text, room)
    separator, *finer = separators
    pieces: list[str] = []
    for part in _parts(text, separator):
        if pieces and _units(pieces[-1] + separator + part) <= room:
            pieces[-1] += separator + part
        else:
            pieces += _pack(part, tuple(finer), room)
    return pieces


def _parts(text: str, separator: str) -> list[str]:
    """Split at the separator, but never inside a tag such as `<a href="…">`."""
    parts: list[str] = []
    for part in text.split(separator):
        if parts and parts[-1].rfind("<") > parts[-1].rfind(">"):
            parts[-1] += separator + part
        else:
            parts.append(part)
    return parts


def _hard_cut(text: str, room: int) -> list[str]:
    """Cut a text without spaces, one tag, entity or character at a time."""
    pieces = [""]
    for atom in re.findall(r"<[^>]*>|&[a-z0-9#]{1,8};|.", text, re.DOTALL):
        if pieces[-1] and _units(pieces[-1] + atom) > room:
            pieces.append("")
        pieces[-1] += atom
    return pieces


def _balanced(pieces: list[str]) -> list[str]:
    """Close what is open at the end of a piece and open it again in the next."""
    balanced: list[str] = []
    still_open: list[tuple[str, str]] = []
    for piece in pieces:
        opened = "".join(tag for _, tag in still_open)
        for match in _TAG.finditer(piece):
            if match[1] and still_open and still_open[-1][0] == match[2]:
                still_open.pop()
            elif not match[1]:
                still_open.append((match[2], match[0]))
        closed = "".join(f"</{name}>" for name, _ in reversed(still_open))
        balanced.append(opened + piece + closed)
    return balanced


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
