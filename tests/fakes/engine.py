"""A dialogue engine that does what a test tells it to."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from bot.conversation.outcomes import Outcome, Unknown
from bot.engine.dialogue import EngineError, EngineMessage, EngineResponse


@dataclass
class ScriptedEngine:
    """Answers with `response`; fails with `error` where there is one; waits `delay_s` before it does either."""

    response: EngineResponse = field(default_factory=lambda: EngineResponse(Unknown()))
    error: EngineError | None = None
    delay_s: float = 0.0
    heard: list[EngineMessage] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)

    def proposes(self, outcome: Outcome) -> None:
        self.response = EngineResponse(outcome)

    async def respond(self, message: EngineMessage) -> EngineResponse:
        self.heard.append(message)
        await asyncio.sleep(self.delay_s)
        if self.error is not None:
            raise self.error
        return self.response

    async def forget(self, sender: str) -> None:
        if self.error is not None:
            raise self.error
        self.forgotten.append(sender)
