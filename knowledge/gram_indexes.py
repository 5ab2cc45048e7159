"""The index of character n-grams over all questions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from knowledge.lexical import LexicalIndex
from nlu.folding import romanised_key
from nlu.grams import BUCKETS, LONGEST, SHORTEST, Grams, grams

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.trained import Trained

_PROJECT = Path(__file__).parents[1]
_CODE = ("knowledge/lexical.py", "nlu/grams.py", "nlu/folding.py")
"""Whoever changes these changes the indexes."""


def any_alphabet_index(questions: Sequence[str], trained: Trained | None) -> LexicalIndex:
    """Over the romanised keys of all questions: the largest index, and one that an edit of a text leaves as it was."""

    def index() -> LexicalIndex:
        found, owners = grams_with_owners([romanised_key(question) for question in questions])
        return LexicalIndex.of(found, owners, size=len(questions), terms=BUCKETS)

    if trained is None:
        return index()
    code = ((_PROJECT / name).read_bytes() for name in _CODE)
    return trained.get("grams", (repr(questions).encode(), *code), load=LexicalIndex.load, train=index)


def grams_with_owners(folded: Sequence[str]) -> tuple[Grams, npt.NDArray[np.int32]]:
    """What `nlu.grams.grams` finds in all the texts, and the number of the text each was found in, shape (n,) each.

    Read as one long text, in a third of the time.
    """
    if not folded:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int32)
    lines = [text.replace("\n", " ") for text in folded]
    codes = np.frombuffer("\n".join([*lines, ""]).encode("utf-32-le"), dtype=np.uint32)
    used = np.flatnonzero(np.bincount(codes))
    is_letter = np.zeros(used[-1] + 1, dtype=np.bool_)
    is_letter[used] = [chr(letter).isalnum() for letter in used]
    in_word = is_letter[codes]
    edges = np.flatnonzero(np.diff(np.concatenate([[0], in_word.view(np.int8), [0]])))
    begins, lengths = edges[::2], np.diff(edges)[::2]
    owner = np.searchsorted(np.flatnonzero(codes == ord("\n")), begins).astype(np.int32)
    # A word of n letters has a space on either side; no gram goes beyond them.
    owners = [np.repeat(owner, np.maximum(lengths + 3 - size, 0)) for size in range(SHORTEST, LONGEST + 1)]
    return grams(" ".join(lines)), np.concatenate(owners)
