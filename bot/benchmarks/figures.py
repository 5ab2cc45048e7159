"""Summaries of measured times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Times:
    """A distribution of times in milliseconds; percentiles by nearest rank."""

    count: int
    p50_ms: float
    p95_ms: float
    max_ms: float

    @classmethod
    def of(cls, seconds: Sequence[float]) -> Times:
        """From times in seconds.

        Raises:
            ValueError: Nothing was measured.
        """
        if not seconds:
            raise ValueError("nothing was measured")
        ordered = sorted(1000 * value for value in seconds)
        return cls(
            count=len(ordered),
            p50_ms=round(_rank(ordered, 0.50), 1),
            p95_ms=round(_rank(ordered, 0.95), 1),
            max_ms=round(ordered[-1], 1),
        )

    def as_row(self) -> dict[str, float]:
        """For JSON."""
        return asdict(self)


def _rank(ordered: Sequence[float], share: float) -> float:
    return ordered[max(0, min(len(ordered) - 1, round(share * len(ordered) + 0.5) - 1))]
