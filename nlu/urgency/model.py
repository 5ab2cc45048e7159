"""What text and vector say about danger, and the small rule that weighs it against the patterns. Needs numpy only."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from nlu.encoding import Vectors
from nlu.errors import ModelFileDamaged
from nlu.scoring.scorer import TextScorer
from nlu.urgency.patterns import Signs
from nlu.urgency_kinds import UrgencyKind

KINDS: tuple[UrgencyKind, ...] = tuple(UrgencyKind)
_PATTERN_WEIGHT_IN_KIND = 2.0
_CLIP = 8.0
_MOST_CHARACTERS = 2000
_OF_NETWORK = "network_"

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class UrgencyModel:
    """Fitted on the examples.

    Attributes:
        centre: What all questions have in common, shape (d,).
        weights: Linear model on centred vectors, shape (8, d + 1): the seven kinds, then no danger; the bias last.
        network: Reads the vector and the letters; labelled likewise. On texts that neither had seen the two together
            hear more danger at the same alarms than each alone (0.957; 0.946 and 0.927, two of five folds, 2026-11-29).
        rule: Weights of what the vector says (log odds), of the strongest pattern, of look-alikes, and the bias.
        threshold: Of the rule's log odds; at or above it, it is danger.
    """

    centre: Floats
    weights: Floats
    network: TextScorer
    rule: Floats
    threshold: float

    def probabilities(self, text: str, vector: Vectors) -> Floats:
        """Probability of each kind and, last, of no danger, shape (8,), without the patterns."""
        centred = vector - self.centre
        unit = centred / max(float(np.linalg.norm(centred)), 1e-9)
        scores = self.weights[:, :-1] @ unit + self.weights[:, -1]
        read = self.network.log_p(text[:_MOST_CHARACTERS], unit)
        found: Floats = together(log_shares(scores[None]), read[None])[0]
        return found

    def decide(self, text: str, signs: Signs, vector: Vectors) -> UrgencyKind | None:
        """The kind of danger, weighing patterns and the rest; None for no danger."""
        p = self.probabilities(text, vector)
        strength = np.array([signs.strength(kind) for kind in KINDS], dtype=np.float32)
        if float(features(p, float(strength.max()), signs.lookalikes) @ self.rule) < self.threshold:
            return None
        return KINDS[int(np.argmax(np.log(p[:-1] + 1e-6) + _PATTERN_WEIGHT_IN_KIND * strength))]

    def save(self, path: Path) -> None:
        """Write everything to one npz file."""
        of_network = {f"{_OF_NETWORK}{name}": values for name, values in self.network.arrays().items()}
        threshold = np.float32(self.threshold)
        np.savez(path, centre=self.centre, weights=self.weights, rule=self.rule, threshold=threshold, **of_network)

    @classmethod
    def load(cls, path: Path) -> UrgencyModel:
        """Read what `save` wrote.

        Raises:
            ModelFileDamaged: The file is missing or holds something else.
        """
        try:
            with np.load(path, allow_pickle=False) as arrays:
                network = {
                    name[len(_OF_NETWORK) :]: arrays[name] for name in arrays.files if name.startswith(_OF_NETWORK)
                }
                return cls(
                    arrays["centre"],
                    arrays["weights"],
                    TextScorer(**network),
                    arrays["rule"],
                    float(arrays["threshold"]),
                )
        except (OSError, ValueError, KeyError, TypeError) as fault:
            raise ModelFileDamaged(path) from fault


def log_shares(scores: Floats) -> Floats:
    """Scores of labels as log probabilities, shape (n, labels)."""
    shifted = scores - scores.max(axis=1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True)), dtype=np.float32)


def together(first: Floats, second: Floats) -> Floats:
    """What two models say together, shape (n, labels): the geometric mean of their probabilities, made to sum to 1."""
    return np.exp(log_shares((first + second) / 2))


def features(p: Floats, strength: float, lookalikes: int) -> Floats:
    """What the rule weighs, shape (4,): log odds of the vector, strongest pattern, look-alikes, one."""
    none = float(np.clip(p[-1], 1e-6, 1 - 1e-6))
    odds = float(np.clip(np.log((1 - none) / none), -_CLIP, _CLIP))
    return np.array([odds, strength, min(lookalikes, 2), 1.0], dtype=np.float32)
