"""The dialogue engine behind Rasa's REST channel."""

from __future__ import annotations

from typing import Any

import httpx

from bot.conversation.outcomes import outcome_from_wire
from bot.engine.dialogue import EngineLate, EngineMessage, EngineResponse, EngineUnavailable, EngineUnclear
from nlu.locales import Locale
from nlu.statuses import ResidenceStatus

_FORGET = "/forget_me"
_CONNECTIONS = httpx.Limits(max_connections=32, max_keepalive_connections=16)


class RestEngine:
    """Talks to `rasa run`. Implements `bot.engine.dialogue.DialogueEngine`."""

    def __init__(self, url: str, *, budget_s: float) -> None:
        # Without the environment's proxies: the engine is on this machine or in the same network.
        self._client = httpx.AsyncClient(base_url=url, timeout=budget_s, limits=_CONNECTIONS, trust_env=False)

    async def respond(self, message: EngineMessage) -> EngineResponse:
        """Propose an outcome."""
        messages = await self._post(message.sender, message.text, _metadata(message))
        custom = next((one["custom"] for one in messages if "outcome" in (one.get("custom") or {})), None)
        if custom is None:
            raise EngineUnclear("no outcome")
        try:
            return _response(custom)
        except (KeyError, TypeError, ValueError) as error:
            raise EngineUnclear(type(error).__name__) from error

    async def forget(self, sender: str) -> None:
        """Erase everything the engine remembers of this person."""
        await self._post(sender, _FORGET, {})

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def _post(self, sender: str, text: str, metadata: dict[str, str | None]) -> list[dict[str, Any]]:
        body = {"sender": sender, "message": text, "metadata": metadata}
        try:
            response = await self._client.post("/webhooks/rest/webhook", json=body)
            response.raise_for_status()
            messages: list[dict[str, Any]] = response.json()
        except httpx.TimeoutException as error:
            raise EngineLate from error
        except httpx.HTTPError as error:
            raise EngineUnavailable(type(error).__name__) from error
        except ValueError as error:
            raise EngineUnclear("not JSON") from error
        if not isinstance(messages, list):
            raise EngineUnclear("not a list")
        return messages


def _metadata(message: EngineMessage) -> dict[str, str | None]:
    return {
        "locale": message.chosen.value if message.chosen else None,
        "prior": message.prior.value if message.prior else None,
        "status": message.status.value if message.status else None,
        "district": message.district,
        "article": message.article,
    }


def _response(custom: dict[str, Any]) -> EngineResponse:
    slots: dict[str, Any] = custom.get("slots") or {}
    return EngineResponse(
        outcome=outcome_from_wire(custom["outcome"]),
        locale=Locale.from_code(slots.get("locale")),
        status=ResidenceStatus(slots["status"]) if slots.get("status") else None,
        district=slots.get("district"),
        article=slots.get("article"),
    )
