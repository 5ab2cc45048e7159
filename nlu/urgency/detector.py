"""Danger in a message: the curated patterns and, where there is a vector, what it says."""

from __future__ import annotations

from nlu.encoding import Vectors
from nlu.urgency.model import UrgencyModel
from nlu.urgency.patterns import Patterns, Signs, read_patterns
from nlu.urgency_kinds import UrgencyKind

_ENOUGH = 1.0


class UrgencyDetector:
    """Works without Rasa, and without a vector or a fitted model on patterns alone. Safe for several threads."""

    def __init__(self, model: UrgencyModel | None = None, *, patterns: Patterns | None = None) -> None:
        self._model = model
        self._patterns = patterns or read_patterns()

    def detect(self, text: str, *, vector: Vectors | None = None) -> UrgencyKind | None:
        """The kind of danger in a message, None where there is none.

        Args:
            text: As the person typed it.
            vector: The message as a question, shape (d,), unit length; None where there is no time for one.
        """
        signs = self._patterns.look(text)
        by_vector = self._model.decide(signs, vector) if vector is not None and self._model is not None else None
        # What a person wrote in so many words is danger, whatever its vector resembles.
        return by_vector or _by_patterns(signs)


def _by_patterns(signs: Signs) -> UrgencyKind | None:
    best = max(UrgencyKind, key=signs.strength)
    is_danger = signs.strength(best) >= _ENOUGH and (signs.lookalikes == 0 or signs.strength(best) > _ENOUGH)
    return best if is_danger else None
