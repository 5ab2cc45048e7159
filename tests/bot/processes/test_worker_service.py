from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import pytest

from bot.channels.outcomes import Accepted, Later, Refused, SendResult
from bot.conversation.inbound import Inbound
from bot.conversation.replies import Message
from bot.engine.dialogue import EngineUnavailable
from bot.processes.running import utc_now
from bot.processes.waking import Waker
from bot.processes.worker_service import Worker, finish_erasures
from bot.storage import inbox, outbox, turns
from bot.storage.models import Outbox, PendingErasure
from bot.storage.threads import in_thread
from tests.builders.storage import a_record, an_arrival, arrived
from tests.fakes.engine import ScriptedEngine

pytestmark = pytest.mark.usefixtures("database")


@dataclass
class ScriptedChannel:
    """Answers each send with the next result, then accepts; remembers what it accepted and how much at once."""

    results: list[SendResult | Exception] = field(default_factory=list)
    accepted: list[tuple[str, str]] = field(default_factory=list)
    delay_s: float = 0.01
    on_the_way: int = 0
    most_on_the_way: int = 0

    async def send(self, address: str, message: Message) -> SendResult:
        self.on_the_way += 1
        self.most_on_the_way = max(self.most_on_the_way, self.on_the_way)
        await asyncio.sleep(self.delay_s)
        self.on_the_way -= 1
        result = self.results.pop(0) if self.results else Accepted("1")
        if isinstance(result, Exception):
            raise result
        if isinstance(result, Accepted):
            self.accepted.append((address, message.html))
        return result

    async def show_progress(self, address: str, inbound: Inbound) -> None:
        """Nobody looks."""


def answered(chat: str, *texts: str) -> None:
    number = Outbox.objects.count() + int(chat) * 1000
    arrived(an_arrival(number, chat=chat), now=utc_now())
    turn = inbox.claim_next(now=utc_now(), lease_s=60)
    assert turn is not None
    turns.record(turn, a_record(turn, *texts), now=utc_now())


async def work_until(channel: ScriptedChannel, is_done: Callable[[], Awaitable[bool]], *, at_once: int = 1) -> None:
    stopping = asyncio.Event()
    worker = Worker({"telegram": channel}, waker=Waker(outbox.CHANNEL), sends_at_once=at_once)
    running = asyncio.create_task(worker.run(stopping))
    for _ in range(400):
        if await is_done():
            break
        await asyncio.sleep(0.02)
    stopping.set()
    await running


async def nothing_is_open() -> bool:
    return not await in_thread(Outbox.objects.filter(state__in=["waiting", "claimed"]).exists)


async def test_one_at_a_time_and_in_order_unless_told_otherwise() -> None:
    for chat in ("1", "2", "3"):
        await in_thread(answered, chat, "a", "b", "c")
    channel = ScriptedChannel()
    await work_until(channel, nothing_is_open)
    assert channel.most_on_the_way == 1
    assert [text for address, text in channel.accepted if address == "2"] == ["a", "b", "c"]
    assert len(channel.accepted) == 9


async def test_several_at_once_still_keep_each_persons_order() -> None:
    for chat in ("1", "2", "3"):
        await in_thread(answered, chat, "a", "b", "c")
    channel = ScriptedChannel(delay_s=0.3)
    await work_until(channel, nothing_is_open, at_once=3)
    assert channel.most_on_the_way > 1
    for chat in ("1", "2", "3"):
        assert [text for address, text in channel.accepted if address == chat] == ["a", "b", "c"]


@pytest.mark.parametrize("result", [Later(0.1), RuntimeError("x")], ids=["too many", "broken channel"])
async def test_what_could_not_be_sent_is_sent_later_and_before_what_follows(result: SendResult | Exception) -> None:
    await in_thread(answered, "1", "a", "b")
    await in_thread(answered, "2", "c")
    channel = ScriptedChannel([result])
    await work_until(channel, nothing_is_open)
    assert channel.accepted == [("2", "c"), ("1", "a"), ("1", "b")]


async def test_a_person_who_blocked_us_does_not_hold_up_others() -> None:
    await in_thread(answered, "1", "a")
    await in_thread(answered, "2", "b")
    channel = ScriptedChannel([Refused("Forbidden")])
    await work_until(channel, nothing_is_open)
    assert channel.accepted == [("2", "b")]


async def test_erasures_are_finished_when_the_engine_is_back() -> None:
    await in_thread(PendingErasure.objects.create, pseudonym="p", next_attempt_at=utc_now())
    engine = ScriptedEngine(error=EngineUnavailable())
    await finish_erasures(engine)
    assert await in_thread(PendingErasure.objects.count) == 1
    engine.error = None
    await in_thread(PendingErasure.objects.update, next_attempt_at=utc_now())
    await finish_erasures(engine)
    assert engine.forgotten == ["p"]
    assert await in_thread(PendingErasure.objects.count) == 0
