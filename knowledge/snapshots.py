"""Snapshots: immutable builds of all published content under `var/snapshots/`, one of them active.

A build happens in a hidden folder that is renamed when it is whole; the pointer file `active` is replaced in one step.
So readers see a whole snapshot or the one before, never half of one.
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import TYPE_CHECKING

from knowledge.content_tree import ContentTree
from knowledge.errors import NothingToRollBackTo, SnapshotDamaged, SnapshotMissing
from knowledge.fingerprints import fingerprint, hash_file
from knowledge.whereabouts import snapshots_folder
from nlu.encoders import chosen_setting

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

POINTER = "active"
MANIFEST = "manifest.json"
_KEPT = 5


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a snapshot says about itself.

    Attributes:
        id: Time of the build in UTC and the beginning of the fingerprint; ids sort by time.
        fingerprint: Of everything it was built from.
        encoder: The setting that brings its encoder back.
        files: SHA-256 and size in bytes of every other file.
        counts: Articles, passages and so on.
    """

    id: str
    fingerprint: str
    encoder: str
    built_at: str
    files: Mapping[str, tuple[str, int]]
    counts: Mapping[str, int]

    def to_json(self) -> str:
        """As the file holds it."""
        wire = {name: getattr(self, name) for name in ("id", "fingerprint", "encoder", "built_at", "counts", "files")}
        return json.dumps(wire, indent=1) + "\n"


def read_manifest(folder: Path) -> Manifest:
    """Read a snapshot's manifest.

    Raises:
        SnapshotDamaged: It is missing or not readable.
    """
    try:
        wire = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        files = {name: (str(digest), int(size)) for name, (digest, size) in wire.pop("files").items()}
        return Manifest(files=files, **wire)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SnapshotDamaged(folder.name, MANIFEST) from error


def list_snapshots(folder: Path | None = None) -> tuple[str, ...]:
    """Ids of all whole snapshots, oldest first."""
    folder = folder or snapshots_folder()
    if not folder.is_dir():
        return ()
    return tuple(sorted(path.parent.name for path in folder.glob(f"[0-9]*/{MANIFEST}")))


def active_id(folder: Path | None = None) -> str:
    """Id of the active snapshot.

    Raises:
        SnapshotMissing: None is active.
    """
    folder = folder or snapshots_folder()
    try:
        return (folder / POINTER).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise SnapshotMissing(str(folder)) from error


def activate(snapshot: str, folder: Path | None = None) -> None:
    """Make a snapshot the active one; running processes take it up with their next question.

    Raises:
        SnapshotMissing: There is none with this id.
        SnapshotDamaged: A file is missing or changed.
    """
    folder = folder or snapshots_folder()
    if snapshot not in list_snapshots(folder):
        raise SnapshotMissing(str(folder / snapshot))
    verify(folder / snapshot)
    new = folder / f".{POINTER}.{os.getpid()}"
    new.write_text(f"{snapshot}\n", encoding="utf-8")
    new.replace(folder / POINTER)


def rollback(folder: Path | None = None) -> str:
    """Activate the snapshot built before the active one; returns its id.

    Raises:
        SnapshotMissing: None is active.
        NothingToRollBackTo: The active one is the oldest.
    """
    now = active_id(folder)
    earlier = [snapshot for snapshot in list_snapshots(folder) if snapshot < now]
    if not earlier:
        raise NothingToRollBackTo
    activate(earlier[-1], folder)
    return earlier[-1]


def verify(folder: Path) -> Manifest:
    """Compare every file with the manifest.

    Raises:
        SnapshotDamaged: Names the first file that is missing or changed.
    """
    manifest = read_manifest(folder)
    for name, (digest, _) in manifest.files.items():
        if not (folder / name).is_file() or hash_file(folder / name) != digest:
            raise SnapshotDamaged(manifest.id, name)
    return manifest


def is_up_to_date(folder: Path | None = None, *, tree: ContentTree | None = None, encoder: str | None = None) -> bool:
    """Whether the active snapshot was built from the content, examples, calibration and encoder as they are now."""
    folder = folder or snapshots_folder()
    try:
        manifest = read_manifest(folder / active_id(folder))
    except (SnapshotMissing, SnapshotDamaged):
        return False
    return manifest.fingerprint == fingerprint(tree or ContentTree(), encoder or chosen_setting())


def publish(building: Path, folder: Path, *, encoder: str, made_from: str, counts: Mapping[str, int]) -> str:
    """Turn a finished build into a snapshot and return its id; it is not active yet. Old ones are pruned.

    Args:
        building: Folder with all files, beside the snapshots; it is renamed.
        folder: Of the snapshots.
        encoder: The setting of its encoder.
        made_from: Fingerprint of what it was built from.
        counts: For the manifest.
    """
    now = datetime.now(timezone.utc)
    snapshot = f"{now:%Y%m%dT%H%M%S%f}-{made_from[:8]}"
    files = {
        path.relative_to(building).as_posix(): (hash_file(path), path.stat().st_size)
        for path in sorted(building.rglob("*"))
        if path.is_file()
    }
    manifest = Manifest(snapshot, made_from, encoder, now.isoformat(timespec="seconds"), files, dict(counts))
    (building / MANIFEST).write_text(manifest.to_json(), encoding="utf-8")
    building.rename(folder / snapshot)
    prune(folder)
    return snapshot


def prune(folder: Path) -> None:
    """Delete all but the newest five; the active one and the one before it always stay."""
    snapshots = list_snapshots(folder)
    try:
        now = active_id(folder)
    except SnapshotMissing:
        now = ""
    kept = set(snapshots[-_KEPT:]) | {now, *[snapshot for snapshot in snapshots if snapshot < now][-1:]}
    for snapshot in snapshots:
        if snapshot not in kept:
            shutil.rmtree(folder / snapshot, ignore_errors=True)
