"""Models trained once and remembered by all that they were trained from, so that a build trains only what changed.

Training takes minutes. Where hardly anything has come or gone since, the last model serves on: an editor sees an edit
in seconds, since the indexes know a new question at once. `pruvodce kb precompute` learns everything.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from tempfile import mkstemp
from typing import TYPE_CHECKING, Protocol, TypeVar

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Saved(Protocol):
    """A model that can be written to a file."""

    def save(self, path: Path) -> None:
        """Write to this file."""


Hashes = npt.NDArray[np.uint64]
Model = TypeVar("Model", bound=Saved)

CARRIED = Path(__file__).parent / "trained"
"""Models that come with the repository; their names tell what they were trained from."""
MOST_UNLEARNED = 0.005
"""Share of lessons that may have come or gone since the training: an edit of an article or two in five languages."""
_KEY_LENGTH = 12
_KEPT = 4
"""Of each kind: who edits an article back and forth should find the last ones."""
_LESSONS = ".lessons"


class Trained:
    """Folders of trained models: the first is written to, the others are only read."""

    def __init__(self, *folders: Path) -> None:
        """Look in these, in order; at least one."""
        self._folders = folders
        self.used: list[Path] = []
        self.unlearned: dict[str, int] = {}
        """By kind of model: how many lessons came or went since the model that serves on was trained."""

    def get(
        self,
        name: str,
        made_from: Iterable[bytes],
        *,
        lessons: Iterable[bytes] = (),
        load: Callable[[Path], Model],
        train: Callable[[], Model],
    ) -> Model:
        """The model that was trained from just this or, but for a few lessons, from this; trained now if there is none.

        Args:
            name: Of the kind of model; begins its file's name.
            made_from: Everything that can change the model, its training code among it.
            lessons: What it learns one by one, of which some may be missing or too many.
            load: Reads what `save` wrote.
            train: Makes it.
        """
        hashes = _hashes(lessons)
        family = f"{name}-{_key(made_from)}"
        file = f"{family}-{_key([hashes.tobytes()])}.npz"
        exact = (folder / file for folder in self._folders if (folder / file).is_file())
        close = (
            path
            for folder in self._folders
            for path in reversed(_oldest_first(folder, family))
            if _unlearned(path, hashes) <= MOST_UNLEARNED * len(hashes)
        )
        path = next(exact, None) or next(close, None)
        if path is None:
            model = train()
            path = self._keep(model, name, file, hashes)
        else:
            model = load(path)
        self.unlearned[name] = 0 if path.name == file else _unlearned(path, hashes)
        self.used.append(path)
        return model

    def _keep(self, model: Saved, kind: str, file: str, hashes: Hashes) -> Path:
        self._folders[0].mkdir(parents=True, exist_ok=True)
        # numpy adds its own ending where it is missing, so the new file has it already.
        handle, name = mkstemp(dir=self._folders[0], prefix=".new-", suffix=".npz")
        os.close(handle)
        new, path = Path(name), self._folders[0] / file
        try:
            model.save(new)
            if len(hashes):
                lessons_of(path).write_bytes(hashes.tobytes())
            new.replace(path)
        finally:
            new.unlink(missing_ok=True)
        for old in _oldest_first(self._folders[0], kind)[:-_KEPT]:
            old.unlink(missing_ok=True)
            lessons_of(old).unlink(missing_ok=True)
        return path


def lessons_of(model: Path) -> Path:
    """The file beside a model that says what it learned: the lessons' hashes, eight bytes each, ascending."""
    return model.with_suffix(_LESSONS)


def _unlearned(path: Path, wanted: Hashes) -> int:
    beside = lessons_of(path)
    known = np.frombuffer(beside.read_bytes() if beside.is_file() else b"", dtype=np.uint64)
    return len(np.setxor1d(known, wanted))


def _oldest_first(folder: Path, beginning: str) -> list[Path]:
    return sorted(folder.glob(f"{beginning}-*.npz"), key=lambda old: old.stat().st_mtime)


def _hashes(lessons: Iterable[bytes]) -> Hashes:
    digests = b"".join(hashlib.blake2b(lesson, digest_size=8).digest() for lesson in lessons)
    return np.sort(np.frombuffer(digests, dtype=np.uint64))


def _key(parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "little") + part)
    return digest.hexdigest()[:_KEY_LENGTH]
