"""A small model of which of our five languages a text is in, also without diacritics or in Latin letters.

Naive Bayes over character 1- to 4-grams, trained on our own sentences (articles' questions and sections, dialogue
examples) and on how hurried people would type them. No library knows romanised Ukrainian or Russian.
"""

from __future__ import annotations

import json
import zlib
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


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """Fitted weights.

    Attributes:
        weights: Log probability of each gram bucket in each locale, shape (5, 65536).
    """

    weights: Weights

    def likelihood(self, text: str) -> Likelihood:
        """How likely each of the five languages is, under equal priors; at most 1 ms."""
        buckets = _gram_buckets(text)
        if not buckets:
            return Likelihood(dict.fromkeys(LOCALES, 1 / len(LOCALES)), 0.0)
        totals = self.weights[:, buckets].sum(axis=1)
        shares = np.exp((totals - totals.max()) * _EVIDENCE_SHARE)
        shares /= shares.sum()
        by_locale = {locale: float(share) for locale, share in zip(LOCALES, shares, strict=True)}
        return Likelihood(by_locale, float(totals.max()) / len(buckets))

    def save(self, folder: Path) -> None:
        """Write `language.npz` and `language.json` into the folder."""
        np.savez_compressed(folder / "language.npz", weights=self.weights.astype(np.float16))
        settings = {"locales": [locale.value for locale in LOCALES], "longest_gram": _LONGEST_GRAM}
        (folder / "language.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> LanguageModel:
        """Read what `save` wrote.

        Raises:
            ModelFileDamaged: A file is missing or was made for other languages.
        """
        try:
            settings = json.loads((folder / "language.json").read_text(encoding="utf-8"))
            with np.load(folder / "language.npz", allow_pickle=False) as arrays:
                weights = arrays["weights"].astype(np.float32)
            locales = settings["locales"]
        except (OSError, ValueError, KeyError) as fault:
            raise ModelFileDamaged(folder / "language.json") from fault
        if locales != [locale.value for locale in LOCALES] or weights.shape != (len(LOCALES), _BUCKETS):
            raise ModelFileDamaged(folder / "language.npz")
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
    counts = np.zeros((len(LOCALES), _BUCKETS), dtype=np.float64)
    for text, locale in unique:
        variants = hurried_variants(text, locale)
        for form, weight in ((text, 1.0), *((variant, 1.0 / len(variants)) for variant in variants)):
            np.add.at(counts[LOCALES.index(locale)], _gram_buckets(form, everything=True), weight)
    smoothed = counts + _SMOOTHING
    return LanguageModel(np.log(smoothed / smoothed.sum(axis=1, keepdims=True)).astype(np.float32))


def _gram_buckets(text: str, *, everything: bool = False) -> list[int]:
    letters = "".join(letter if letter.isalpha() or letter == "'" else " " for letter in normalise(text).lower())
    line = " ".join(letters.split())
    if not everything:
        line = line[:_MOST_CHARACTERS]
    if not line:
        return []
    coded = f" {line} "
    return [
        zlib.crc32(coded[start : start + size].encode()) % _BUCKETS
        for size in range(1, _LONGEST_GRAM + 1)
        for start in range(len(coded) - size + 1)
        if coded[start : start + size] != " "
    ]
