"""A scripted `rasa run`: answers on the REST channel what a test tells it to."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer
from typing_extensions import Self

from bot.conversation.outcome_wire import outcome_to_wire
from bot.conversation.outcomes import Command, CommandOutcome, Outcome

Script = Callable[[str], Outcome]


class RasaServer:
    """Start with `async with`; `heard` holds every message in order."""

    def __init__(self, script: Script, *, delay_s: float = 0.0) -> None:
        self._script = script
        self.delay_s = delay_s
        self.status = 200
        self.heard: list[dict[str, Any]] = []
        application = web.Application()
        application.router.add_post("/webhooks/rest/webhook", self._answer)
        self._server = TestServer(application, host="127.0.0.1")

    @property
    def url(self) -> str:
        return str(self._server.make_url("")).rstrip("/")

    async def __aenter__(self) -> Self:
        await self._server.start_server()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._server.close()

    async def _answer(self, request: web.Request) -> web.Response:
        message = await request.json()
        self.heard.append(message)
        await asyncio.sleep(self.delay_s)
        if self.status != 200:
            return web.Response(status=self.status)
        text = message["message"]
        outcome = CommandOutcome(Command.FORGET) if text == "/forget_me" else self._script(text)
        custom = {"outcome": outcome_to_wire(outcome), "slots": {}}
        return web.json_response([{"recipient_id": message["sender"], "custom": custom}])
