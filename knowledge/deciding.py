"""From probabilities to a decision. Pure: knows no clock, index or file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.questions import Close, Decision, Found, NothingFits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.questions import Hit

_MOST_OFFERED = 3


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Fitted limits, all probabilities in [0, 1].

    Attributes:
        answer: From here on the best article is shown.
        clarify: From here on the best articles together are worth a question back.
        offer: An article below this is not offered beside others.
    """

    answer: float
    clarify: float
    offer: float


def decide(hits: Sequence[Hit], thresholds: Thresholds) -> Decision:
    """Show one article, ask whether it is one of up to three, or say that nothing fits.

    Args:
        hits: Best first, calibrated.
        thresholds: The limits.
    """
    if not hits:
        return NothingFits()
    best = hits[0]
    if best.p >= thresholds.answer:
        return Found(best.article, best.p)
    offered = [hit for hit in hits[:_MOST_OFFERED] if hit.p >= thresholds.offer]
    if offered and sum(hit.p for hit in offered) >= thresholds.clarify:
        return Close(tuple(hit.article for hit in offered))
    return NothingFits()
