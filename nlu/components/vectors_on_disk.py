"""Vectors kept between trainings, so that `rasa train` encodes only what is new."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from nlu.encoding import Encoder, Vectors

_ROOT = Path(__file__).resolve().parents[2]


def cache_folder() -> Path:
    """`cache` in the folder of everything that is written at run time."""
    return Path(os.environ.get("PRUVODCE_VAR", "") or _ROOT / "var") / "cache"


def encode_with_cache(texts: Sequence[str], encoder: Encoder, folder: Path) -> Vectors:
    """The texts' vectors as questions, shape (len(texts), dimension); the folder keeps one file for each encoder."""
    path = folder / f"questions-{_digest(encoder.name)[:16]}.npz"
    known = _read(path, encoder.dimension)
    keys = [_digest(text) for text in texts]
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    if missing:
        known.update(zip(missing, encoder.encode_questions(list(missing.values())), strict=True))
        folder.mkdir(parents=True, exist_ok=True)
        written = path.with_name(f"{path.stem}.{os.getpid()}.npz")
        np.savez_compressed(written, keys=np.array(list(known)), vectors=np.stack(list(known.values())))
        written.replace(path)
    return np.stack([known[key] for key in keys]) if keys else np.zeros((0, encoder.dimension), dtype=np.float32)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "ignore")).hexdigest()


def _read(path: Path, dimension: int) -> dict[str, Vectors]:
    try:
        with np.load(path, allow_pickle=False) as arrays:
            keys, vectors = arrays["keys"], arrays["vectors"]
    except (OSError, ValueError, KeyError):
        # Missing or half-written: it is only a cache.
        return {}
    return dict(zip(map(str, keys), vectors, strict=True)) if vectors.shape[1:] == (dimension,) else {}
