"""What is loaded when it is first needed, once, whichever thread comes first."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Loaded = TypeVar("Loaded")


class Lazy(Generic[Loaded]):
    """Holds what `load` returns, after the first call."""

    def __init__(self, load: Callable[[], Loaded]) -> None:
        self._load = load
        self._lock = threading.Lock()
        self._held: list[Loaded] = []

    def __call__(self) -> Loaded:
        """The loaded value; raises what `load` raises, and then tries again next time."""
        if not self._held:
            with self._lock:
                if not self._held:
                    self._held.append(self._load())
        return self._held[0]

    @classmethod
    def ready(cls, value: Loaded) -> Lazy[Loaded]:
        """One that is loaded already."""
        made = cls(lambda: value)
        made._held.append(value)
        return made
