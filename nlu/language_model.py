"""A small model of which of our five languages a text is in, also without diacritics or in Latin letters.

Naive Bayes over character 1- to 4-grams, trained on our own sentences (articles' questions and sections, dialogue
examples) and on how hurried people would type them. No library knows romanised Ukrainian or Russian.
"""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from nlu.errors import ModelFileDamaged, TooFewExamples
from nlu.folding import normalise
from nlu.locales import Locale
from nlu.romanising import hurried_variants

LOCALES: tuple[Locale, ...] = tuple(Locale)
_BUCKETS = 1 << 16
_LONGEST_GRAM = 4
_MOST_CHARACTERS = 160
_SMOOTHING = 0.3
# Grams overlap, so naive Bayes counts the same evidence several times; this share of it gives honest probabilities.
_EVIDENCE_SHARE = 0.25

Weights = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Likelihood:
    """What the model makes of a text.

    Attributes:
        p: For each locale, summing to 1.
        familiarity: Mean log probability of the text's grams in its best language, at most 0; lower is stranger.
    """

    p: dict[Locale, float]
    familiarity: float


_LOCALES_NAMED = [locale.value for locale in LOCALES]


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """Fitted weights.

    Attributes:
        weights: Log probability of each gram bucket in each locale, shape (5, 65536).
    """

    weights: Weights

    def likelihood(self, text: str) -> Likelihood:
        """How likely each of the five languages is, under equal priors; at most 1 ms."""
        buckets = [_bucket(gram) for gram in _grams(text, most=_MOST_CHARACTERS)]
        if not buckets:
            return Likelihood(dict.fromkeys(LOCALES, 1 / len(LOCALES)), 0.0)
        totals = self.weights[:, buckets].sum(axis=1)
        shares = np.exp((totals - totals.max()) * _EVIDENCE_SHARE)
        shares /= shares.sum()
        by_locale = {locale: float(share) for locale, share in zip(LOCALES, shares, strict=True)}
        return Likelihood(by_locale, float(totals.max()) / len(buckets))

    def save(self, path: Path) -> None:
        """Write to an `.npz` file."""
        np.savez_compressed(path, weights=self.weights.astype(np.float16), locales=_LOCALES_NAMED)

    @classmethod
    def load(cls, path: Path) -> LanguageModel:
        """Read what `save` wrote.

        Raises:
            ModelFileDamaged: The file is missing or was made for other languages.
        """
        try:
            with np.load(path, allow_pickle=False) as arrays:
                weights = arrays["weights"].astype(np.float32)
                # Files of before 2026-11-28 do not name the languages; they are these.
                locales = list(arrays["locales"]) if "locales" in arrays else _LOCALES_NAMED
        except (OSError, ValueError, KeyError) as fault:
            raise ModelFileDamaged(path) from fault
        if locales != _LOCALES_NAMED or weights.shape != (len(LOCALES), _BUCKETS):
            raise ModelFileDamaged(path)
        return cls(weights)


def train_language_model(sentences: Iterable[tuple[str, Locale]]) -> LanguageModel:
    """Fit the model on our own sentences and their hurried variants; the same sentences give the same model.

    Raises:
        TooFewExamples: A language has no sentence.
    """
    unique = sorted({(normalise(text), locale) for text, locale in sentences if text.strip()})
    missing = [locale.value for locale in LOCALES if not any(kept is locale for _, kept in unique)]
    if missing:
        raise TooFewExamples(f"no sentence in {', '.join(missing)}")
    counted: defaultdict[tuple[Locale, float], Counter[str]] = defaultdict(Counter)
    for text, locale in unique:
        variants = hurried_variants(text, locale)
        counted[locale, 1.0].update(_grams(text))
        for variant in variants:
            counted[locale, 1.0 / len(variants)].update(_grams(variant))
    counts = np.zeros((len(LOCALES), _BUCKETS), dtype=np.float64)
    # Counted as texts first: hashing each gram where it stands takes ten times as long.
    for (locale, weight), grams in counted.items():
        row = counts[LOCALES.index(locale)]
        np.add.at(row, [_bucket(gram) for gram in grams], weight * np.array(list(grams.values())))
    smoothed = counts + _SMOOTHING
    return LanguageModel(np.log(smoothed / smoothed.sum(axis=1, keepdims=True)).astype(np.float32))


class _Letters(dict[int, str]):
    """For `str.translate`: letters and apostrophes as they are, a space for all else; asked once for each character."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        self[code] = letter if letter.isalpha() or letter == "'" else " "
        return self[code]


_LETTERS = _Letters()


def _grams(text: str, *, most: int | None = None) -> list[str]:
    """Of the letters of a text, or of the first `most` of its characters."""
    line = " ".join(normalise(text).lower().translate(_LETTERS).split())[:most]
    if not line:
        return []
    coded = f" {line} "
    return [
        coded[start : start + size]
        for size in range(1, _LONGEST_GRAM + 1)
        for start in range(len(coded) - size + 1)
        if size > 1 or coded[start] != " "
    ]


def _bucket(gram: str) -> int:
    return zlib.crc32(gram.encode()) % _BUCKETS
