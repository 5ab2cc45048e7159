"""What travels to Rasa and back, the same over REST and in one process."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.conversation.outcome_wire import outcome_from_wire
from bot.engine.dialogue import EngineMessage, EngineResponse, EngineUnclear
from nlu.carried_vector import FIELD
from nlu.locales import Locale
from nlu.statuses import ResidenceStatus

FORGET = "/forget_me"
"""The payload after which the tracker store keeps nothing of the sender."""


def metadata_of(message: EngineMessage) -> dict[str, Any]:
    """What the database knows of the person, for a fresh tracker, and the text's vector."""
    return {
        "locale": message.chosen.value if message.chosen else None,
        "prior": message.prior.value if message.prior else None,
        "status": message.status.value if message.status else None,
        "district": message.district,
        "article": message.article,
        FIELD: message.vector.to_wire() if message.vector else None,
    }


def response_from(messages: Sequence[dict[str, Any]]) -> EngineResponse:
    """The proposal among Rasa's messages.

    Raises:
        EngineUnclear: There is none, or it is not one of ours.
    """
    custom = next((one["custom"] for one in messages if "outcome" in (one.get("custom") or {})), None)
    if custom is None:
        raise EngineUnclear("no outcome")
    slots: dict[str, Any] = custom.get("slots") or {}
    try:
        return EngineResponse(
            outcome=outcome_from_wire(custom["outcome"]),
            locale=Locale.from_code(slots.get("locale")),
            status=ResidenceStatus(slots["status"]) if slots.get("status") else None,
            district=slots.get("district"),
            article=slots.get("article"),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise EngineUnclear(type(error).__name__) from error
