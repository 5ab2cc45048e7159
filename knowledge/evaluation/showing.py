"""A report as tables for people and as JSON for programs."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

from knowledge.evaluation.ablation import WHOLE
from knowledge.evaluation.qualities import DetectionQuality, RetrievalQuality
from knowledge.evaluation.robustness import NoiseCost

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.table import Table

    from knowledge.evaluation.qualities import Report


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
    rest.add_row("area under risk and coverage", *_shown([report.risk.area]))
    return (retrieval, *_compared(report), *_damaged(report), *_ablated(report), detection, rest)


def _compared(report: Report) -> tuple[Table, ...]:
    from rich.table import Table

    if not report.baselines:
        return ()
    languages = ["all", *report.by_language]
    compared = Table("R@1", *languages, title="Against what others do, in the same run")
    ours = [report.overall, *report.by_language.values()]
    compared.add_row("Průvodce", *_shown(quality.recall_at_1 for quality in ours))
    for name, shares in report.baselines.items():
        compared.add_row(name, *_shown(shares.get(language, math.nan) for language in languages))
    return (compared,)


def _damaged(report: Report) -> tuple[Table, ...]:
    from rich.table import Table

    if not report.noises:
        return ()
    names = [column.name for column in fields(NoiseCost)][1:]
    damaged = Table("", *(name.replace("_", " ") for name in names), title="The same questions, damaged")
    for cost in report.noises:
        damaged.add_row(cost.name.replace("_", " "), *_shown(getattr(cost, name) for name in names))
    return (damaged,)


def _ablated(report: Report) -> tuple[Table, ...]:
    from rich.table import Table

    if not report.ablation:
        return ()
    groups = list(next(iter(report.ablation.values())))
    ablated = Table("R@1 without", *(group.replace("_", " ") for group in groups), title="What each part is worth")
    for name, shares in report.ablation.items():
        ablated.add_row("(nothing left out)" if name == WHOLE else name, *_shown(shares[group] for group in groups))
    return (ablated,)


def _shown(values: Iterable[float | tuple[float, float]]) -> list[str]:
    return [_one(value) for value in values]


def _one(value: float | tuple[float, float]) -> str:
    if isinstance(value, tuple):
        return f"{value[0]:.2f}-{value[1]:.2f}"
    if isinstance(value, int):
        return str(value)
    return "–" if math.isnan(value) else f"{value:.3f}"


def _without_nan(value: Any) -> Any:  # noqa: ANN401 - JSON holds anything
    if isinstance(value, dict):
        return {key: _without_nan(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_without_nan(inner) for inner in value]
    return None if isinstance(value, float) and math.isnan(value) else value
