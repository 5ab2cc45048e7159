"""Vectors remembered between builds, by what was encoded and by which encoder; holds hashes, never texts."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from nlu.encoding import Encoder, Vectors

_BATCH = 16
_ASKED_AT_ONCE = 500


class VectorCache:
    """An `Encoder` that asks the one behind it only for what it never saw. Several processes may share one file."""

    def __init__(
        self, folder: Path, encoder: Encoder, *, on_progress: Callable[[int, int], None] | None = None
    ) -> None:
        """Open the cache.

        Args:
            folder: Where `vectors.sqlite` lies; made if missing.
            encoder: Its name is part of every key.
            on_progress: Called with how many texts are encoded and how many had to be.
        """
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / "vectors.sqlite"
        self._encoder = encoder
        self._on_progress = on_progress
        with closing(self._connect()) as connection, connection:
            connection.execute("CREATE TABLE IF NOT EXISTS vector (key BLOB PRIMARY KEY, value BLOB) WITHOUT ROWID")

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
        return self._encode("question", texts, self._encoder.encode_questions)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """As `Encoder.encode_passages`."""
        return self._encode("passage", texts, self._encoder.encode_passages)

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(self._path, timeout=60)

    def _encode(self, side: str, texts: Sequence[str], encode: Callable[[Sequence[str]], Vectors]) -> Vectors:
        dimension = self._encoder.dimension
        keys = [self._key(side, text) for text in texts]
        with closing(self._connect()) as connection:
            known = dict(_remembered(connection, sorted(set(keys))))
            known = {key: value for key, value in known.items() if len(value) == dimension * 4}
            new = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
            # Texts of like length together: an encoder pads a batch to its longest.
            missing = sorted(new.items(), key=lambda pair: len(pair[1]))
            for key, vector in self._computed(missing, encode, connection):
                known[key] = vector
        if not keys:
            return np.zeros((0, dimension), dtype=np.float32)
        return (
            np.frombuffer(b"".join(known[key] for key in keys), dtype=np.float32).reshape(len(keys), dimension).copy()
        )

    def _computed(
        self,
        missing: Sequence[tuple[bytes, str]],
        encode: Callable[[Sequence[str]], Vectors],
        connection: sqlite3.Connection,
    ) -> Iterator[tuple[bytes, bytes]]:
        """Encode on all cores (the encoder releases the GIL) and remember each batch as it comes."""
        batches = [missing[start : start + _BATCH] for start in range(0, len(missing), _BATCH)]
        if not batches:
            return

        def encoded(batch: Sequence[tuple[bytes, str]]) -> list[tuple[bytes, bytes]]:
            vectors = np.ascontiguousarray(encode([text for _, text in batch]), dtype=np.float32)
            return [(key, vector.tobytes()) for (key, _), vector in zip(batch, vectors, strict=True)]

        done = 0
        with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
            for pairs in pool.map(encoded, batches):
                with connection:
                    connection.executemany("INSERT OR REPLACE INTO vector VALUES (?, ?)", pairs)
                done += len(pairs)
                if self._on_progress is not None:
                    self._on_progress(done, len(missing))
                yield from pairs

    def _key(self, side: str, text: str) -> bytes:
        return hashlib.sha256(f"{self._encoder.name}\x1f{side}\x1f{text}".encode()).digest()


def _remembered(connection: sqlite3.Connection, keys: Sequence[bytes]) -> Iterator[tuple[bytes, bytes]]:
    for start in range(0, len(keys), _ASKED_AT_ONCE):
        part = keys[start : start + _ASKED_AT_ONCE]
        marks = ",".join("?" * len(part))
        yield from connection.execute(f"SELECT key, value FROM vector WHERE key IN ({marks})", part)  # noqa: S608
