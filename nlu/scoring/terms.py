"""What the scorer reads of a text besides its vector: letters and words of the romanised key, as hashed numbers."""

from __future__ import annotations

import zlib
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from nlu.folding import romanised_key
from nlu.grams import grams

Terms = npt.NDArray[np.int64]

BUCKETS = 1 << 14
_GRAMS = 1 << 15
_MULTIPLIER = 2654435761
_LOW_BITS = 7


def terms_of(text: str) -> Terms:
    """Buckets in [0, BUCKETS) of its character n-grams, words and pairs of words, each once, ascending.

    Of the romanised key, so that a text reads the same with and without diacritics and in either alphabet.
    """
    key = romanised_key(text)
    words = "".join(letter if letter.isalnum() else " " for letter in key).split()
    spoken = [*words, *(f"{first}_{second}" for first, second in pairwise(words))]
    hashed = np.array([_GRAMS + zlib.crc32(word.encode()) % _GRAMS for word in spoken], dtype=np.int64)
    letters = (grams(key) * _MULTIPLIER >> 3) % _GRAMS
    together = np.concatenate([letters, hashed])
    found: Terms = np.unique((together * _MULTIPLIER >> _LOW_BITS) % BUCKETS)
    return found
