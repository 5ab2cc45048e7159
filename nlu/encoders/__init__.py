"""Encoders: text into vectors. `make_encoder` is the only place that knows their names."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from nlu.errors import UnknownEncoder

if TYPE_CHECKING:
    from nlu.encoding import Encoder

BUNDLED = "bundled:multilingual-e5-small"
HASHING = "hashing"
_SENTENCE_TRANSFORMERS = "sentence-transformers:"


def chosen_setting() -> str:
    """The encoder this installation uses: the environment's PRUVODCE_ENCODER, else the bundled one."""
    return os.environ.get("PRUVODCE_ENCODER", "").strip() or BUNDLED


def make_encoder(setting: str | None = None) -> Encoder:
    """Bring an encoder to life from its setting.

    Args:
        setting: `bundled:multilingual-e5-small`, `hashing`, or `sentence-transformers:<hub name or folder>`, the
            last optionally with prompts as `?question=query: &passage=passage: `. None: `chosen_setting()`.

    Raises:
        UnknownEncoder: The setting is none of these.
        EncoderUnavailable: It is, but its package or files are missing.
    """
    setting = chosen_setting() if setting is None else setting
    if setting == BUNDLED:
        from nlu.encoders.bundled import BundledEncoder

        return BundledEncoder()
    if setting == HASHING:
        from nlu.encoders.hashing import HashingEncoder

        return HashingEncoder()
    if setting.startswith(_SENTENCE_TRANSFORMERS):
        from nlu.encoders.sentence_transformers import SentenceTransformersEncoder

        return SentenceTransformersEncoder(setting.removeprefix(_SENTENCE_TRANSFORMERS))
    raise UnknownEncoder(setting)
