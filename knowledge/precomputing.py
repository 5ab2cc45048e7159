"""Writes the vectors and trained models that the repository carries: `pruvodce kb precompute`."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from knowledge.building import Stage, build_snapshot
from knowledge.trained import CARRIED, Trained, lessons_of
from knowledge.vector_cache import VectorCache
from knowledge.whereabouts import cache_folder
from nlu.encoders import make_encoder
from nlu.encoders.precomputed import VectorTable, table_path, with_precomputed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.building import Progress
    from nlu.encoders.precomputed import Side
    from nlu.encoding import Encoder, Vectors


class RecordingEncoder:
    """An `Encoder` that remembers all it was asked for."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.vectors: dict[tuple[Side, str], Vectors] = {}

    @property
    def name(self) -> str:
        """The encoder's."""
        return self._encoder.name

    @property
    def dimension(self) -> int:
        """The encoder's."""
        return self._encoder.dimension

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """As `Encoder.encode_questions`."""
        return self._recorded(texts, self._encoder.encode_questions(texts), is_question=True)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """As `Encoder.encode_passages`."""
        return self._recorded(texts, self._encoder.encode_passages(texts), is_question=False)

    def _recorded(self, texts: Sequence[str], vectors: Vectors, *, is_question: Side) -> Vectors:
        self.vectors.update(((is_question, text), vector) for text, vector in zip(texts, vectors, strict=True))
        return vectors


_CARRIED = ("scorer-", "urgency-", "language-")
"""What takes long to train for its size; the rest would only make the repository heavy."""


def precompute(
    *, encoder: Encoder | None = None, cache: Path | None = None, on_progress: Progress | None = None
) -> tuple[Path, int]:
    """Encode and train everything a build needs and write it down; returns the file and how many texts it holds.

    What the file held already is taken over, what nobody asks for any more is left out.

    Args:
        encoder: The chosen one unless given.
        cache: Where vectors are remembered.
        on_progress: Called where a stage takes long.
    """
    encoder = encoder or make_encoder()
    cached = VectorCache(
        cache or cache_folder(),
        with_precomputed(encoder),
        on_progress=on_progress and partial(on_progress, Stage.ENCODING),
    )
    recording = RecordingEncoder(cached)
    with TemporaryDirectory() as folder:
        # An empty cache of its own, so that the recorder sees every text.
        # Trained anew, so that every text they learn from is asked for, and written down.
        trained = Trained(Path(folder) / CARRIED.name)
        build_snapshot(
            Path(folder) / "snapshots",
            encoder=recording,
            cache=Path(folder) / "cache",
            trained=trained,
            on_progress=on_progress,
        )
        _replace(trained.used, CARRIED)
    path = table_path(encoder.name)
    VectorTable.of(recording.vectors).save(path)
    return path, len(recording.vectors)


def _replace(models: Sequence[Path], folder: Path) -> None:
    """These models, and none from before, in the folder that the repository carries."""
    for old in folder.glob("*.npz"):
        old.unlink()
        lessons_of(old).unlink(missing_ok=True)
    for model in models:
        if model.name.startswith(_CARRIED):
            for path in (model, lessons_of(model)):
                shutil.copyfile(path, folder / path.name)
