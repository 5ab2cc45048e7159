"""Marks what a message names: residence titles, offices, documents, dates, Prague's districts, languages. By rules."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from nlu.folding import fold, fold_letters, romanised_key
from nlu.lexicon_files import Term, read_terms
from nlu.locales import Script

if TYPE_CHECKING:
    from spacy.language import Language

_WORD = re.compile(r"[^\W_]+")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_DATE = re.compile(r"\b(?:(\d{4})-(\d{2})-(\d{2})|(\d{1,2})\s?[./]\s?(\d{1,2})\s?[./]\s?(\d{4}))\b")
_PRAGUE = re.compile(
    r"\b(?:praha|prahy|praze|prahu|prague|прага|прагa|праги|празі|праге|прагу|prague|p|quan)\s?-?(\d{1,2})\b"
)
_LAST_DISTRICT = 22
_MOST_CHARACTERS = 2000


@dataclass(frozen=True, slots=True)
class Entity:
    """Something a message names.

    Attributes:
        kind: `status`, `office`, `document`, `date`, `district` or `language`.
        value: What it stands for: a ResidenceStatus, a Locale code, `praha-3`, an ISO date, an id of the lexicon.
        start: Where it begins in the text.
        end: Where it ends, exclusive.
    """

    kind: str
    value: str
    start: int
    end: int


class EntityMarker:
    """spaCy's entity ruler over folded words, so that endings, missing diacritics and romanisation do not matter."""

    def __init__(self, terms: Iterable[Term] | None = None) -> None:
        terms = tuple(read_terms() if terms is None else terms)
        self._ruler = _ruler([_pattern(term, key=None) for term in terms])
        cyrillic = [term for term in terms if term.locale.script is Script.CYRILLIC]
        self._romanised_ruler = _ruler([_pattern(term, key="romanised") for term in cyrillic])

    def mark(self, text: str) -> tuple[Entity, ...]:
        """The entities in the order of the text, none overlapping another; only the first 2,000 characters."""
        text = text[:_MOST_CHARACTERS]
        spans = [(match.start(), match.end()) for match in _WORD.finditer(text)]
        words = [fold(text[start:end]) or "_" for start, end in spans]
        found = [*_dates(text), *_numbered_districts(text), *_of(self._ruler, words, spans)]
        if words and not _CYRILLIC.search(text):
            found.extend(_of(self._romanised_ruler, [romanised_key(word) or "_" for word in words], spans))
        return _without_overlaps(found)


def _ruler(patterns: list[dict[str, Any]]) -> Language:
    import spacy

    language = spacy.blank("xx")
    ruler = language.add_pipe("entity_ruler")
    ruler.add_patterns(patterns)  # type: ignore[attr-defined] # spaCy types pipes as callables
    return language


def _pattern(term: Term, *, key: str | None) -> dict[str, Any]:
    tokens: list[dict[str, Any]] = []
    for written in term.words:
        for part in _WORD.findall(written):
            word = romanised_key(part) if key else fold(part)
            is_open = written.endswith("*") and written.rstrip("*").endswith(part)
            tokens.append({"TEXT": {"REGEX": f"^{re.escape(word)}"}} if is_open else {"TEXT": word})
    return {"label": term.kind, "id": term.value, "pattern": tokens}


def _of(language: Language, words: list[str], spans: list[tuple[int, int]]) -> list[Entity]:
    from spacy.tokens import Doc

    if not words:
        return []
    marked = language.get_pipe("entity_ruler")(Doc(language.vocab, words=words))
    return [Entity(ent.label_, ent.ent_id_, spans[ent.start][0], spans[ent.end - 1][1]) for ent in marked.ents]


def _dates(text: str) -> list[Entity]:
    entities: list[Entity] = []
    for match in _DATE.finditer(text):
        year, month, day, day_first, month_second, year_last = match.groups()
        try:
            value = date(int(year or year_last), int(month or month_second), int(day or day_first))
        except ValueError:
            continue
        entities.append(Entity("date", value.isoformat(), match.start(), match.end()))
    return entities


def _numbered_districts(text: str) -> list[Entity]:
    matches = ((match, int(match[1])) for match in _PRAGUE.finditer(fold_letters(text)))
    return [
        Entity("district", f"praha-{number}", match.start(), match.end())
        for match, number in matches
        if 1 <= number <= _LAST_DISTRICT
    ]


def _without_overlaps(found: list[Entity]) -> tuple[Entity, ...]:
    kept: list[Entity] = []
    for entity in sorted(found, key=lambda e: (e.start - e.end, e.start)):
        if all(entity.end <= other.start or entity.start >= other.end for other in kept):
            kept.append(entity)
    return tuple(sorted(kept, key=lambda e: e.start))
