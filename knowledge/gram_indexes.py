"""Indexes of character n-grams over questions, passages and whole articles."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

from knowledge.centring import LOCALES
from knowledge.lexical import LexicalIndex
from nlu.folding import romanised_key
from nlu.grams import BUCKETS, LONGEST, SHORTEST, Grams, grams

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.trained import Trained

_PROJECT = Path(__file__).parents[1]
_CODE = ("knowledge/lexical.py", "nlu/grams.py", "nlu/folding.py")
"""Whoever changes these changes the indexes."""


class Owners(Protocol):
    """Whose each passage is."""

    @property
    def articles(self) -> npt.NDArray[np.int64]:
        """Numbers of articles, shape (n,)."""

    @property
    def locales(self) -> npt.NDArray[np.int64]:
        """Numbers of locales, shape (n,)."""


def any_alphabet_index(questions: Sequence[str], trained: Trained | None) -> LexicalIndex:
    """Over the romanised keys of all questions: the largest index, and one that an edit of a text leaves as it was."""

    def index() -> LexicalIndex:
        found, owners = grams_with_owners([romanised_key(question) for question in questions])
        return LexicalIndex.of(found, owners, size=len(questions), terms=BUCKETS)

    if trained is None:
        return index()
    code = ((_PROJECT / name).read_bytes() for name in _CODE)
    return trained.get("grams", (repr(questions).encode(), *code), load=LexicalIndex.load, train=index)


def grams_of_each(folded: Sequence[str]) -> list[Grams]:
    """What `nlu.grams.grams` finds in each text, in some order, but read as one long text, in a third of the time."""
    if not folded:
        return []
    found, owners = grams_with_owners(folded)
    ends = np.cumsum(np.bincount(owners, minlength=len(folded)))[:-1]
    return np.split(found[np.argsort(owners, kind="stable")], ends)


def grams_with_owners(folded: Sequence[str]) -> tuple[Grams, npt.NDArray[np.int32]]:
    """What `nlu.grams.grams` finds in all the texts, and the number of the text each was found in, shape (n,) each."""
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


def index_by_locale(letters: Sequence[Grams], owners: Owners) -> tuple[LexicalIndex, ...]:
    """One index for each locale, of its passages.

    Args:
        letters: Grams of each passage.
        owners: Of the passages.
    """
    return tuple(
        LexicalIndex.build([letters[position] for position in np.flatnonzero(owners.locales == number)], BUCKETS)
        for number in range(len(LOCALES))
    )


def whole_article_indexes(letters: Sequence[Grams], owners: Owners, count: int) -> tuple[LexicalIndex, ...]:
    """One index for each locale, in which an article is one text of all its passages.

    Args:
        letters: Grams of each passage.
        owners: Of the passages.
        count: How many articles there are.
    """

    def terms(article: int, locale: int) -> Grams:
        mine = np.flatnonzero((owners.articles == article) & (owners.locales == locale))
        return np.concatenate([letters[position] for position in mine]) if len(mine) else np.zeros(0, dtype=np.int64)

    return tuple(
        LexicalIndex.build([terms(article, locale) for article in range(count)], BUCKETS)
        for locale in range(len(LOCALES))
    )
