"""A question's vector on its way from the gateway through Rasa to the actions, so that it is encoded once.

Encoding is most of a turn's work (about 30 ms of processor time a question on a slow core); three processes used to do
it each for itself.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from nlu.encoding import Vectors

FIELD = "vector"
"""Where it stands in a message's metadata."""
_NUMBER = np.dtype("<f4")


@dataclass(frozen=True, slots=True)
class CarriedVector:
    """A vector and who made it; to any other encoder it says nothing.

    Attributes:
        vector: Shape (dimension,), float32, unit length.
    """

    encoder: str
    vector: Vectors = field(compare=False, repr=False)

    def to_wire(self) -> dict[str, str]:
        """JSON-able values, about 2 kB; `vector_from` is the inverse."""
        return {"encoder": self.encoder, "numbers": base64.b64encode(self.vector.astype(_NUMBER).tobytes()).decode()}


def vector_from(metadata: Mapping[str, Any], encoder: str) -> Vectors | None:
    """The vector that a message carries; None where it carries none, another encoder's, or a damaged one.

    Args:
        metadata: Of the message.
        encoder: Name of the encoder whose vectors are wanted.
    """
    wire = metadata.get(FIELD)
    if not isinstance(wire, Mapping) or wire.get("encoder") != encoder:
        return None
    try:
        numbers = base64.b64decode(str(wire.get("numbers", "")), validate=True)
        vector = np.frombuffer(numbers, dtype=_NUMBER).astype(np.float32)
    except (binascii.Error, ValueError):
        return None
    return vector if len(vector) else None
