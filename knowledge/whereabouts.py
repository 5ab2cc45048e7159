"""Where what is built lies: `var/` in the repository, or where PRUVODCE_VAR says."""

from __future__ import annotations

import os
from pathlib import Path

from knowledge.content_tree import REPOSITORY


def var_folder() -> Path:
    """The folder for everything that is built or stored."""
    chosen = os.environ.get("PRUVODCE_VAR", "").strip()
    return Path(chosen) if chosen else REPOSITORY / "var"


def cache_folder() -> Path:
    """What can be thrown away and is made again."""
    return var_folder() / "cache"


def snapshots_folder(var: Path | None = None) -> Path:
    """Snapshots and the pointer to the active one, in this `var` folder or the installation's own."""
    return (var or var_folder()) / "snapshots"


def labelled_folder() -> Path:
    """Labelled questions to measure on: PRUVODCE_DEVSET, else the development set beside the repository.

    They are kept outside, so that articles and training data cannot learn them by heart.
    """
    chosen = os.environ.get("PRUVODCE_DEVSET", "").strip()
    return Path(chosen) if chosen else REPOSITORY.parent / "shared" / "devset"
