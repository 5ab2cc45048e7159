"""A search index as files of a snapshot: arrays and FAISS indexes, nothing that runs code when read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from knowledge.centring import LOCALES, Centring
from knowledge.dense import DenseIndex
from knowledge.lexical import LexicalIndex
from knowledge.search_index import Passages, SearchIndex
from nlu.scoring.scorer import TextScorer

if TYPE_CHECKING:
    from pathlib import Path

_OWNERS = ("questions", "texts")
_LETTERS = ("text_grams", "article_grams")
_VECTORS = "vectors.npy"
_QUESTIONS = "question_index.faiss"


def save_index(index: SearchIndex, folder: Path) -> None:
    """Write the index into a folder that exists."""
    arrays: dict[str, npt.NDArray[np.generic]] = {"means": index.centring.means}
    for name in _OWNERS:
        owners: Passages = getattr(index, name)
        arrays |= {f"{name}_articles": owners.articles, f"{name}_locales": owners.locales}
    np.savez(folder / "arrays.npz", **arrays)
    np.save(folder / _VECTORS, index.vectors)
    index.question_index.save(folder / _QUESTIONS)
    for name in _LETTERS:
        for locale, letters in zip(LOCALES, getattr(index, name), strict=True):
            letters.save(folder / f"{name}.{locale.value}.npz")
    index.any_alphabet_grams.save(folder / "any_alphabet_grams.npz")
    index.scorer.save(folder / "scorer.npz")
    described = {"articles": index.articles, "encoder": index.encoder}
    (folder / "index.json").write_text(json.dumps(described, indent=1) + "\n", encoding="utf-8")


def load_index(folder: Path) -> SearchIndex:
    """Read what `save_index` wrote; vectors stay in their file until they are looked at, which few ever are."""
    described = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    with np.load(folder / "arrays.npz") as held:
        arrays = dict(held)

    def letters(name: str) -> tuple[LexicalIndex, ...]:
        return tuple(LexicalIndex.load(folder / f"{name}.{locale.value}.npz") for locale in LOCALES)

    return SearchIndex(
        articles=tuple(described["articles"]),
        encoder=described["encoder"],
        **{name: Passages(arrays[f"{name}_articles"], arrays[f"{name}_locales"]) for name in _OWNERS},
        vectors=np.load(folder / _VECTORS, mmap_mode="r"),
        centring=Centring(arrays["means"]),
        question_index=DenseIndex.load(folder / _QUESTIONS),
        text_grams=letters("text_grams"),
        article_grams=letters("article_grams"),
        any_alphabet_grams=LexicalIndex.load(folder / "any_alphabet_grams.npz"),
        scorer=TextScorer.load(folder / "scorer.npz"),
    )
