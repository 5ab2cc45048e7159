"""Everything a reply depends on besides the outcome."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from bot.conversation.texts import Texts
from knowledge.districts import districts
from nlu.locales import Locale

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from knowledge.articles import Article, DirectoryEntry, Version
    from knowledge.geography import Point
    from knowledge.letters import Letter
    from nlu.statuses import ResidenceStatus
    from nlu.urgency_kinds import UrgencyKind


class Knowledge(Protocol):
    """The part of `knowledge.base.KnowledgeBase` that replies are made of."""

    @property
    def articles(self) -> Mapping[str, Article]:
        """By id."""

    @property
    def directory(self) -> Mapping[str, DirectoryEntry]:
        """By id."""

    @property
    def urgent_cards(self) -> Mapping[tuple[UrgencyKind, Locale], str]:
        """Markdown."""

    @property
    def letters(self) -> Mapping[str, Letter]:
        """By id, in the order in which they are offered."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Who reads the reply, in which language, on which day.

    Attributes:
        status_declined: They were asked and are not sure or would rather not say.
        district: Such as `praha-3`; None while not known.
        point: Where they showed that they are, for this reply only; it is not remembered.
        now: The moment, with its zone; None where nothing is to be said about what is open.
        article: Id of the article being talked about.
        urgency: The danger whose card was shown a moment ago.
        retention_days: For texts about what is kept.
    """

    knowledge: Knowledge
    locale: Locale
    today: date
    status: ResidenceStatus | None = None
    status_declined: bool = False
    district: str | None = None
    point: Point | None = None
    now: datetime | None = None
    article: str | None = None
    urgency: UrgencyKind | None = None
    retention_days: int = 30

    @property
    def texts(self) -> Texts:
        """The catalogue in the reader's language."""
        return Texts.of(self.locale)

    @property
    def origin(self) -> Point | None:
        """From where distances are counted: the point they showed, else the centre of their district."""
        if self.point is not None:
            return self.point
        district = districts().get(self.district or "")
        return None if district is None else district.centre

    def version(self, article: Article) -> Version:
        """The article in the reader's language, or the nearest one it has."""
        order = (self.locale, *self.locale.fallbacks, *Locale)
        return next(article.versions[locale] for locale in order if locale in article.versions)
