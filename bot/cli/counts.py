"""Numbers about the content as lines of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from knowledge.counting import ContentCounts


def lines_of_counts(counts: ContentCounts) -> Iterator[str]:
    """One line for each thing that is counted."""
    planned = counts.articles + len(counts.unwritten)
    yield f"ids: {counts.articles} of {planned} planned"
    for one in counts.unwritten:
        yield f"  not written: {one}"
    yield f"texts: {_listed(counts.languages.items())}"
    yield f"questions: {counts.questions}"
    yield f"sources: {counts.sources} ({counts.addresses} addresses, {counts.secondary} secondary)"
    yield f"articles by confidence: {_listed(counts.articles_by_confidence.items())}"
    yield f"figures by confidence: {_listed(counts.figures_by_confidence.items())}"
    yield f"due for review: {_listed(counts.review_by_month.items())}"
    yield f"outdated translations: {counts.outdated}"


def _listed(numbers: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{key.value if isinstance(key, Enum) else key} {number}" for key, number in numbers)
