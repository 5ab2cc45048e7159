"""What tells a few articles apart, where their metadata say it: status, stage, age. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from knowledge.articles import Facet
from nlu.statuses import ResidenceStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.articles import Article

_GROUPS_NAMED = 2
"""Statuses that fit on a button."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What tells articles apart.

    Attributes:
        name: `status`, or that of a facet; a text `clarify.by_<name>` asks for it.
        labels: For each article the keys of the texts that name its side.
    """

    name: str
    labels: tuple[tuple[str, ...], ...]


def difference(articles: Sequence[Article], status: ResidenceStatus | None = None) -> Difference | None:
    """The first of status, stage and age in which each two of the articles differ; None where titles must do.

    Args:
        articles: At least two, or there is nothing to tell apart.
        status: The person's, where it is known already; then it is not asked for.
    """
    if len(articles) < 2:  # noqa: PLR2004 - a pair
        return None
    if status is None and _are_for_different_people(articles):
        groups = tuple(_status_labels(article) for article in articles)
        return Difference("status", groups)
    for facet in Facet:
        sides = [article.facets.get(facet) for article in articles]
        if None not in sides and len(set(sides)) == len(sides):
            return Difference(facet.value, tuple((f"facet.{facet.value}.{side}",) for side in sides))
    return None


def _are_for_different_people(articles: Sequence[Article]) -> bool:
    return all(0 < len(article.applies_to) <= _GROUPS_NAMED for article in articles) and not any(
        one.applies_to & other.applies_to for one, other in combinations(articles, 2)
    )


def _status_labels(article: Article) -> tuple[str, ...]:
    return tuple(f"status.{status.value}" for status in ResidenceStatus if status in article.applies_to)
