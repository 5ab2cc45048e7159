"""What the gateway understands by itself, without the dialogue engine: language and danger."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from bot.conversation.scene import Knowledge

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.conversation.person_state import PersonState
    from knowledge.articles import Article, DirectoryEntry
    from knowledge.letters import Letter
    from nlu.encoding import Vectors
    from nlu.language import LanguageGuess
    from nlu.locales import Locale
    from nlu.urgency_kinds import UrgencyKind


class Languages(Protocol):
    """`nlu.language.LanguageIdentifier`."""

    def identify(self, text: str, *, chosen: Locale | None = None, prior: Locale | None = None) -> LanguageGuess:
        """Say which of our languages to answer in."""


class Urgency(Protocol):
    """`nlu.urgency.UrgencyDetector`."""

    def detect(self, text: str, *, vector: Vectors | None = None) -> UrgencyKind | None:
        """The danger a text speaks of; None for none. Without its vector, patterns alone decide."""


class TurnKnowledge(Knowledge, Protocol):
    """The part of `knowledge.base.KnowledgeBase` that a turn needs."""

    @property
    def languages(self) -> Languages:
        """Knows languages."""

    @property
    def urgency(self) -> Urgency:
        """Knows danger."""

    def vector(self, text: str) -> Vectors:
        """The text as a question, shape (dimension,)."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What was understood of a text.

    Attributes:
        foreign: Code of a language we do not have, if the text is surely in one.
    """

    locale: Locale
    foreign: str | None = None
    urgency: UrgencyKind | None = None


@dataclass(frozen=True, slots=True)
class NoKnowledge:
    """Stands in while no snapshot is active, so that commands still work."""

    articles: Mapping[str, Article] = field(default_factory=lambda: MappingProxyType({}))
    directory: Mapping[str, DirectoryEntry] = field(default_factory=lambda: MappingProxyType({}))
    urgent_cards: Mapping[tuple[UrgencyKind, Locale], str] = field(default_factory=lambda: MappingProxyType({}))
    letters: Mapping[str, Letter] = field(default_factory=lambda: MappingProxyType({}))


def hear(text: str, person: PersonState, knowledge: TurnKnowledge) -> Heard:
    """Understand language and danger of a text; about 30 ms where the encoder is asked."""
    prior = person.last_locale or person.guessed_locale
    guess = knowledge.languages.identify(text, chosen=person.chosen_locale, prior=prior)
    return Heard(guess.locale, guess.foreign, knowledge.urgency.detect(text, vector=knowledge.vector(text)))
