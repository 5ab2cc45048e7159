"""Many signals about each article made one probability: a softmax over all articles and "none of them"."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

Signals = npt.NDArray[np.float64]
Probabilities = npt.NDArray[np.float64]

SIGNALS = (
    "question_same_language",
    "question_other_language",
    "grams_any_alphabet",
    "scorer_log_p",
)
"""What is measured about each article, in this order in every array. What was tried beside them and won nothing: the
mean of an article's three nearest questions, its title, its questions' letters in one alphabet (ADR 0010), the vectors
of its short answer, the letters of its text (ADR 0016)."""

CONTEXT = (
    "one",
    "plain_cosine",
    "question_same_language",
    "question_other_language",
    "grams_any_alphabet",
    "scorer_log_p",
    "scorer_log_p_of_none",
    "abroad",
)
"""What is measured about the question as a whole; says how likely it is that no article answers."""


@dataclass(frozen=True, slots=True)
class Fusion:
    """Fitted coefficients.

    Attributes:
        signal_means: And spreads, weights: one for each of `SIGNALS`. Weights are never negative: no signal for an
            article may count against it.
        context_means: And spreads, weights: one for each of `CONTEXT`.
    """

    signal_means: tuple[float, ...]
    signal_spreads: tuple[float, ...]
    signal_weights: tuple[float, ...]
    context_means: tuple[float, ...]
    context_spreads: tuple[float, ...]
    context_weights: tuple[float, ...]

    def probabilities(self, signals: Signals, context: Signals, bonus: Signals | None = None) -> Probabilities:
        """Probability of each article to be the one that answers; they and "none" sum to 1.

        Args:
            signals: Shape (articles, len(SIGNALS)).
            context: Shape (len(CONTEXT),).
            bonus: Added to each article's score, shape (articles,); for what is known about the person.
        """
        scores = ((signals - self.signal_means) / self.signal_spreads) @ np.asarray(self.signal_weights)
        none = float(((context - self.context_means) / self.context_spreads) @ np.asarray(self.context_weights))
        if bonus is not None:
            scores = scores + bonus
        highest = max(float(scores.max(initial=none)), none)
        risen = np.exp(scores - highest)
        found: Probabilities = risen / (risen.sum() + np.exp(none - highest))
        return found

    def sharpened(self, scale: float, more_none: float) -> Fusion:
        """The same order of articles; odds taken to the power of `scale`, and `more_none` added to "none"."""
        none = tuple(weight * scale for weight in self.context_weights)
        return replace(
            self,
            signal_weights=tuple(weight * scale for weight in self.signal_weights),
            context_weights=(none[0] + more_none, *none[1:]),
        )


def best_of_each(
    scores: npt.NDArray[np.float32], owners: npt.NDArray[np.int64], articles: int, lowest: float
) -> Signals:
    """The best score of each article.

    Args:
        scores: Of passages, shape (n,).
        owners: Number of the article each passage belongs to, shape (n,).
        articles: How many articles there are.
        lowest: What an article without a passage gets.
    """
    if (owners[1:] < owners[:-1]).any():
        order = np.argsort(owners, kind="stable")
        scores, owners = scores[order], owners[order]
    return best_of_runs(scores, owners, run_starts(owners), articles, lowest)


def run_starts(owners: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Where the owner is another than before, shape (runs,)."""
    return np.flatnonzero(np.diff(owners, prepend=-1))


def best_of_runs(
    scores: npt.NDArray[np.float32] | npt.NDArray[np.float64],
    owners: npt.NDArray[np.int64],
    starts: npt.NDArray[np.int64],
    articles: int,
    lowest: float,
) -> Signals:
    """`best_of_each` of passages that stand side by side where they belong to one article, found by `run_starts`."""
    best = np.full(articles, lowest, dtype=np.float64)
    if len(starts):
        # `np.maximum.at` takes many times as long.
        best[owners[starts]] = np.maximum(np.maximum.reduceat(scores, starts), lowest)
    return best


def log_loss_and_slope(
    weights: Signals, signals: Signals, context: Signals, right: npt.NDArray[np.bool_], importance: Signals
) -> tuple[float, Signals]:
    """What fitting makes small: minus the weighted log probability of a right article (or of none).

    Args:
        weights: Of signals, then of context, in one row.
        signals: Scaled, shape (questions, articles, signals).
        context: Scaled, shape (questions, context).
        right: Which articles answer, shape (questions, articles); none at all where nothing answers.
        importance: Of each question.

    Returns:
        The loss and its slope along `weights`.
    """
    count = signals.shape[2]
    scores = np.concatenate([signals @ weights[:count], (context @ weights[count:])[:, None]], axis=1)
    wanted = np.concatenate([right, ~right.any(axis=1)[:, None]], axis=1)
    risen = np.exp(scores - scores.max(axis=1, keepdims=True))
    p = risen / risen.sum(axis=1, keepdims=True)
    p_right = (p * wanted).sum(axis=1)
    loss = -float((importance * np.log(np.maximum(p_right, 1e-12))).sum())
    pull = importance[:, None] * (p - p * wanted / np.maximum(p_right, 1e-12)[:, None])
    slope = np.concatenate([np.einsum("na,nas->s", pull[:, :-1], signals), pull[:, -1] @ context])
    return loss, slope


def scaled(values: Signals, means: npt.ArrayLike, spreads: npt.ArrayLike) -> Signals:
    """Values as `Fusion` weighs them."""
    found: Signals = (values - np.asarray(means)) / np.asarray(spreads)
    return found
