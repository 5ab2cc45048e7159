"""Articles, the directory and cards as JSON, for snapshots: quick to read, the same value after a round trip."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any

from knowledge.articles import (
    Article,
    Confidence,
    Counting,
    DeadlineRule,
    DirectoryEntry,
    Facet,
    Figure,
    Part,
    Phrase,
    Section,
    Source,
    Version,
)
from nlu.anchor_kinds import Anchor
from nlu.locales import Locale
from nlu.statuses import ResidenceStatus
from nlu.urgency_kinds import UrgencyKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Wire = dict[str, Any]


def articles_to_json(articles: Iterable[Article]) -> str:
    """All articles, in order of id."""
    return json.dumps(
        [plain(article) for article in sorted(articles, key=lambda article: article.id)], ensure_ascii=False
    )


def articles_from_json(text: str) -> dict[str, Article]:
    """Read what `articles_to_json` wrote."""
    return {wire["id"]: _article(wire) for wire in json.loads(text)}


def directory_to_json(directory: Iterable[DirectoryEntry]) -> str:
    """The directory, in order of id."""
    return json.dumps([plain(entry) for entry in sorted(directory, key=lambda entry: entry.id)], ensure_ascii=False)


def directory_from_json(text: str) -> dict[str, DirectoryEntry]:
    """Read what `directory_to_json` wrote."""
    return {wire["id"]: _entry(wire) for wire in json.loads(text)}


def cards_to_json(cards: Mapping[tuple[UrgencyKind, Locale], str]) -> str:
    """The urgent cards by kind and language."""
    return json.dumps(
        {f"{kind.value}/{locale.value}": text for (kind, locale), text in cards.items()}, ensure_ascii=False
    )


def cards_from_json(text: str) -> dict[tuple[UrgencyKind, Locale], str]:
    """Read what `cards_to_json` wrote."""
    pairs = ((key.split("/"), card) for key, card in json.loads(text).items())
    return {(UrgencyKind(kind), Locale(locale)): card for (kind, locale), card in pairs}


def plain(value: object) -> Any:  # noqa: ANN401, PLR0911 - JSON holds anything
    """The value as JSON can hold it; days and decimals are marked, so that they can be told from texts."""
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, frozenset):
        return sorted(plain(member) for member in value)
    if isinstance(value, tuple | list):
        return [plain(member) for member in value]
    if isinstance(value, dict):
        return {plain(key): plain(member) for key, member in value.items()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    return value


def _day(wire: Wire | None) -> date | None:
    return None if wire is None else date.fromisoformat(wire["date"])


def _figure(wire: Any) -> Figure:  # noqa: ANN401 - as above
    if isinstance(wire, dict):
        return date.fromisoformat(wire["date"]) if "date" in wire else Decimal(wire["decimal"])
    figure: Figure = wire
    return figure


def _statuses(wire: list[str]) -> frozenset[ResidenceStatus]:
    return frozenset(map(ResidenceStatus, wire))


def _version(wire: Wire) -> Version:
    return Version(
        locale=Locale(wire["locale"]),
        title=wire["title"],
        questions=tuple(wire["questions"]),
        sections=tuple(
            Section(Part(part["part"]), part["markdown"], _statuses(part["statuses"])) for part in wire["sections"]
        ),
        phrases=tuple(Phrase(**phrase) for phrase in wire["phrases"]),
    )


def _rule(wire: Wire) -> DeadlineRule:
    typed = {
        "anchor": Anchor(wire["anchor"]),
        "counting": Counting(wire["counting"]),
        "applies_to": _statuses(wire["applies_to"]),
        "fixed_date": _day(wire["fixed_date"]),
    }
    return DeadlineRule(**{**wire, **typed})


def _article(wire: Wire) -> Article:
    verified_on, review_by = _day(wire["verified_on"]), _day(wire["review_by"])
    assert verified_on, wire["id"]  # noqa: S101 - every article has both
    assert review_by, wire["id"]  # noqa: S101
    return Article(
        id=wire["id"],
        applies_to=_statuses(wire["applies_to"]),
        confidence=Confidence(wire["confidence"]),
        verified_on=verified_on,
        review_by=review_by,
        volatile=wire["volatile"],
        sources=tuple(Source(**source) for source in wire["sources"]),
        figures={name: _figure(figure) for name, figure in wire["figures"].items()},
        related=tuple(wire["related"]),
        directory=tuple(wire["directory"]),
        deadlines=tuple(map(_rule, wire["deadlines"])),
        versions={Locale(code): _version(version) for code, version in wire["versions"].items()},
        valid_from=_day(wire["valid_from"]),
        valid_until=_day(wire["valid_until"]),
        facets={Facet(name): value for name, value in wire["facets"].items()},
    )


def _entry(wire: Wire) -> DirectoryEntry:
    return DirectoryEntry(
        **{
            **wire,
            "name": {Locale(code): name for code, name in wire["name"].items()},
            "services": tuple(wire["services"]),
            "serves": _statuses(wire["serves"]),
            "languages": tuple(wire["languages"]),
            "phones": tuple(wire["phones"]),
            "emails": tuple(wire["emails"]),
            "source": Source(**wire["source"]) if wire["source"] else None,
        }
    )
