"""What can go wrong while understanding a text.

NluError
├── UnknownEncoder          the encoder setting names none we know
├── EncoderUnavailable      the encoder is known but cannot be loaded here
├── FileFault               a pattern, lexicon or example file says something impossible
├── TooFewExamples          a model cannot be fitted on so little
└── ModelFileDamaged        a saved model cannot be read back
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class NluError(Exception):
    """Root of everything this package raises on purpose."""

    code = "nlu"


class UnknownEncoder(NluError):
    """The setting names no encoder we know."""

    code = "nlu.unknown_encoder"

    def __init__(self, setting: str) -> None:
        self.setting = setting
        super().__init__(
            f"unknown encoder {setting!r}: use bundled:multilingual-e5-small, hashing or sentence-transformers:<model>"
        )


class EncoderUnavailable(NluError):
    """The encoder is known but cannot be loaded here: a package or the model's files are missing."""

    code = "nlu.encoder_unavailable"

    def __init__(self, setting: str, why: str) -> None:
        self.setting = setting
        self.why = why
        super().__init__(f"encoder {setting!r} cannot be loaded: {why}")


class FileFault(NluError):
    """A pattern, lexicon or example file says something impossible."""

    code = "nlu.file_fault"

    def __init__(self, path: Path, what: str) -> None:
        self.path = path
        self.what = what
        super().__init__(f"{path}: {what}")


class TooFewExamples(NluError):
    """A model cannot be fitted on so little."""

    code = "nlu.too_few_examples"

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(f"too few examples: {what}")


class ModelFileDamaged(NluError):
    """A saved model cannot be read back."""

    code = "nlu.model_file_damaged"

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(f"saved model cannot be read: {path}")
