"""`pruvodce worker`: sends what waits in the outbox, reminds, finishes erasures, applies the retention rules."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.channels.outcomes import Accepted, Later, SendResult
from bot.channels.telegram.channel import TelegramChannel, make_bot
from bot.conversation.reminders import reminder
from bot.conversation.scene import Scene
from bot.engine.rest import RestEngine
from bot.processes.running import HEARTBEAT_S, beat, every, stop_on_signals, stop_when_broken, utc_now
from bot.processes.taking import Taker
from bot.processes.waking import Waker
from bot.settings import settings
from bot.storage import erasing, outbox, retention
from bot.storage.reminders import is_any_due, send_next_due
from bot.storage.threads import in_thread
from bot.turn import finish_erasure
from knowledge.base import ActiveKnowledge
from knowledge.czech_days import day_in_prague
from knowledge.errors import KnowledgeError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.channels.channel import Channel
    from bot.conversation.replies import Reply
    from bot.conversation.scene import Knowledge
    from bot.engine.dialogue import DialogueEngine
    from bot.storage.outbox import Delivery
    from bot.storage.reminders import Due


_log = logging.getLogger(__name__)
_LEASE_S = 30.0
_BACKOFF_S = (1.0, 3.0, 10.0, 30.0, 120.0, 600.0)
_GIVE_UP_AFTER = timedelta(days=2)
_ERASE_EVERY_S = 1.0
_REMIND_EVERY_S = 30.0
_FAREWELLS_EVERY_S = 30.0
_PURGE_EVERY_S = 3600.0


class Worker:
    """Sends messages, in order for each person."""

    def __init__(self, channels: Mapping[str, Channel], *, waker: Waker, sends_at_once: int) -> None:
        self._channels = channels
        self._taker = Taker(self._claim, self._deliver, waker=waker, at_once=sends_at_once)

    async def run(self, stopping: asyncio.Event) -> None:
        """Send until told to stop, then finish what is on its way."""
        await self._taker.run(stopping)

    def _claim(self) -> Delivery | None:
        return outbox.claim_next(now=utc_now(), lease_s=_LEASE_S)

    async def _deliver(self, delivery: Delivery) -> None:
        result = await self._send(delivery)
        await in_thread(settle, delivery, result)

    async def _send(self, delivery: Delivery) -> SendResult:
        channel = self._channels.get(delivery.channel)
        if channel is None:
            return Later(_BACKOFF_S[-1])
        try:
            return await channel.send(delivery.address, delivery.message)
        except Exception as error:  # noqa: BLE001 - what one message does to a channel must not stop all others
            _log.error("sending failed: %s in row %d", type(error).__name__, delivery.row)
            return Later()


def settle(delivery: Delivery, result: SendResult) -> None:
    """Record what became of a message.

    Raises:
        LeaseLost: Another worker took over.
    """
    now = utc_now()
    if isinstance(result, Accepted):
        outbox.mark_sent(delivery, result.sent_id)
    elif isinstance(result, Later) and now - delivery.created_at < _GIVE_UP_AFTER:
        wait_s = result.wait_s
        if wait_s is None:
            wait_s = _BACKOFF_S[min(delivery.attempts, len(_BACKOFF_S) - 1)]
        outbox.retry_at(delivery, now + timedelta(seconds=wait_s))
    else:
        _log.warning("row %d is given up after %d attempts", delivery.row, delivery.attempts + 1)
        outbox.give_up(delivery)


async def finish_erasures(engine: DialogueEngine) -> None:
    """Tell the dialogue engine whom to forget, until it has."""
    for pseudonym in await in_thread(erasing.due_at_engine, now=utc_now()):
        await finish_erasure(pseudonym, engine, now=utc_now())


async def send_reminders(knowledge: Callable[[], Knowledge]) -> None:
    """Put what is due into the outbox; without knowledge it waits until there is some."""
    now = utc_now()
    if not await in_thread(is_any_due, now=now):
        return
    try:
        # Read before the transaction begins, which must be short.
        known = await in_thread(knowledge)
    except KnowledgeError as error:
        _log.warning("no reminders: %s", type(error).__name__)
        return

    def say(due: Due) -> Reply:
        person = due.person
        scene = Scene(known, person.likely_locale, day_in_prague(now), status=person.status)
        return reminder(due.of, scene)

    while await in_thread(send_next_due, say, now=now):
        pass


async def serve() -> None:
    """Run a worker with what the settings say."""
    now = settings()
    stopping = stop_on_signals()
    waker = Waker(outbox.CHANNEL)
    engine = RestEngine(now.engine_url, budget_s=now.engine_budget_s)
    knowledge = ActiveKnowledge(now.var)
    channels: dict[str, Channel] = {"telegram": TelegramChannel(make_bot(now))} if now.telegram_token else {}
    await in_thread(outbox.release_claims_of_the_dead)
    background: list[asyncio.Task[Any]] = [
        asyncio.create_task(every(HEARTBEAT_S, lambda: beat("worker"))),
        asyncio.create_task(every(HEARTBEAT_S, lambda: in_thread(outbox.release_claims_of_the_dead))),
        asyncio.create_task(every(_ERASE_EVERY_S, lambda: finish_erasures(engine))),
        asyncio.create_task(every(_REMIND_EVERY_S, lambda: send_reminders(knowledge.current))),
        asyncio.create_task(every(_FAREWELLS_EVERY_S, lambda: in_thread(retention.purge_farewells, now=utc_now()))),
        asyncio.create_task(every(_FAREWELLS_EVERY_S, lambda: in_thread(retention.purge_letters, now=utc_now()))),
        asyncio.create_task(every(_PURGE_EVERY_S, lambda: in_thread(retention.purge, days=now.retention_days))),
        asyncio.create_task(waker.listen()),
    ]
    stop_when_broken(background, stopping)
    await Worker(channels, waker=waker, sends_at_once=now.sends_at_once).run(stopping)
    for task in background:
        task.cancel()
    await asyncio.gather(*background, return_exceptions=True)
    await engine.close()
