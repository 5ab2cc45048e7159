"""What all parts of the guide share: the language they are in, and small pieces of HTML."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from markdown_it import MarkdownIt

from bot.conversation.markup import escape
from bot.conversation.texts import Texts
from nlu.statuses import ResidenceStatus

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from knowledge.articles import Article, DirectoryEntry
    from nlu.locales import Locale

_LINK = re.compile(r'<a href="(?P<url>https?://[^"]+)">(?P<name>.*?)</a>')
_NUMBER = re.compile(r"([0-9]+)")
_NO_BREAK = "\u00a0"


@dataclass(frozen=True, slots=True)
class Guide:
    """What is printed.

    Attributes:
        articles: By id, in the order of print.
        directory: By id.
        printed_on: Stands on the cover; answers that were due for review before it are marked.
    """

    locale: Locale
    articles: Mapping[str, Article]
    directory: Mapping[str, DirectoryEntry]
    printed_on: date

    @property
    def texts(self) -> Texts:
        """Headings and labels in the guide's language."""
        return Texts.of(self.locale)


def anchor(kind: str, name: str) -> str:
    """The name of a place that page numbers refer to; ids of articles hold slashes, which addresses must not."""
    return f"{kind}-{name.replace('/', '-')}"


def reference(target: str, label: str) -> str:
    """A label that the style sheet follows with the page of its target."""
    return f'<a class="page" href="#{target}">{label}</a>'


def groups(statuses: frozenset[ResidenceStatus], texts: Texts) -> str:
    """Names of statuses in a fixed order."""
    return ", ".join(escape(texts.get(f"status.{status.value}")) for status in ResidenceStatus if status in statuses)


def to_print(markdown: str) -> str:
    """HTML of an article's Markdown.

    An address that a link's name hides is printed after it; /human, which leads to people in the chat, leads to the
    directory here.
    """
    html = _LINK.sub(_with_address, _parser().render(_with_no_break_after_short_words(markdown)))
    return html.replace("/human", reference("directory", "/human"))


def host(url: str) -> str:
    """`ipc.gov.cz` of its address."""
    return (urlsplit(url).hostname or url).removeprefix("www.")


def collated(name: str) -> tuple[bool, tuple[tuple[int, str], ...]]:
    """A key to sort names by: Latin before Cyrillic, diacritics do not move a word, Praha 4 before Praha 12."""
    plain = unicodedata.normalize("NFD", name.casefold())
    letters = "".join(letter for letter in plain if letter.isalnum() or letter == " ")
    parts = tuple((int(part), "") if part.isdigit() else (0, part) for part in _NUMBER.split(letters) if part)
    return (letters[:1] > "z", parts)


def _with_address(link: re.Match[str]) -> str:
    name, url = link["name"], link["url"]
    if host(url) in name:
        return link[0]
    return f'{link[0]} <span class="address">({host(url)})</span>'


# A Czech line does not end in a one-letter preposition; neither does one in Ukrainian or Russian.
_SHORT_WORD = re.compile(r"(?<![\w'’])([kvszouaiKVSZOUAIвіуозяіксиаВІУОЗЯКСИА]) (?=\w)")


def _with_no_break_after_short_words(text: str) -> str:
    return _SHORT_WORD.sub(lambda match: match[1] + _NO_BREAK, text)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False})
