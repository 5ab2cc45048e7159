"""Czech terms are spelled as on the form, in whatever language the text around them is."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from knowledge.checks.language_rules import QUESTIONS
from knowledge.checks.word_lists import read_list
from knowledge.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.article_folder import ArticleFolder
    from knowledge.language_file import Line

_LINK_TARGET = re.compile(r"\]\([^)\s]*\)")


def term_faults(folder: ArticleFolder) -> Iterator[Fault]:
    """Misspelled terms in titles, texts and the Czech phrases of `article.yaml`; questions are people's own words."""
    for locale, file in folder.files.items():
        path = folder.language_path(locale)
        lines = [*file.titles, *(line for block in file.blocks if block.name != QUESTIONS for line in block.lines)]
        for line in lines:
            for message in misspelled(line):
                yield Fault(path, line.number, message)
    if folder.metadata is not None:
        for position, phrase in enumerate(folder.metadata.phrases):
            at = folder.metadata.document.at("phrases", position)
            for message in misspelled_in(phrase):
                yield Fault(folder.metadata_path, at, message)


def misspelled(line: Line) -> Iterator[str]:
    """What is wrong in one line; addresses of links are no text."""
    yield from misspelled_in(_LINK_TARGET.sub("]", line.text))


def misspelled_in(text: str) -> Iterator[str]:
    """Terms with other diacritics than on the form, and words that stand for a term."""
    terms, spelled, instead = _lists()
    composed = unicodedata.normalize("NFC", text)
    for match in terms.finditer(_plain(composed)):
        written = composed[match.start() : match.end()]
        right = spelled[match[0]]
        if written.lower() not in right:
            yield f"{written!r} is spelled {min(right)!r} on the form"
    for wrong, pattern, right_word in instead:
        if pattern.search(composed):
            yield f"{wrong!r}: on the form it is {right_word!r}"


def _plain(text: str) -> str:
    """The text in lower case without diacritics, letter for letter, so that places stay the same."""
    return "".join(map(_plain_letter, text))


@cache
def _plain_letter(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0].lower()[0]


@lru_cache(maxsize=1)
def _lists() -> tuple[re.Pattern[str], dict[str, frozenset[str]], tuple[tuple[str, re.Pattern[str], str], ...]]:
    lists = read_list("czech_terms")
    spelled: dict[str, set[str]] = {}
    for term in lists["terms"]:
        spelled.setdefault(_plain(term), set()).add(term.lower())
    # Longest first: "zvláštní dlouhodobý pobyt" before the two words it ends in.
    either = "|".join(re.escape(plain) for plain in sorted(spelled, key=len, reverse=True))
    pattern = re.compile(rf"(?<!\w)(?:{either})(?!\w)")
    instead = tuple(
        (wrong, re.compile(rf"(?<!\w){re.escape(wrong)}(?!\w)", re.IGNORECASE), right)
        for wrong, right in lists["instead"].items()
    )
    return pattern, {plain: frozenset(right) for plain, right in spelled.items()}, instead
