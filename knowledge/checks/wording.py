"""Rules on the words themselves: typed numbers, bare links, foreign letters, markup, placeholders."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from knowledge.figures import NAME, PLACEHOLDER
from nlu.locales import Locale

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_LINK = re.compile(r"\[(?P<name>[^\]\n]*)\]\((?P<target>[^)\s]*)\)")
_BARE_LINK = re.compile(r"https?://\S+|\bwww\.\S+")
_HALF_LINK = re.compile(r"\]\s*\(|\[[^\]]*\]\[|\]\]|\[\[")
_ADDRESS_AS_NAME = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}", re.IGNORECASE)
_ALLOWED_TARGET = re.compile(r"(https?://[^\s/]+\.[^\s]+|tel:\+?[\d]+|mailto:[^\s@]+@[^\s@]+)")
_MARKUP = re.compile(r"^\s*(#{1,6}\s|>|\||```|<)|`|!\[")
# Two digits or more in one number; names such as A2, D/DO/667, Praha 13 hold a number and may.
_NUMBER = re.compile(r"(?<![\w/{§.-])\d(?:[ \u00a0\u202f.,:]?\d)+(?![\w}])")
_PLACE_BEFORE = re.compile(r"(?:\bPra[a-z]{1,4}|\bПра[а-яіїє]{1,3})[ \u00a0]$")
_MONEY_WORD = re.compile(r"\s*(?:Kč|CZK|крон\w*|korun\w*|crowns?)\b")
_FOREIGN_LETTERS = {
    Locale.RU: (re.compile(r"[іїєґІЇЄҐ]"), "Ukrainian"),
    Locale.UK: (re.compile(r"[ыэъёЫЭЪЁ]"), "Russian"),
}


def faults_in_line(text: str, locale: Locale, figures: Collection[str]) -> Iterator[str]:
    """What is wrong with one line that people read.

    Args:
        text: The line, placeholders not filled.
        locale: Its language.
        figures: Names of the article's figures.
    """
    yield from _placeholders(text, figures)
    yield from _links(text)
    spoken = PLACEHOLDER.sub("", _LINK.sub(lambda link: link["name"], text))
    without_links = PLACEHOLDER.sub("", _LINK.sub(" ", text))
    for bare in _BARE_LINK.finditer(without_links):
        yield f"bare link {bare[0]}: give it a name, [name]({bare[0]})"
    if _MARKUP.search(text):
        yield "only lists, **bold** and named links are allowed as markup"
    yield from _typed_numbers(_BARE_LINK.sub(" ", spoken))
    yield from foreign_letters(text, locale)


def _links(text: str) -> Iterator[str]:
    for link in _LINK.finditer(text):
        name, target = link["name"].strip(), link["target"]
        if not _ALLOWED_TARGET.fullmatch(target):
            yield f"link: {target!r} is not an http(s) web address"
        elif not name:
            yield "link: it has no name"
        elif _ADDRESS_AS_NAME.fullmatch(name) and not _leads_to(name, target):
            yield f"link: it is called {name} and leads to {target}"
    if _HALF_LINK.search(_LINK.sub(" ", text)):
        yield "link: not well formed, expected [name](https://address)"


def _leads_to(host: str, target: str) -> bool:
    """Whether a link that is called by an address leads to that host or to a part of it."""
    found = (urlsplit(target).hostname or "").removeprefix("www.")
    expected = host.lower().removeprefix("www.")
    return not target.startswith("http") or found == expected or found.endswith(f".{expected}")


def foreign_letters(text: str, locale: Locale) -> Iterator[str]:
    """Letters of Ukrainian in a Russian text and the other way round."""
    if locale not in _FOREIGN_LETTERS:
        return
    letters, language = _FOREIGN_LETTERS[locale]
    words = [word for word in re.findall(r"\w+", text) if letters.search(word)]
    if words:
        yield f"letters of {language}: {', '.join(words)}"


def _placeholders(text: str, figures: Collection[str]) -> Iterator[str]:
    for match in PLACEHOLDER.finditer(text):
        if not NAME.fullmatch(match[1]):
            yield f"placeholder {match[0]}: a figure's name is written in a-z, 0-9 and _"
        elif match[1] not in figures:
            yield f"unknown figure {match[0]}: it is not in article.yaml"
        elif match[1].endswith("_czk") and _MONEY_WORD.match(text, match.end()):
            yield f"{match[0]} already shows its currency: leave out the word after it"
    if any(brace in PLACEHOLDER.sub("", text) for brace in "{}"):
        yield "a brace that closes or opens no placeholder"


def _typed_numbers(text: str) -> Iterator[str]:
    starts_step = re.match(r"\s*\d+\.\s", text)
    start = starts_step.end() if starts_step else 0
    for match in _NUMBER.finditer(text, start):
        if not _PLACE_BEFORE.search(text[: match.start()]):
            yield f"the number {match[0]} is typed: make it a figure in article.yaml"
