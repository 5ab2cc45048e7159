"""`article.yaml`: what is the same in every language, read into values, each fault with its line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from knowledge import figures
from knowledge.articles import Confidence, DeadlineRule, Facet, Figure, Source
from knowledge.faults import Fault
from knowledge.lined_yaml import LinedValue, UnreadableYaml, read_yaml
from knowledge.metadata_deadlines import read_deadlines
from knowledge.metadata_sources import read_sources
from nlu.statuses import ResidenceStatus

if TYPE_CHECKING:
    from collections.abc import Callable

_KEYS = frozenset(
    [
        "id",
        "applies_to",
        "confidence",
        "verified_on",
        "review_by",
        "volatile",
        "valid_from",
        "valid_until",
        "facets",
        "sources",
        "figures",
        "related",
        "directory",
        "deadlines",
        "phrases",
        "translations",
    ]
)
_REQUIRED = ("id", "applies_to", "confidence", "verified_on", "review_by", "volatile", "sources", "phrases")


@dataclass(frozen=True, slots=True)
class Metadata:
    """An article's metadata. `document` tells the line of any key.

    What could not be read is None or left out; `read_metadata` then returned a fault about it.
    """

    document: LinedValue
    id: str
    applies_to: frozenset[ResidenceStatus]
    confidence: Confidence | None
    verified_on: date | None
    review_by: date | None
    volatile: bool
    sources: tuple[Source, ...]
    figures: dict[str, Figure]
    related: tuple[str, ...]
    directory: tuple[str, ...]
    deadlines: tuple[DeadlineRule, ...]
    phrases: tuple[str, ...]
    valid_from: date | None
    valid_until: date | None
    facets: dict[Facet, str]


class _Reader:
    """Reads keys of one document and collects the faults."""

    def __init__(self, path: str, document: LinedValue) -> None:
        self.path = path
        self.document = document
        self.value: dict[str, Any] = document.value
        self.faults: list[Fault] = []

    def fault(self, message: str, *where: str | int) -> None:
        self.faults.append(Fault(self.path, self.document.at(*where), message))

    def day(self, key: str) -> date | None:
        value = self.value.get(key)
        if value is None:
            return None
        if type(value) is not date:
            self.fault(f"{key}: expected a date that exists, YYYY-MM-DD, found {value!r}", key)
            return None
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.value.get(key) or []
        if not isinstance(value, list) or not all(isinstance(entry, str) and entry.strip() for entry in value):
            self.fault(f"{key}: expected a list of texts", key)
            return ()
        return tuple(entry.strip() for entry in value)

    def choices(self, read: Callable[[str], Any], key: str) -> list[Any]:
        chosen = []
        for position, text in enumerate(self.texts(key)):
            try:
                chosen.append(read(text))
            except ValueError:  # noqa: PERF203 - each has a fault of its own
                self.fault(f"{key}: unknown status {text!r}", key, position)
        return chosen


def read_metadata(path: str, text: str) -> tuple[Metadata | None, list[Fault]]:
    """Read `article.yaml`; None where it is no mapping at all."""
    try:
        document = read_yaml(text)
    except UnreadableYaml as error:
        return None, [Fault(path, error.line, f"not readable as YAML: {error.reason}")]
    if not isinstance(document.value, dict):
        return None, [Fault(path, 1, "expected keys such as id, applies_to, sources")]
    reader = _Reader(path, document)
    for key in document.value:
        if key not in _KEYS:
            reader.fault(f"unknown key {key}; allowed: {', '.join(sorted(_KEYS))}", str(key))
    for key in _REQUIRED:
        if document.value.get(key) is None:
            reader.fault(f"{key} is missing")
    return _build(reader), reader.faults


def _build(reader: _Reader) -> Metadata:
    sources, source_faults = read_sources(reader.path, reader.document)
    reader.faults += source_faults
    deadlines, deadline_faults = read_deadlines(reader.path, reader.document)
    reader.faults += deadline_faults
    confidence = reader.value.get("confidence")
    if confidence is not None and confidence not in {level.value for level in Confidence}:
        reader.fault(f"confidence: expected high, medium or low, found {confidence!r}", "confidence")
        confidence = None
    volatile = reader.value.get("volatile")
    if volatile is not None and not isinstance(volatile, bool):
        reader.fault(f"volatile: expected true or false, found {volatile!r}", "volatile")
    return Metadata(
        document=reader.document,
        id=str(reader.value.get("id") or ""),
        applies_to=_applies_to(reader),
        confidence=Confidence(confidence) if confidence else None,
        verified_on=reader.day("verified_on"),
        review_by=reader.day("review_by"),
        volatile=bool(volatile),
        sources=sources,
        figures=_figures(reader),
        related=reader.texts("related"),
        directory=reader.texts("directory"),
        deadlines=deadlines,
        phrases=reader.texts("phrases"),
        valid_from=reader.day("valid_from"),
        valid_until=reader.day("valid_until"),
        facets=_facets(reader),
    )


def _applies_to(reader: _Reader) -> frozenset[ResidenceStatus]:
    value = reader.value.get("applies_to")
    if value in ("any", ["any"]):
        return frozenset()
    return frozenset(reader.choices(ResidenceStatus, "applies_to"))


def _facets(reader: _Reader) -> dict[Facet, str]:
    value = reader.value.get("facets") or {}
    allowed = {facet.value: facet for facet in Facet}
    if not isinstance(value, dict):
        reader.fault("facets: expected names with values, such as age: child", "facets")
        return {}
    found: dict[Facet, str] = {}
    for name, said in value.items():
        if name not in allowed:
            reader.fault(f"unknown facet {name}; allowed: {', '.join(allowed)}", "facets", str(name))
        elif said not in allowed[name].values:
            reader.fault(f"{name}: expected one of {', '.join(allowed[name].values)}, found {said!r}", "facets", name)
        else:
            found[allowed[name]] = said
    return found


def _figures(reader: _Reader) -> dict[str, Figure]:
    value = reader.value.get("figures") or {}
    if not isinstance(value, dict):
        reader.fault("figures: expected names with values, such as fee_czk: 2500", "figures")
        return {}
    found: dict[str, Figure] = {}
    for name, figure in value.items():
        try:
            found[str(name)] = figures.parse(str(name), figure)
        except ValueError as error:  # noqa: PERF203 - each has a fault of its own
            reader.fault(str(error), "figures", str(name))
    return found
