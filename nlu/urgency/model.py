"""What vectors say about danger, and the small rule that weighs them against the patterns. Reading needs numpy only."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from nlu.encoding import Vectors
from nlu.errors import ModelFileDamaged
from nlu.urgency.patterns import Signs
from nlu.urgency_kinds import UrgencyKind

KINDS: tuple[UrgencyKind, ...] = tuple(UrgencyKind)
_PATTERN_WEIGHT_IN_KIND = 2.0
_CLIP = 8.0

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class UrgencyModel:
    """Fitted on the examples.

    Attributes:
        centre: What all questions have in common, shape (d,).
        weights: Linear model on centred vectors, shape (8, d + 1): the seven kinds, then no danger; the bias last.
        rule: Weights of what the vector says (log odds), of the strongest pattern, of look-alikes, and the bias.
        threshold: Of the rule's log odds; at or above it, it is danger.
    """

    centre: Floats
    weights: Floats
    rule: Floats
    threshold: float

    def probabilities(self, vector: Vectors) -> Floats:
        """Probability of each kind and, last, of no danger, shape (8,), from the vector alone."""
        centred = vector - self.centre
        unit = centred / max(float(np.linalg.norm(centred)), 1e-9)
        scores = self.weights[:, :-1] @ unit + self.weights[:, -1]
        shares = np.exp(scores - scores.max())
        return np.asarray(shares / shares.sum(), dtype=np.float32)

    def decide(self, signs: Signs, vector: Vectors) -> UrgencyKind | None:
        """The kind of danger, weighing patterns and vector; None for no danger."""
        p = self.probabilities(vector)
        strength = np.array([signs.strength(kind) for kind in KINDS], dtype=np.float32)
        if float(features(p, float(strength.max()), signs.lookalikes) @ self.rule) < self.threshold:
            return None
        return KINDS[int(np.argmax(np.log(p[:-1] + 1e-6) + _PATTERN_WEIGHT_IN_KIND * strength))]

    def save(self, path: Path) -> None:
        """Write everything to one npz file."""
        np.savez_compressed(
            path, centre=self.centre, weights=self.weights, rule=self.rule, threshold=np.float32(self.threshold)
        )

    @classmethod
    def load(cls, path: Path) -> UrgencyModel:
        """Read what `save` wrote.

        Raises:
            ModelFileDamaged: The file is missing or holds something else.
        """
        try:
            with np.load(path, allow_pickle=False) as arrays:
                return cls(arrays["centre"], arrays["weights"], arrays["rule"], float(arrays["threshold"]))
        except (OSError, ValueError, KeyError) as fault:
            raise ModelFileDamaged(path) from fault


def features(p: Floats, strength: float, lookalikes: int) -> Floats:
    """What the rule weighs, shape (4,): log odds of the vector, strongest pattern, look-alikes, one."""
    none = float(np.clip(p[-1], 1e-6, 1 - 1e-6))
    odds = float(np.clip(np.log((1 - none) / none), -_CLIP, _CLIP))
    return np.array([odds, strength, min(lookalikes, 2), 1.0], dtype=np.float32)
