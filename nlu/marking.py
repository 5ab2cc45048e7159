"""Marks what a message names: residence titles, offices, documents, dates, Prague's districts, languages. By rules."""

from __future__ import annotations

import re
import sys
import threading
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from nlu.folding import fold, romanised_key
from nlu.lexicon_files import Term, read_terms
from nlu.locales import Script
from nlu.numbered_districts import numbered_districts

if TYPE_CHECKING:
    from spacy.language import Language

_WORD = re.compile(r"[^\W_]+")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_DATE = re.compile(r"\b(?:(\d{4})-(\d{2})-(\d{2})|(\d{1,2})\s?[./]\s?(\d{1,2})\s?[./]\s?(\d{4}))\b")
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
    """spaCy's entity ruler over folded words, so that endings, missing diacritics and romanisation do not matter.

    spaCy is loaded with the first message that holds all the words of some term that matters: that takes seconds, and
    most questions name nothing.
    """

    def __init__(self, terms: Iterable[Term] | None = None) -> None:
        terms = tuple(read_terms() if terms is None else terms)
        self._ruler = _Ruler(terms, fold)
        self._romanised_ruler = _Ruler([term for term in terms if term.locale.script is Script.CYRILLIC], romanised_key)

    def load(self) -> None:
        """Load spaCy now, so that no message waits for it."""
        self._ruler.load()
        self._romanised_ruler.load()

    def mark(self, text: str, kinds: Collection[str] | None = None) -> tuple[Entity, ...]:
        """The entities in the order of the text, none overlapping another; only the first 2,000 characters.

        Args:
            text: As typed.
            kinds: The only kinds that matter; None for all. A text that names none of them does not load spaCy.
        """
        text = text[:_MOST_CHARACTERS]
        spans = [(match.start(), match.end()) for match in _WORD.finditer(text)]
        words = [fold(text[start:end]) or "_" for start, end in spans]
        found = [*_dates(text), *_numbered(text), *self._ruler.mark(words, spans, kinds)]
        if not _CYRILLIC.search(text):
            keys = [romanised_key(word) or "_" for word in words]
            found.extend(self._romanised_ruler.mark(keys, spans, kinds))
        kept = _without_overlaps(found)
        return kept if kinds is None else tuple(entity for entity in kept if entity.kind in kinds)


class _Ruler:
    """A ruler of spaCy that is made when words first call for it. Safe for several threads."""

    def __init__(self, terms: Iterable[Term], word_key: Callable[[str], str]) -> None:
        written = [(term, [part for written in term.words for part in _words_of(written, word_key)]) for term in terms]
        self._terms = written
        self._needed = [
            (
                term.kind,
                frozenset(word for word, is_open in words if not is_open),
                frozenset(word for word, is_open in words if is_open),
            )
            for term, words in written
        ]
        self._making = threading.Lock()
        self._language: Language | None = None

    def load(self) -> Language:
        with self._making:
            if self._language is None:
                self._language = _language(_patterns(self._terms))
            return self._language

    def mark(
        self, words: list[str], spans: list[tuple[int, int]], kinds: Collection[str] | None = None
    ) -> list[Entity]:
        if not self._may_name(words, kinds):
            return []
        language = self.load()
        from spacy.tokens import Doc

        marked = language.get_pipe("entity_ruler")(Doc(language.vocab, words=words))
        return [Entity(ent.label_, ent.ent_id_, spans[ent.start][0], spans[ent.end - 1][1]) for ent in marked.ents]

    def _may_name(self, words: list[str], kinds: Collection[str] | None) -> bool:
        present = frozenset(words)
        begun = {word[:length] for word in words for length in range(1, len(word) + 1)}
        return any(
            exact <= present and open_ <= begun for kind, exact, open_ in self._needed if kinds is None or kind in kinds
        )


def _language(patterns: list[dict[str, Any]]) -> Language:
    with _without_torch():
        import spacy

    language = spacy.blank("xx")
    ruler = language.add_pipe("entity_ruler")
    ruler.add_patterns(patterns)  # type: ignore[attr-defined] # spaCy types pipes as callables
    return language


@contextmanager
def _without_torch() -> Iterator[None]:
    """Keep spaCy from importing torch where nobody has yet: two seconds for what a ruler never uses.

    thinc, under spaCy, takes a module that is None in `sys.modules` for one that is not installed.
    """
    if "torch" in sys.modules:
        yield
        return
    sys.modules["torch"] = None  # type: ignore[assignment] # what import itself understands
    try:
        yield
    finally:
        del sys.modules["torch"]


def _patterns(terms: Iterable[tuple[Term, list[tuple[str, bool]]]]) -> list[dict[str, Any]]:
    """Patterns of the ruler; all terms of one word that stand for the same are one pattern, which is much faster."""
    longer: list[dict[str, Any]] = []
    exact: dict[tuple[str, str], set[str]] = {}
    begun: dict[tuple[str, str], set[str]] = {}
    for term, words in terms:
        if len(words) > 1:
            tokens = [_one_of([word], is_open=is_open) for word, is_open in words]
            longer.append({"label": term.kind, "id": term.value, "pattern": tokens})
            continue
        for word, is_open in words:
            (begun if is_open else exact).setdefault((term.kind, term.value), set()).add(word)
    return longer + [
        {"label": kind, "id": value, "pattern": [_one_of(single, is_open=is_open)]}
        for is_open, groups in ((False, exact), (True, begun))
        for (kind, value), single in groups.items()
    ]


def _one_of(words: Iterable[str], *, is_open: bool) -> dict[str, Any]:
    """A token that is one of these words, or begins with one."""
    ordered = sorted(words)
    beginnings = "|".join(re.escape(word) for word in ordered)
    return {"TEXT": {"REGEX": f"^(?:{beginnings})"} if is_open else {"IN": ordered}}


def _words_of(written: str, word_key: Callable[[str], str]) -> list[tuple[str, bool]]:
    """The words of one piece of a term, each with whether it stands for all its endings."""
    return [
        (word_key(part), written.endswith("*") and written.rstrip("*").endswith(part))
        for part in _WORD.findall(written)
    ]


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


def _numbered(text: str) -> list[Entity]:
    return [Entity("district", *found) for found in numbered_districts(text)]


def _without_overlaps(found: list[Entity]) -> tuple[Entity, ...]:
    kept: list[Entity] = []
    for entity in sorted(found, key=lambda e: (e.start - e.end, e.start)):
        if all(entity.end <= other.start or entity.start >= other.end for other in kept):
            kept.append(entity)
    return tuple(sorted(kept, key=lambda e: e.start))
