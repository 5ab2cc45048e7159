"""A Telegram server that can fail in every way the real one does: 429, 403, 400, 500, silence."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer
from typing_extensions import Self

_POLL_S = 0.01
_LONGEST_POLL_S = 2.0


@dataclass(frozen=True)
class Fault:
    """How the next call of a method fails; `hang_s` is silence before the answer."""

    status: int
    description: str = ""
    retry_after: int | None = None
    hang_s: float = 0.0


TOO_MANY = Fault(429, "Too Many Requests: retry after 2", retry_after=2)
BLOCKED = Fault(403, "Forbidden: bot was blocked by the user")
NO_CHAT = Fault(400, "Bad Request: chat not found")
BAD_MARKUP = Fault(400, "Bad Request: can't parse entities: unsupported start tag")
BROKEN = Fault(502, "Bad Gateway")
SILENT = Fault(200, hang_s=30.0)


@dataclass
class TelegramFaults:
    """Start with `async with`. `sent` holds messages that were accepted, `documents` files, `calls` every call."""

    sent: list[dict[str, Any]] = field(default_factory=list)
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    faults: dict[str, list[Fault]] = field(default_factory=dict)
    updates: list[dict[str, Any]] = field(default_factory=list)
    secret: str = ""
    documents: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        application = web.Application()
        application.router.add_post("/bot{token}/{method}", self._call)
        self._server = TestServer(application, host="127.0.0.1")

    @property
    def base_url(self) -> str:
        return str(self._server.make_url("/bot"))

    async def __aenter__(self) -> Self:
        await self._server.start_server()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._server.close()

    def says(self, chat: int, text: str, **changes: Any) -> None:
        """Somebody writes to the bot."""
        number = len(self.updates) + 1
        message = {"message_id": number, "date": 1795252800, "chat": {"id": chat, "type": "private"}, "text": text}
        message["from"] = {"id": chat, "is_bot": False, "first_name": "N", "language_code": "en"}
        self.updates.append({"update_id": number, "message": {**message, **changes}})

    def texts_to(self, chat: int) -> list[str]:
        """What was accepted for this chat, in order."""
        return [one["text"] for one in self.sent if str(one["chat_id"]) == str(chat)]

    async def _call(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        values = dict(await request.post())
        if not values and request.can_read_body:
            values = await request.json()
        self.calls.append((method, values))
        if self.faults.get(method):
            fault = self.faults[method].pop(0)
            await asyncio.sleep(fault.hang_s)
            if fault.status != 200:
                parameters = {"retry_after": fault.retry_after} if fault.retry_after else {}
                body = {"ok": False, "error_code": fault.status, "description": fault.description}
                return web.json_response({**body, "parameters": parameters}, status=fault.status)
        return web.json_response({"ok": True, "result": await self._result(method, values)})

    async def _result(self, method: str, values: dict[str, Any]) -> Any:
        if method == "getMe":
            return {"id": 1, "is_bot": True, "first_name": "Bot", "username": "test_bot"}
        if method == "getUpdates":
            return await self._updates(int(values.get("offset") or 0), float(values.get("timeout") or 0))
        if method == "sendMessage":
            self.sent.append(values)
            chat = {"id": int(values["chat_id"]), "type": "private"}
            return {"message_id": len(self.sent), "date": 1795252800, "chat": chat, "text": values["text"]}
        if method == "sendDocument":
            file = values["document"]
            self.documents.append({**values, "name": file.filename, "document": file.file.read()})
            chat = {"id": int(values["chat_id"]), "type": "private"}
            return {"message_id": 900 + len(self.documents), "date": 1795252800, "chat": chat}
        return True

    async def _updates(self, offset: int, timeout_s: float) -> list[dict[str, Any]]:
        for _ in range(int(min(timeout_s, _LONGEST_POLL_S) / _POLL_S) + 1):
            waiting = [update for update in self.updates if update["update_id"] >= offset]
            if waiting:
                return waiting[:5]
            await asyncio.sleep(_POLL_S)
        return []
