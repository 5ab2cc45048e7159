"""Danger in a message: the curated patterns and, where there is a vector, what it says."""

from __future__ import annotations

from collections.abc import Callable

from nlu.encoding import Vectors
from nlu.urgency.model import UrgencyModel
from nlu.urgency.patterns import Patterns, Signs, read_patterns
from nlu.urgency_kinds import UrgencyKind

_ENOUGH = 1.0


class UrgencyDetector:
    """Works without Rasa, and without a vector or a fitted model on patterns alone. Safe for several threads."""

    def __init__(
        self,
        model: UrgencyModel | None = None,
        *,
        patterns: Patterns | None = None,
        read: Callable[[str], str] | None = None,
    ) -> None:
        """Detect by these.

        Args:
            model: None for patterns alone.
            patterns: The repository's unless given.
            read: Puts damaged letters right, such as those of a keyboard left on English; None where nothing does.
        """
        self._model = model
        self._patterns = patterns or read_patterns()
        self._read = read

    def load(self) -> None:
        """Make ready now what single messages would make ready when they first need it."""
        self._patterns.compile()

    def detect(self, text: str, *, vector: Vectors | None = None) -> UrgencyKind | None:
        """The kind of danger in a message, None where there is none.

        Args:
            text: As the person typed it.
            vector: The message as a question, shape (d,), unit length; None where there is no time for one.
        """
        signs = self._patterns.look(self._in_every_reading(text))
        by_vector = self._model.decide(text, signs, vector) if vector is not None and self._model is not None else None
        # What a person wrote in so many words is danger, whatever its vector resembles.
        return by_vector or _by_patterns(signs)

    def _in_every_reading(self, text: str) -> str:
        meant = text if self._read is None else self._read(text)
        return text if meant == text else f"{text}\n{meant}"


def _by_patterns(signs: Signs) -> UrgencyKind | None:
    best = max(UrgencyKind, key=signs.strength)
    is_danger = signs.strength(best) >= _ENOUGH and (signs.lookalikes == 0 or signs.strength(best) > _ENOUGH)
    return best if is_danger else None
