"""What search looks through: an article's questions, titles and short pieces of its text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from knowledge.articles import Part
from knowledge.asked_files import Asked
from nlu.locales import Locale

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from knowledge.articles import Article, Version

_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_LIST_MARK = re.compile(r"^\s*(?:[-*]|\d+\.)\s+", re.MULTILINE)
_SENTENCE_END = re.compile(r"(?<=[.?!:;])\s+|\n+")
MOST_CHARACTERS = 320
"""Of one piece of text: about 100 tokens in any of the five languages. Longer ones are slow to encode."""


class PassageKind(str, Enum):
    """What a passage is. Vectors are made of questions and titles only; of the rest our search compares letters.

    As vectors the body doubled the time of a build and won nothing (R@1 0.739 with, 0.748 without, 193 questions,
    113 articles, 2026-11), and short answers got the weight 0.05; the baselines still encode them.
    """

    QUESTION = "question"
    TITLE = "title"
    SHORT = "short"
    BODY = "body"
    """Everything below the short answer."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of an article in one language, plain text."""

    article: str
    locale: Locale
    kind: PassageKind
    text: str


def passages_of(articles: Iterable[Article], asked: Asked | None = None) -> tuple[Passage, ...]:
    """All passages, in order of article, language and place in the article.

    Args:
        articles: In any order.
        asked: More questions than those that stand in the articles.
    """
    return tuple(
        passage
        for article in sorted(articles, key=lambda article: article.id)
        for locale in Locale
        if locale in article.versions
        for passage in _of_version(article.id, article.versions[locale], (asked or {}).get((article.id, locale), ()))
    )


def plain(markdown: str) -> str:
    """The text as it is spoken: link names without addresses, no list marks, no bold."""
    return _LIST_MARK.sub("", _LINK.sub(r"\1", markdown)).replace("**", "").replace("\u00a0", " ").strip()


def pieces(text: str, *, title: str = "", most: int = MOST_CHARACTERS) -> tuple[str, ...]:
    """Cut a text at sentence ends into pieces of at most `most` characters, each with the title in front.

    A single longer sentence is cut between words.
    """
    room = max(most - len(title) - 2, most // 2)
    cut: list[str] = []
    for sentence in _SENTENCE_END.split(text):
        for part in _between_words(" ".join(sentence.split()), room):
            if cut and len(cut[-1]) + 1 + len(part) <= room:
                cut[-1] = f"{cut[-1]} {part}"
            else:
                cut.append(part)
    return tuple(f"{title}: {piece}" if title else piece for piece in cut)


def _of_version(article: str, version: Version, asked: tuple[str, ...]) -> Iterator[Passage]:
    def made(kind: PassageKind, text: str) -> Passage:
        return Passage(article, version.locale, kind, text)

    yield made(PassageKind.TITLE, version.title)
    for question in dict.fromkeys((*version.questions, *asked)):
        yield made(PassageKind.QUESTION, question)
    for section in version.sections:
        kind = PassageKind.SHORT if section.part is Part.SHORT else PassageKind.BODY
        for piece in pieces(plain(section.markdown), title=version.title):
            yield made(kind, piece)


def _between_words(sentence: str, room: int) -> Iterator[str]:
    while len(sentence) > room:
        space = sentence.rfind(" ", 1, room + 1)
        end = space if space > 0 else room
        yield sentence[:end].strip()
        sentence = sentence[end:].strip()
    if sentence:
        yield sentence
