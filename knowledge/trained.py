"""Models trained once and remembered by all that they were trained from, so that a build trains only what changed."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from tempfile import mkstemp
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Saved(Protocol):
    """A model that can be written to a file."""

    def save(self, path: Path) -> None:
        """Write to this file."""


Model = TypeVar("Model", bound=Saved)
_KEY_LENGTH = 24
_KEPT = 4
"""Of each kind: who edits an article back and forth should find the last ones."""


class Trained:
    """Folders of trained models: the first is written to, the others are only read."""

    def __init__(self, *folders: Path) -> None:
        """Look in these, in order; at least one."""
        self._folders = folders
        self.used: list[Path] = []

    def get(
        self, name: str, made_from: Iterable[bytes], *, load: Callable[[Path], Model], train: Callable[[], Model]
    ) -> Model:
        """The model that was trained from just this, trained now if there is none.

        Args:
            name: Of the kind of model; begins its file's name.
            made_from: Everything that can change the model, its training code among it.
            load: Reads what `save` wrote.
            train: Makes it.
        """
        digest = hashlib.sha256()
        for part in made_from:
            digest.update(len(part).to_bytes(8, "little") + part)
        file = f"{name}-{digest.hexdigest()[:_KEY_LENGTH]}.npz"
        for folder in self._folders:
            if (folder / file).is_file():
                self.used.append(folder / file)
                return load(folder / file)
        model = train()
        self.used.append(self._keep(model, name, file))
        return model

    def _keep(self, model: Saved, kind: str, file: str) -> Path:
        self._folders[0].mkdir(parents=True, exist_ok=True)
        # numpy adds its own ending where it is missing, so the new file has it already.
        handle, name = mkstemp(dir=self._folders[0], prefix=".new-", suffix=".npz")
        os.close(handle)
        new, path = Path(name), self._folders[0] / file
        try:
            model.save(new)
            new.replace(path)
        finally:
            new.unlink(missing_ok=True)
        newest_last = sorted(self._folders[0].glob(f"{kind}-*.npz"), key=lambda old: old.stat().st_mtime)
        for old in newest_last[:-_KEPT]:
            old.unlink(missing_ok=True)
        return path
