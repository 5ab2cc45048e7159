"""From an article's Markdown to the small set of HTML that every channel shows, and from that to plain text."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

_SPACE = "[ \u00a0]?"
_LONG_PHONE = re.compile(rf"\+420{_SPACE}\d{{3}}{_SPACE}\d{{3}}{_SPACE}\d{{3}}(?!\d)")
_SHORT_PHONE = re.compile(
    rf"\+420{_SPACE}\d{{3}}{_SPACE}\d{{3}}{_SPACE}\d{{3}}(?!\d)"
    rf"|(?<![\d.,+])(?:800{_SPACE}\d{{3}}{_SPACE}\d{{3}}|116{_SPACE}\d{{3}}|112|15[0568])(?![\d.,]*\d)"
)
_LINK_SCHEMES = {"http", "https", "mailto", "tel"}
_SIMPLE_TAGS = {"strong_open": "<b>", "strong_close": "</b>", "em_open": "<i>", "em_close": "</i>"}


def escape(text: str) -> str:
    """Text of people, made harmless."""
    return html.escape(text, quote=False)


def link(url: str, label: str) -> str:
    """A named link; only the label where the address is of a kind we do not trust."""
    if urlsplit(url).scheme not in _LINK_SCHEMES:
        return escape(label)
    return f'<a href="{html.escape(url)}">{escape(label)}</a>'


def phone_link(phone: str) -> str:
    """A number that can be tapped."""
    return f'<a href="tel:{re.sub("[^0-9+]", "", phone)}">{escape(phone)}</a>'


def to_html(markdown: str, *, short_phones: bool = False) -> str:
    """Render Markdown: paragraphs, lists, bold, italics and links; whatever else it holds becomes plain text.

    Args:
        markdown: Of an article or a card.
        short_phones: Whether 112, 116 016 and their like become links too; for cards, where they are nothing else.
    """
    pattern = _SHORT_PHONE if short_phones else _LONG_PHONE
    blocks: list[str] = []
    # One entry for each open list: the next number, or None for bullets.
    lists: list[int | None] = []
    for token in _parser().parse(markdown):
        if token.type == "bullet_list_open":
            lists.append(None)
        elif token.type == "ordered_list_open":
            lists.append(int(token.attrGet("start") or 1))
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "list_item_open":
            blocks.append(_item_mark(lists))
        elif token.type == "inline":
            text = _inline(token.children or (), pattern)
            _add(blocks, text, is_in_list=bool(lists))
        elif token.type in ("fence", "code_block"):
            _add(blocks, escape(token.content.strip()), is_in_list=bool(lists))
    return "\n\n".join(_join_items(blocks))


def to_plain(fragment: str) -> str:
    """The text of our HTML; links to pages are followed by their address."""
    reader = _PlainText()
    reader.feed(fragment)
    reader.close()
    return "".join(reader.parts)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False})


def _item_mark(lists: list[int | None]) -> str:
    indent = "\u2003" * (len(lists) - 1)
    number = lists[-1]
    if number is None:
        return f"\n{indent}• "
    lists[-1] = number + 1
    return f"\n{indent}{number}. "


def _add(blocks: list[str], text: str, *, is_in_list: bool) -> None:
    if is_in_list and blocks and blocks[-1].endswith((". ", "• ")) and blocks[-1].startswith("\n"):
        blocks[-1] += text
    elif is_in_list and blocks:
        # A second paragraph of the same item stays with it.
        blocks[-1] += "\n" + text
    else:
        blocks.append(text)


def _join_items(blocks: Sequence[str]) -> list[str]:
    """Items of one list become one block of lines; their marks begin with a line break."""
    joined: list[str] = []
    for block in blocks:
        if block.startswith("\n") and joined and joined[-1].startswith("\n"):
            joined[-1] += block
        else:
            joined.append(block)
    return [block.strip("\n") for block in joined]


def _inline(children: Sequence[Token], pattern: re.Pattern[str]) -> str:
    parts: list[str] = []
    # The closing tag of the link we are in, empty where it was not trusted; None outside of links.
    closing: str | None = None
    for token in children:
        if token.type == "link_open":
            url = str(token.attrGet("href") or "")
            is_trusted = urlsplit(url).scheme in _LINK_SCHEMES
            parts.append(f'<a href="{html.escape(url)}">' if is_trusted else "")
            closing = "</a>" if is_trusted else ""
        elif token.type == "link_close":
            parts.append(closing or "")
            closing = None
        elif token.type in _SIMPLE_TAGS:
            parts.append(_SIMPLE_TAGS[token.type])
        elif token.type == "softbreak":
            parts.append(" ")
        elif token.type == "hardbreak":
            parts.append("\n")
        elif closing is None:
            parts.append(_with_phones(token.content, pattern))
        else:
            parts.append(escape(token.content))
    return "".join(parts)


def _with_phones(text: str, pattern: re.Pattern[str]) -> str:
    return pattern.sub(lambda match: phone_link(match[0]), escape(text))


class _PlainText(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._url = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._url = dict(attrs).get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._url.startswith("http"):
            self.parts.append(f" ({self._url})")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)
