"""What is remembered of a person between two messages, as a value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from nlu.locales import Locale

if TYPE_CHECKING:
    from bot.conversation.letters.draft import Draft
    from nlu.anchor_kinds import Anchor
    from nlu.statuses import ResidenceStatus
    from nlu.urgency_kinds import UrgencyKind

URGENT_LASTS = timedelta(minutes=15)
"""For so long after a card the same card is not shown again."""


@dataclass(frozen=True, slots=True)
class PersonState:
    """One person, by pseudonym.

    Attributes:
        chosen_locale: The language they chose; it wins over everything.
        guessed_locale: The language their app is set to; a hint only.
        last_locale: The language of their last message.
        status_declined: They were asked and are not sure or would rather not say.
        article: Id of the article being talked about.
        awaited: The day they were just asked for, of that article.
        draft: The letter they are filling in; None where they fill in none.
        urgent_kind: The danger whose card was shown last, at `urgent_at`.
    """

    pseudonym: str
    chosen_locale: Locale | None = None
    guessed_locale: Locale | None = None
    last_locale: Locale | None = None
    status: ResidenceStatus | None = None
    status_declined: bool = False
    district: str | None = None
    article: str | None = None
    awaited: Anchor | None = None
    urgent_kind: UrgencyKind | None = None
    urgent_at: datetime | None = None
    draft: Draft | None = None

    @property
    def likely_locale(self) -> Locale:
        """The best guess without a text to look at; Czech readers and others share English as the last resort."""
        return self.chosen_locale or self.last_locale or self.guessed_locale or Locale.EN

    def recent_urgency(self, now: datetime) -> UrgencyKind | None:
        """The danger whose card was shown a moment ago."""
        if self.urgent_at is None or now - self.urgent_at > URGENT_LASTS:
            return None
        return self.urgent_kind
