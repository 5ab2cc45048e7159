"""The picture of a report: how wrong answers grow with coverage, and how honest stated probabilities are."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from knowledge.evaluation.ranking import Bin
    from knowledge.evaluation.risk import RiskCoverage

_DPI = 110


def plot(curve: RiskCoverage, bins: Sequence[Bin], path: Path) -> None:
    """Write risk-coverage and reliability side by side as PNG or SVG, by the file's ending."""
    from matplotlib.figure import Figure  # type: ignore[import-untyped]

    figure = Figure(figsize=(10, 4.2), dpi=_DPI, layout="constrained")
    risk, honesty = figure.subplots(1, 2)
    risk.plot(curve.coverage, curve.risk)
    risk.set(xlabel="share answered, the surest first", ylabel="wrong among them", xlim=(0, 1), ylim=(0, None))
    risk.set_title(f"Risk and coverage (area {curve.area:.3f})")
    honesty.plot([0, 1], [0, 1], linestyle=":", color="grey")
    honesty.scatter([one.stated for one in bins], [one.true for one in bins], s=[6 * one.questions for one in bins])
    honesty.set(xlabel="stated probability", ylabel="share that was right", xlim=(0, 1), ylim=(0, 1))
    honesty.set_title("Reliability (size: how many)")
    figure.savefig(path)
