"""Words of one language as our own sentences use them: how often each, and how often each pair of neighbours."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import chain, islice, pairwise
from math import log
from typing import TYPE_CHECKING, Any

import numpy as np

from nlu.errors import ModelFileDamaged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

_MOST_SPELLINGS = 8
_MOST_PAIRS = 400_000
_BACK_OFF = 0.4
"""What a word counts where its pair was never seen (stupid backoff: Brants and others, 2007)."""
_UNSEEN = -14.0


@dataclass(frozen=True, slots=True)
class WordMemory:
    """Counts of one language.

    Attributes:
        counts: How often each word was seen.
        spellings: Words by the key they share with their damaged forms, most frequent first.
        pairs: How often two words stood side by side, where that was at least twice.
        total: Words seen in all.
    """

    counts: Mapping[str, int]
    spellings: Mapping[str, tuple[str, ...]]
    pairs: Mapping[str, int]
    total: int

    @classmethod
    def of(cls, sentences: Iterable[Sequence[str]], key: Callable[[str], str]) -> WordMemory:
        """Count sentences.

        Args:
            sentences: Their words in lower case.
            key: What a word shares with its damaged forms.
        """
        sentences = list(sentences)
        counts = Counter(chain.from_iterable(sentences))
        pairs = Counter(f"{first} {second}" for words in sentences for first, second in pairwise(words))
        kept = {pair: count for pair, count in pairs.most_common(_MOST_PAIRS) if count > 1}
        spellings: dict[str, list[str]] = {}
        for word in sorted(counts, key=lambda word: (-counts[word], word)):
            same = spellings.setdefault(key(word), [])
            if len(same) < _MOST_SPELLINGS:
                same.append(word)
        same_key = {key: tuple(words) for key, words in spellings.items()}
        return cls(dict(counts), same_key, kept, sum(counts.values()))

    def knows(self, word: str) -> bool:
        """Whether it was seen, in lower case."""
        return word in self.counts

    def spelled(self, key: str) -> tuple[str, ...]:
        """Words with this key, most frequent first; none where it was never seen."""
        return self.spellings.get(key, ())

    def likeliest(self, found: Sequence[Sequence[str]]) -> list[str]:
        """One word of each place that has any, so that the whole is most usual (Viterbi)."""
        paths: dict[str, tuple[float, list[str]]] = {"": (0.0, [])}
        for words in found:
            if not words:
                continue
            paths = {
                word: max(
                    ((score + self._follows(before, word), [*path, word]) for before, (score, path) in paths.items()),
                    key=lambda reached: reached[0],
                )
                for word in words
            }
        return max(paths.values(), key=lambda reached: reached[0])[1]

    def likelihood(self, words: Sequence[str]) -> float:
        """Mean log probability of the words, each after the one before; at most 0."""
        if not words:
            return _UNSEEN
        return sum(self._follows(before, word) for before, word in pairwise(["", *words])) / len(words)

    def _follows(self, before: str, word: str) -> float:
        count = self.counts.get(word)
        if not count:
            return _UNSEEN
        together = self.pairs.get(f"{before} {word}")
        return log(together / self.counts[before]) if together else log(_BACK_OFF * count / self.total)


def save_memories(memories: Mapping[str, WordMemory], path: Path) -> None:
    """Write to an `.npz` file, by name."""
    arrays: dict[str, Any] = {}
    for name, memory in memories.items():
        spelled = [word for words in memory.spellings.values() for word in words]
        words = [*spelled, *sorted(set(memory.counts) - set(spelled))]
        arrays[f"{name}.words"] = _packed(words)
        arrays[f"{name}.counts"] = np.array([memory.counts[word] for word in words], dtype=np.int32)
        arrays[f"{name}.keys"] = _packed(list(memory.spellings))
        arrays[f"{name}.sizes"] = np.array([len(same) for same in memory.spellings.values()], dtype=np.int32)
        arrays[f"{name}.pairs"] = _packed(list(memory.pairs))
        arrays[f"{name}.pair_counts"] = np.array(list(memory.pairs.values()), dtype=np.int32)
    np.savez(path, **arrays)


def load_memories(path: Path) -> dict[str, WordMemory]:
    """Read what `save_memories` wrote.

    Raises:
        ModelFileDamaged: The file is missing or incomplete.
    """
    try:
        with np.load(path, allow_pickle=False) as held:
            names = sorted({name.split(".")[0] for name in held.files})
            return {name: _loaded(held, name) for name in names}
    except (OSError, ValueError, KeyError) as fault:
        raise ModelFileDamaged(path) from fault


def _loaded(held: Any, name: str) -> WordMemory:  # noqa: ANN401 - numpy names no type for an open archive
    words = _unpacked(held[f"{name}.words"])
    counts = dict(zip(words, held[f"{name}.counts"].tolist(), strict=True))
    pairs = dict(zip(_unpacked(held[f"{name}.pairs"]), held[f"{name}.pair_counts"].tolist(), strict=True))
    ordered = iter(words)
    sizes = held[f"{name}.sizes"].tolist()
    spellings = {
        key: tuple(islice(ordered, size)) for key, size in zip(_unpacked(held[f"{name}.keys"]), sizes, strict=True)
    }
    return WordMemory(counts, spellings, pairs, sum(counts.values()))


def _packed(texts: Sequence[str]) -> Any:  # noqa: ANN401 - an array of bytes
    return np.frombuffer("\n".join(texts).encode(), dtype=np.uint8)


def _unpacked(array: Any) -> list[str]:  # noqa: ANN401 - an array of bytes
    return array.tobytes().decode().split("\n") if array.size else []
