"""The index: Czech words that readers meet at offices, and organisations, each with the pages where they stand."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from bot.conversation.markup import escape
from bot.guide.in_print import Guide, anchor, collated

if TYPE_CHECKING:
    from collections.abc import Mapping

_TERMS = Path(__file__).resolve().parent / "index_terms.yaml"
# Tags, and lines that name groups of readers: "dlouhodobý pobyt" there is no place that explains it.
_TAG = re.compile(r'(<p class="(?:group|applies)">.*?</p>|<[^>]+>)')
_FIRST = re.compile(r'<h2.*?</h2>|<div class="short">.*?</div>', re.DOTALL)
_MOST_PLACES = 12


@dataclass(frozen=True, slots=True)
class Term:
    """A Czech word or phrase.

    Attributes:
        name: As the index shows it.
        pattern: Finds it and the inflected forms that our texts use.
    """

    name: str
    pattern: re.Pattern[str]

    @property
    def key(self) -> str:
        """For names of places: ASCII without spaces."""
        plain = unicodedata.normalize("NFD", self.name.lower())
        return re.sub(r"[^a-z0-9]+", "-", "".join(letter for letter in plain if not unicodedata.combining(letter)))


@lru_cache(maxsize=1)
def read_terms() -> tuple[Term, ...]:
    """All terms of `index_terms.yaml`, the longest first."""
    written: dict[str, list[str] | None] = yaml.safe_load(_TERMS.read_text(encoding="utf-8"))
    # Longest first: the word "zvláštní dlouhodobý pobyt" is taken before the one it ends in.
    return tuple(_term(name, written[name] or []) for name in sorted(written, key=len, reverse=True))


def _term(name: str, forms: list[str]) -> Term:
    either = "|".join(re.escape(form) for form in sorted([name, *forms], key=len, reverse=True))
    return Term(name, re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE))


@dataclass(frozen=True, slots=True)
class Marked:
    """An article's HTML with a target where each term stands first.

    Attributes:
        terms: Keys of the terms that stand in it.
        prominent: Those among them that stand in the title or the short answer.
    """

    html: str
    terms: frozenset[str]
    prominent: frozenset[str]


def mark_terms(html: str, article: str) -> Marked:
    """Put a target where each term stands first in the HTML of one article."""
    parts = _TAG.split(html)
    first = _TAG.sub(" ", " ".join(_FIRST.findall(html)))
    terms, prominent = set(), set()
    for term in read_terms():
        for position, part in enumerate(parts):
            match = None if part.startswith("<") else term.pattern.search(part)
            if match:
                # Around the word: an empty target makes WeasyPrint break the line long before it.
                target = f'<span id="{_target(term, article)}">{match[0]}</span>'
                parts[position : position + 1] = [part[: match.start()], target, part[match.end() :]]
                terms.add(term.key)
                break
        if term.pattern.search(first):
            prominent.add(term.key)
    return Marked("".join(parts), frozenset(terms), frozenset(prominent))


def index_html(guide: Guide, marked: Mapping[str, Marked]) -> str:
    """The index as a part of the guide; `marked` holds what `mark_terms` gave for each article."""
    entries = [(term.name, "cs", _targets(term, marked)) for term in read_terms()]
    entries += [(place.name_in(guide.locale), "", [anchor("place", place.id)]) for place in guide.directory.values()]
    shown = sorted((entry for entry in entries if entry[2]), key=lambda entry: collated(entry[0]))
    lines = [_line(name, language, targets) for name, language, targets in shown]
    heading = f'<h1 id="index">{escape(guide.texts.get("guide.index"))}</h1>'
    note = f'<p class="note">{escape(guide.texts.get("guide.index_note"))}</p>'
    return f'<section class="index">{heading}{note}<div class="columns">{"".join(lines)}</div></section>'


def _targets(term: Term, marked: Mapping[str, Marked]) -> list[str]:
    """Where the term stands; a word that stands everywhere is worth naming only where it is the subject."""
    articles = [article for article, one in marked.items() if term.key in one.terms]
    if len(articles) > _MOST_PLACES:
        articles = [article for article in articles if term.key in marked[article].prominent][:_MOST_PLACES]
    return [_target(term, article) for article in articles]


def _target(term: Term, article: str) -> str:
    return anchor("term", f"{term.key}-{article}")


def _line(name: str, language: str, targets: list[str]) -> str:
    pages = ", ".join(f'<a class="number" href="#{target}"></a>' for target in targets)
    shown = f'<i lang="{language}">{escape(name)}</i>' if language else escape(name)
    return f"<p>{shown} {pages}</p>"
