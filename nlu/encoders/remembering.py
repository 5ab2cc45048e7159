"""What all encoders share: repeated texts are encoded once, long ones are cut, odd ones do no harm."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from nlu.encoding import Vectors

MOST_CHARACTERS = 900
"""Longer texts keep their beginning and their end: stories ask at the end, and 512 tokens would take over a second."""

_CAPACITY = 4096


def as_encodable(text: str) -> str:
    """The text without what C strings and UTF-8 cannot carry, cut to `MOST_CHARACTERS`."""
    clean = text.replace("\x00", " ").encode("utf-8", "ignore").decode("utf-8")
    clean = " ".join(clean.split())
    if len(clean) <= MOST_CHARACTERS:
        return clean
    half = MOST_CHARACTERS // 2
    return f"{clean[:half]} {clean[-half:]}"


class VectorMemory:
    """The vectors of the texts seen last, about 6 MB at 384 dimensions. Safe for several threads."""

    def __init__(self, dimension: int, *, capacity: int = _CAPACITY) -> None:
        self._dimension = dimension
        self._capacity = capacity
        self._vectors: OrderedDict[tuple[bool, str], Vectors] = OrderedDict()
        self._lock = threading.Lock()

    def recall(self, texts: Sequence[str], *, is_question: bool, encode: Callable[[Sequence[str]], Vectors]) -> Vectors:
        """The texts' vectors, shape (len(texts), dimension), calling `encode` only for what is not remembered."""
        keys = [as_encodable(text) for text in texts]
        with self._lock:
            known = {key: self._vectors[is_question, key] for key in keys if (is_question, key) in self._vectors}
        missing = [key for key in dict.fromkeys(keys) if key not in known]
        if missing:
            # Outside the lock: two threads may both encode a new text, which costs less than one waiting for all.
            known.update(zip(missing, encode(missing), strict=True))
        self._keep(known, is_question=is_question)
        found = np.empty((len(keys), self._dimension), dtype=np.float32)
        for row, key in enumerate(keys):
            found[row] = known[key]
        return found

    def _keep(self, vectors: dict[str, Vectors], *, is_question: bool) -> None:
        with self._lock:
            for key, vector in vectors.items():
                self._vectors[is_question, key] = vector
                self._vectors.move_to_end((is_question, key))
            while len(self._vectors) > self._capacity:
                self._vectors.popitem(last=False)
