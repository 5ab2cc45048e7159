"""What the gateway asks of a dialogue engine, and what can go wrong there.

BotError
└── EngineError
    ├── EngineUnavailable   it does not listen, or answered with an error
    ├── EngineLate          it did not answer within its budget
    └── EngineUnclear       it answered something we cannot read
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from bot.errors import BotError

if TYPE_CHECKING:
    from bot.conversation.outcomes import Outcome
    from nlu.carried_vector import CarriedVector
    from nlu.locales import Locale
    from nlu.statuses import ResidenceStatus


class EngineError(BotError):
    """Root of the engine's errors; to the person all of them are one apology."""

    code = "engine"


class EngineUnavailable(EngineError):
    """The engine does not listen, or answered with an error."""

    code = "engine-unavailable"


class EngineLate(EngineError):
    """The engine did not answer within its budget."""

    code = "engine-late"


class EngineUnclear(EngineError):
    """The engine answered something that is no outcome."""

    code = "engine-unclear"


@dataclass(frozen=True, slots=True)
class EngineMessage:
    """One message to the engine, with what the database knows, so that a fresh tracker knows it too.

    Attributes:
        sender: The person's pseudonym.
        text: A question, or a payload that begins with a slash.
        chosen: The language to answer in, where it is known already.
        prior: The language the conversation was in.
        article: Id of the article being talked about.
        vector: The text's, where somebody has encoded it already; None: the engine encodes it.
    """

    sender: str
    text: str
    chosen: Locale | None = None
    prior: Locale | None = None
    status: ResidenceStatus | None = None
    district: str | None = None
    article: str | None = None
    vector: CarriedVector | None = None


@dataclass(frozen=True, slots=True)
class EngineResponse:
    """What the engine proposes, and its slots afterwards; None where a slot is empty."""

    outcome: Outcome
    locale: Locale | None = None
    status: ResidenceStatus | None = None
    district: str | None = None
    article: str | None = None


class DialogueEngine(Protocol):
    """`bot.engine.rest` talks to `rasa run`, `bot.engine.in_process` holds Rasa itself; one contract suite for both."""

    async def respond(self, message: EngineMessage) -> EngineResponse:
        """Propose an outcome.

        Raises:
            EngineError: It could not, in time.
        """

    async def forget(self, sender: str) -> None:
        """Erase everything the engine remembers of this person.

        Raises:
            EngineError: It could not; to be tried again.
        """
