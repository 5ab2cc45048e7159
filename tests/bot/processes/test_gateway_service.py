from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from bot.conversation.outcomes import SmallTalk
from bot.engine.dialogue import EngineMessage, EngineResponse
from bot.processes.gateway_service import Gateway
from bot.processes.running import utc_now
from bot.processes.waking import Waker
from bot.storage import inbox
from bot.storage.models import Inbox, Outbox
from bot.storage.threads import in_thread
from bot.turn_needs import TurnNeeds
from nlu.acts import DialogueAct
from tests.bot.processes.test_worker_service import ScriptedChannel
from tests.builders.conversation import FakeKnowledge
from tests.builders.storage import an_arrival, arrived
from tests.fakes.engine import ScriptedEngine

pytestmark = pytest.mark.usefixtures("database")


class WatchfulEngine(ScriptedEngine):
    """Notes who is being answered at the same time."""

    def __init__(self) -> None:
        super().__init__(EngineResponse(SmallTalk(DialogueAct.THANK)), delay_s=0.03)
        self.now: list[str] = []
        self.most_at_once = 0

    async def respond(self, message: EngineMessage) -> EngineResponse:
        assert message.sender not in self.now, "two turns of one person at once"
        self.now.append(message.sender)
        self.most_at_once = max(self.most_at_once, len(self.now))
        try:
            return await super().respond(message)
        finally:
            self.now.remove(message.sender)


async def run_until(gateway: Gateway, is_done: Callable[[], Awaitable[bool]]) -> None:
    stopping = asyncio.Event()
    running = asyncio.create_task(gateway.run(stopping))
    for _ in range(500):
        if await is_done():
            break
        await asyncio.sleep(0.02)
    stopping.set()
    await running


async def everything_is_answered() -> bool:
    return not await in_thread(Inbox.objects.exclude(state="done").exists)


async def test_one_persons_turns_are_in_order_while_others_run() -> None:
    texts = [(str(chat), f"{number}") for number in range(4) for chat in range(5)]
    arrivals = [an_arrival(number, chat=chat, text=text) for number, (chat, text) in enumerate(texts)]
    await in_thread(lambda: arrived(*arrivals, now=utc_now()))
    engine = WatchfulEngine()
    needs = TurnNeeds(FakeKnowledge, engine, 2.0, 30, utc_now)
    gateway = Gateway(needs, {"telegram": ScriptedChannel()}, waker=Waker(inbox.CHANNEL), turns_at_once=4)
    await run_until(gateway, everything_is_answered)
    assert 1 < engine.most_at_once <= 4
    assert await in_thread(Outbox.objects.count) == len(texts)
    by_sender: dict[str, list[str]] = {}
    for message in engine.heard:
        by_sender.setdefault(message.sender, []).append(message.text)
    assert list(by_sender.values()) == [["0", "1", "2", "3"]] * 5


async def test_a_turn_that_was_begun_is_finished_before_the_gateway_stops() -> None:
    await in_thread(lambda: arrived(an_arrival(1), now=utc_now()))
    engine = WatchfulEngine()
    engine.delay_s = 0.5
    needs = TurnNeeds(FakeKnowledge, engine, 2.0, 30, utc_now)
    gateway = Gateway(needs, {}, waker=Waker(inbox.CHANNEL), turns_at_once=4)

    async def is_begun() -> bool:
        return bool(engine.now)

    await run_until(gateway, is_begun)
    assert await everything_is_answered()
