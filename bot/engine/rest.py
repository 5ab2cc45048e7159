"""The dialogue engine behind Rasa's REST channel."""

from __future__ import annotations

from typing import Any

import httpx

from bot.engine.dialogue import EngineLate, EngineMessage, EngineResponse, EngineUnavailable, EngineUnclear
from bot.engine.wire import FORGET, metadata_of, response_from

_CONNECTIONS = httpx.Limits(max_connections=32, max_keepalive_connections=16)


class RestEngine:
    """Talks to `rasa run`. Implements `bot.engine.dialogue.DialogueEngine`."""

    def __init__(self, url: str, *, budget_s: float) -> None:
        # Without the environment's proxies: the engine is on this machine or in the same network.
        self._client = httpx.AsyncClient(base_url=url, timeout=budget_s, limits=_CONNECTIONS, trust_env=False)

    async def respond(self, message: EngineMessage) -> EngineResponse:
        """Propose an outcome."""
        return response_from(await self._post(message.sender, message.text, metadata_of(message)))

    async def forget(self, sender: str) -> None:
        """Erase everything the engine remembers of this person."""
        await self._post(sender, FORGET, {})

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def _post(self, sender: str, text: str, metadata: dict[str, Any]) -> list[dict[str, Any]]:
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
