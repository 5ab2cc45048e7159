"""What the gateway understands by itself, without the dialogue engine: language and danger."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from bot.conversation.scene import Knowledge
from nlu.bare_district import is_district_name
from nlu.carried_vector import CarriedVector
from nlu.locales import Locale, Script

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.conversation.person_state import PersonState
    from knowledge.articles import Article, DirectoryEntry
    from knowledge.letters import Letter
    from nlu.encoding import Vectors
    from nlu.language import LanguageGuess
    from nlu.urgency_kinds import UrgencyKind


_CYRILLIC = re.compile("[\u0400-\u04ff]")


class Languages(Protocol):
    """`nlu.language.LanguageIdentifier`."""

    def identify(self, text: str, *, chosen: Locale | None = None, prior: Locale | None = None) -> LanguageGuess:
        """Say which of our languages to answer in."""


class Urgency(Protocol):
    """`nlu.urgency.UrgencyDetector`."""

    def load(self) -> None:
        """Make everything ready now."""

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

    @property
    def encoder_name(self) -> str:
        """Who makes its vectors."""

    def vector(self, text: str) -> Vectors:
        """The text as a question, shape (dimension,)."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What was understood of a text.

    Attributes:
        foreign: Code of a language we do not have, if the text is surely in one.
        vector: The text's; None where nothing was typed.
    """

    locale: Locale
    foreign: str | None = None
    urgency: UrgencyKind | None = None
    vector: CarriedVector | None = None


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
    chosen = person.chosen_locale or _kept(prior, text)
    guess = knowledge.languages.identify(text, chosen=chosen, prior=prior)
    vector = knowledge.vector(text)
    danger = knowledge.urgency.detect(text, vector=vector)
    return Heard(guess.locale, guess.foreign, danger, CarriedVector(knowledge.encoder_name, vector))


def _kept(prior: Locale | None, text: str) -> Locale | None:
    """The language so far, where a text is only the name of a district: that is Czech in every language."""
    if prior is None or not is_district_name(text):
        return None
    return None if _CYRILLIC.search(text) and prior.script is Script.LATIN else prior
