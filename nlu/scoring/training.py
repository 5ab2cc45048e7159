"""Trains a text scorer. Only building a snapshot needs this; it uses torch.

Some letters are left out of each text and some noise is put on each vector, anew in every round, so that the network
does not lean on one spelling. The same texts give the same weights on one kind of machine: the seed is fixed.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from nlu.scoring.lessons import Lessons, Numbers, Variants
from nlu.scoring.scorer import VECTOR_SCALE, TextScorer, averaged, term_weights
from nlu.scoring.terms import BUCKETS, terms_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import torch


ROUNDS = 8
_BATCH = 512
_HIDDEN = 256
_LETTERS = 128
_FORGETTING = 0.3
"""Dropout inside. Noise, lost letters, rounds, rate and width were tried in a dozen runs of a prototype on questions of
writers whose questions it was not trained on: all lay within 0.595 and 0.608, so none is critical (ADR 0010)."""
_FORGETTING_VECTOR = 0.1
_NOISE = 0.4
_MOST_LETTERS_LOST = 0.25
_VARIED = 0.25
"""How often a variant is read instead of the text; half the time is neither better nor worse."""
_RATE = 2e-3
_DECAY = 0.01
_DOUBT = 0.05
_SEED = 20261128


def train_scorer(
    lessons: Lessons,
    labels: int,
    *,
    variants: Variants | None = None,
    rounds: int = ROUNDS,
    members: int = 1,
    on_progress: Callable[[int, int], None] | None = None,
) -> TextScorer:
    """Train on all lessons.

    Args:
        lessons: At least one.
        labels: How many there are without "none of them"; one without any text never scores high.
        variants: Other ways to write some of them.
        rounds: How often each text is read.
        members: How many networks are trained, each from another beginning, and averaged.
        on_progress: Called with how many rounds are done and how many there are, those of all members.
    """
    count_of_texts = len(lessons.texts)
    instead = np.arange(count_of_texts)
    if variants is not None:
        instead[variants.of] = count_of_texts + np.arange(len(variants.of))
        lessons += variants.lessons
    terms = [terms_of(text) for text in lessons.texts]
    rarity = _rarity(terms)
    packed = _Packed.of(terms, rarity)
    done = itertools.count(1)

    def count() -> None:
        if on_progress is not None:
            on_progress(next(done), members * rounds)

    seeds = range(_SEED, _SEED + members)
    networks = [_trained(lessons, labels, packed, instead, rounds=rounds, seed=seed, on_round=count) for seed in seeds]
    return averaged([_frozen(network, rarity) for network in networks])


def _trained(
    lessons: Lessons,
    labels: int,
    packed: _Packed,
    instead: Numbers,
    *,
    rounds: int,
    seed: int,
    on_round: Callable[[], None],
) -> Any:  # noqa: ANN401 - torch is not imported where types are read
    import torch
    from torch.nn import functional

    torch.manual_seed(seed)
    chance = np.random.default_rng(seed)
    network = _network(lessons.vectors.shape[1], labels + 1)
    optimizer = torch.optim.AdamW(network.parameters(), lr=_RATE, weight_decay=_DECAY)
    vectors = torch.from_numpy(lessons.vectors * np.float32(VECTOR_SCALE))
    wanted = torch.from_numpy(lessons.labels)
    count = len(instead)
    steps = rounds * -(-count // _BATCH)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, steps)
    for _ in range(rounds):
        order = chance.permutation(count)
        for start in range(0, count, _BATCH):
            rows = order[start : start + _BATCH]
            rows = np.where(chance.random(len(rows)) < _VARIED, instead[rows], rows)
            noisy = vectors[rows] + _NOISE * torch.randn(len(rows), vectors.shape[1])
            logits = network(noisy, *packed.batch(rows, chance))
            loss = functional.cross_entropy(logits, wanted[rows], label_smoothing=_DOUBT)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call] # torch 1.12 types it half
            optimizer.step()
            schedule.step()
        on_round()
    return network


def _network(dimension: int, labels: int) -> Any:  # noqa: ANN401 - torch is not imported where types are read
    import torch
    from torch import nn
    from torch.nn import functional

    class Network(nn.Module):
        """The shapes that `TextScorer` reads."""

        def __init__(self) -> None:
            super().__init__()
            self.terms = nn.EmbeddingBag(BUCKETS, _LETTERS, mode="sum")
            nn.init.normal_(self.terms.weight, 0.0, 0.05)
            self.read = nn.Linear(dimension, _HIDDEN)
            self.mixed = nn.Linear(_HIDDEN + _LETTERS, _HIDDEN)
            self.said = nn.Linear(_HIDDEN, labels)
            self.straight = nn.Linear(dimension, labels, bias=False)
            nn.init.zeros_(self.straight.weight)
            self.letters = nn.Linear(_LETTERS, labels, bias=False)
            self.forget = nn.Dropout(_FORGETTING)
            self.forget_vector = nn.Dropout(_FORGETTING_VECTOR)

        def forward(
            self, vectors: torch.Tensor, terms: torch.Tensor, starts: torch.Tensor, weights: torch.Tensor
        ) -> torch.Tensor:
            spelled = self.terms(terms, starts, per_sample_weights=weights)
            understood = _gelu(self.read(self.forget_vector(vectors)))
            together = self.forget(torch.cat([understood, _gelu(spelled)], 1))
            together = self.forget(_gelu(self.mixed(together)))
            said: torch.Tensor = self.said(together) + self.straight(vectors) + self.letters(self.forget(spelled))
            return said

    def _gelu(values: torch.Tensor) -> torch.Tensor:
        smooth: torch.Tensor = functional.gelu(values, approximate="tanh")
        return smooth

    return Network()


def _frozen(network: Any, rarity: npt.NDArray[np.float32]) -> TextScorer:  # noqa: ANN401 - as above
    def values(parameter: Any) -> npt.NDArray[np.float32]:  # noqa: ANN401 - as above
        found: npt.NDArray[np.float32] = parameter.detach().numpy().astype(np.float32)
        return found

    def with_bias(layer: Any) -> npt.NDArray[np.float32]:  # noqa: ANN401 - as above
        return np.hstack([values(layer.weight), values(layer.bias)[:, None]])[None]

    return TextScorer(
        rarity=rarity,
        terms=values(network.terms.weight).astype(np.float16)[:, None],
        read=with_bias(network.read),
        mixed=with_bias(network.mixed),
        said=with_bias(network.said),
        straight=values(network.straight.weight),
        letters=values(network.letters.weight)[None],
    )


def _rarity(terms: Sequence[Numbers]) -> npt.NDArray[np.float32]:
    frequency = np.bincount(np.concatenate(terms), minlength=BUCKETS)
    rarity: npt.NDArray[np.float32] = np.log((len(terms) + 1) / (frequency + 1)).astype(np.float32)
    return rarity


@dataclass(frozen=True, slots=True)
class _Packed:
    """Terms of all texts one after another, so that a batch is cut out without a loop over texts."""

    lengths: Numbers
    starts: Numbers
    terms: Numbers
    weights: npt.NDArray[np.float32]

    @classmethod
    def of(cls, terms: Sequence[Numbers], rarity: npt.NDArray[np.float32]) -> _Packed:
        lengths = np.array([len(found) for found in terms], dtype=np.int64)
        weights = np.concatenate([term_weights(rarity[found]) for found in terms])
        return cls(lengths, np.cumsum(lengths) - lengths, np.concatenate(terms), weights)

    def batch(self, rows: Numbers, chance: np.random.Generator) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Terms, where each text's begin, and weights; a random share of each text's is left out."""
        import torch

        lengths = self.lengths[rows]
        owners = np.repeat(np.arange(len(rows)), lengths)
        places = np.arange(len(owners)) + np.repeat(self.starts[rows] - (np.cumsum(lengths) - lengths), lengths)
        kept = chance.random(len(owners)) > (_MOST_LETTERS_LOST * chance.random(len(rows)))[owners]
        places, lengths = places[kept], np.bincount(owners[kept], minlength=len(rows))
        tensors = (self.terms[places], np.cumsum(lengths) - lengths, self.weights[places])
        return torch.from_numpy(tensors[0]), torch.from_numpy(tensors[1]), torch.from_numpy(tensors[2])
