"""A search index as files of a snapshot: arrays and FAISS indexes, nothing that runs code when read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np

from knowledge.centring import Centring
from knowledge.dense import DenseIndex
from knowledge.lexical import LexicalIndex
from knowledge.search_index import Passages, SearchIndex
from nlu.scoring.scorer import TextScorer

if TYPE_CHECKING:
    from pathlib import Path

_VECTORS = "vectors.npy"
_QUESTIONS = "question_index.faiss"


def save_index(index: SearchIndex, folder: Path) -> None:
    """Write the index into a folder that exists."""
    owners = {"articles": index.questions.articles, "locales": index.questions.locales}
    np.savez(folder / "arrays.npz", means=index.centring.means, **owners)
    np.save(folder / _VECTORS, index.vectors)
    index.question_index.save(folder / _QUESTIONS)
    index.any_alphabet_grams.save(folder / "any_alphabet_grams.npz")
    index.scorer.save(folder / "scorer.npz")
    described = {"articles": index.articles, "encoder": index.encoder}
    (folder / "index.json").write_text(json.dumps(described, indent=1) + "\n", encoding="utf-8")


def load_index(folder: Path) -> SearchIndex:
    """Read what `save_index` wrote; vectors stay in their file until they are looked at, which few ever are."""
    described = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    with np.load(folder / "arrays.npz") as held:
        arrays = dict(held)
    return SearchIndex(
        articles=tuple(described["articles"]),
        encoder=described["encoder"],
        questions=Passages.numbered(arrays["articles"], arrays["locales"]),
        vectors=np.load(folder / _VECTORS, mmap_mode="r"),
        centring=Centring(arrays["means"]),
        question_index=DenseIndex.load(folder / _QUESTIONS),
        any_alphabet_grams=LexicalIndex.load(folder / "any_alphabet_grams.npz"),
        scorer=TextScorer.load(folder / "scorer.npz"),
    )
