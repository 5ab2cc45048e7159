"""A report as tables for people and as JSON for programs."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

from knowledge.evaluation.report import DetectionQuality, RetrievalQuality

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.table import Table

    from knowledge.evaluation.report import Report


def to_json(report: Report) -> str:
    """The report as JSON; what could not be measured is null."""
    return json.dumps(_without_nan(asdict(report)), indent=2, ensure_ascii=False) + "\n"


def tables(report: Report) -> tuple[Table, ...]:
    """Tables for `rich.console.Console.print`."""
    from rich.table import Table

    names = [column.name for column in fields(RetrievalQuality)]
    retrieval = Table("", *(name.replace("_", " ") for name in names), title="Questions whose article exists")
    rows = [("all", report.overall), *report.by_language.items(), *report.by_style.items()]
    for name, quality in rows:
        retrieval.add_row(name, *_shown(getattr(quality, column) for column in names))
    names = [column.name for column in fields(DetectionQuality)]
    detection = Table("", *(name.replace("_", " ") for name in names), title="Danger and wishes for a human")
    for name, found in (("urgent", report.urgent), ("handoff", report.handoff)):
        detection.add_row(name, *_shown(getattr(found, column) for column in names))
    rest = Table("", "value", title="Knowing when not to answer")
    for reason, share in report.false_answers.items():
        rest.add_row(f"false answers, {reason}", *_shown([share]))
    rest.add_row("calibration error", *_shown([report.calibration_error]))
    rest.add_row("right language", *_shown([report.right_language]))
    rest.add_row("questions left out (no such article yet)", str(report.left_out))
    for name, ms in report.ms.items():
        rest.add_row(f"ms, {name}", f"{ms:.1f}")
    return retrieval, detection, rest


def _shown(values: Iterable[float]) -> list[str]:
    return [str(value) if isinstance(value, int) else "–" if math.isnan(value) else f"{value:.3f}" for value in values]


def _without_nan(value: Any) -> Any:  # noqa: ANN401 - JSON holds anything
    if isinstance(value, dict):
        return {key: _without_nan(inner) for key, inner in value.items()}
    return None if isinstance(value, float) and math.isnan(value) else value
