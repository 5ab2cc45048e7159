"""Character n-grams of a text as hashed numbers, fast enough for a hundred thousand passages."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Grams = npt.NDArray[np.int64]

BUCKETS = 1 << 18
SHORTEST, LONGEST = 3, 5
_SPACE = ord(" ")
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_MIX_SHIFT = np.uint64(29)
_BUCKET_SHIFT = np.uint64(64 - 18)


class _InWords(dict[int, str]):
    """Each letter and digit as it is, everything else a space; worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = chr(code) if chr(code).isalnum() else " "
        return self[code]


_IN_WORDS = _InWords()


def grams(folded: str) -> Grams:
    """Buckets in [0, BUCKETS) of every 3- to 5-gram within the words of a folded text, in no order, with repeats.

    Words are padded with one space at each end, so that beginnings and ends count; no gram spans two words.
    """
    padded = " " + " ".join(folded.translate(_IN_WORDS).split()) + " "
    codes = np.frombuffer(padded.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    is_space = codes == _SPACE
    found = [_of_length(codes, is_space, length) for length in range(SHORTEST, LONGEST + 1)]
    return np.concatenate(found)


def _of_length(codes: npt.NDArray[np.uint64], is_space: npt.NDArray[np.bool_], length: int) -> Grams:
    count = len(codes) - length + 1
    if count <= 0:
        return np.zeros(0, dtype=np.int64)
    hashed = np.full(count, length, dtype=np.uint64)
    spans_two_words = np.zeros(count, dtype=np.bool_)
    for offset in range(length):
        hashed = (hashed ^ codes[offset : offset + count]) * _MULTIPLIER
        hashed ^= hashed >> _MIX_SHIFT
        if 0 < offset < length - 1:
            spans_two_words |= is_space[offset : offset + count]
    buckets: Grams = ((hashed * _MULTIPLIER) >> _BUCKET_SHIFT).astype(np.int64)
    within: Grams = buckets[~spans_two_words]
    return within
