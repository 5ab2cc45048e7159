"""What does not hold in the content, with the place where to mend it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing to mend.

    Attributes:
        path: The file, relative to the repository's root, with forward slashes.
        line: From 1.
        message: Plain English, says what is wrong and what is expected.
    """

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"
