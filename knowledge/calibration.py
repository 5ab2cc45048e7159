"""Fitted numbers, with the evidence for them: `knowledge/calibration.json`, refitted by `pruvodce eval --fit`."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from knowledge.content_tree import REPOSITORY
from knowledge.deciding import Thresholds
from knowledge.fusing import CONTEXT, SIGNALS, Fusion

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

CALIBRATION_FILE = REPOSITORY / "knowledge" / "calibration.json"
Evidence = "Mapping[str, float | int | str]"


@dataclass(frozen=True, slots=True)
class Calibration:
    """Everything that was fitted on labelled questions.

    Attributes:
        encoder: For which encoder; another one needs another fit.
        evidence: Counts, metrics, date, command. Never texts.
    """

    encoder: str
    fusion: Fusion
    thresholds: Thresholds
    evidence: Mapping[str, float | int | str]

    def to_json(self) -> str:
        """As the file holds it, one coefficient a line."""
        fusion = self.fusion
        signals = zip(SIGNALS, fusion.signal_means, fusion.signal_spreads, fusion.signal_weights, strict=True)
        context = zip(CONTEXT, fusion.context_means, fusion.context_spreads, fusion.context_weights, strict=True)
        wire = {
            "encoder": self.encoder,
            "signals": {name: {"mean": m, "spread": s, "weight": w} for name, m, s, w in signals},
            "context": {name: {"mean": m, "spread": s, "weight": w} for name, m, s, w in context},
            "thresholds": asdict(self.thresholds),
            "evidence": dict(self.evidence),
        }
        return json.dumps(wire, indent=2, ensure_ascii=False) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Calibration:
        """Read what `to_json` wrote.

        Raises:
            KeyError: A coefficient is missing, so the file is of another version.
        """
        wire = json.loads(text)

        def column(part: str, names: tuple[str, ...], key: str) -> tuple[float, ...]:
            return tuple(float(wire[part][name][key]) for name in names)

        fusion = Fusion(
            *(column("signals", SIGNALS, key) for key in ("mean", "spread", "weight")),
            *(column("context", CONTEXT, key) for key in ("mean", "spread", "weight")),
        )
        return cls(wire["encoder"], fusion, Thresholds(**wire["thresholds"]), wire["evidence"])


def load_calibration(path: Path = CALIBRATION_FILE) -> Calibration:
    """The committed calibration."""
    return Calibration.from_json(path.read_text(encoding="utf-8"))
