"""Hashes of what a snapshot is built from, so that nothing is built twice and nothing stale is used."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import nlu
from knowledge.trained import CARRIED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.content_tree import ContentTree

_FORMAT = "9"
"""Raised whenever the same content gives other files, so that old snapshots count as out of date."""
_BLOCK = 1 << 20


def hash_file(path: Path) -> str:
    """SHA-256 of the file, hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def fingerprint(tree: ContentTree, encoder: str) -> str:
    """One hash over content, directory, cards, examples, calibration, trained models and the encoder's setting."""
    digest = hashlib.sha256(f"{_FORMAT}\x1f{encoder}".encode())
    for root, path in _inputs(tree):
        digest.update(f"\x1f{path.relative_to(root).as_posix()}\x1f".encode())
        digest.update(path.read_bytes())
    # By name: whoever fetches an update that brings nothing but better models builds, too.
    digest.update("\x1f".join(sorted(path.name for path in CARRIED.glob("*.npz"))).encode())
    return digest.hexdigest()


def _inputs(tree: ContentTree) -> Iterator[tuple[Path, Path]]:
    from knowledge.calibration import CALIBRATION_FILE

    for folder in (tree.articles, tree.asked, tree.directory, tree.letters, tree.urgent):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.name != "README.md":
                yield tree.root, path
    learned_from = Path(nlu.__file__).parent
    for folder in (learned_from / "data" / "nlu", learned_from / "urgency"):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix in (".yml", ".yaml", ".txt", ".json"):
                yield learned_from, path
    if CALIBRATION_FILE.is_file():
        yield CALIBRATION_FILE.parent, CALIBRATION_FILE
