"""`pruvodce gateway`: reads Telegram, takes the turns that wait in the inbox."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from bot.channels.telegram.channel import TelegramChannel, make_bot
from bot.engine.rest import RestEngine
from bot.processes.running import HEARTBEAT_S, beat, every, stop_on_signals, stop_when_broken, utc_now
from bot.processes.taking import Taker
from bot.processes.telegram_reading import read_telegram
from bot.processes.waking import Waker
from bot.settings import Settings, settings
from bot.storage import inbox
from bot.storage.threads import in_thread
from bot.turn import take_turn
from bot.turn_needs import TurnNeeds
from knowledge.errors import KnowledgeError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.channels.channel import Channel
    from bot.hearing import TurnKnowledge
    from bot.storage.inbox import ClaimedTurn

_LEASE_S = 15.0


class Gateway:
    """Takes turns of different people at once, of one person in order."""

    def __init__(self, needs: TurnNeeds, channels: Mapping[str, Channel], *, waker: Waker, turns_at_once: int) -> None:
        self._needs = needs
        self._channels = channels
        self._taker = Taker(self._claim, self._take, waker=waker, at_once=turns_at_once)
        self._progress: set[asyncio.Task[None]] = set()

    async def run(self, stopping: asyncio.Event) -> None:
        """Take turns until told to stop, then finish those begun."""
        await self._taker.run(stopping)

    def _claim(self) -> ClaimedTurn | None:
        return inbox.claim_next(now=self._needs.now(), lease_s=_LEASE_S)

    async def _take(self, turn: ClaimedTurn) -> None:
        channel = self._channels.get(turn.channel)
        if channel is not None:
            progress = asyncio.create_task(channel.show_progress(turn.address, turn.inbound))
            self._progress.add(progress)
            progress.add_done_callback(self._progress.discard)
        await take_turn(turn, self._needs)


async def serve(*, knowledge: Callable[[], TurnKnowledge] | None = None) -> None:
    """Run a gateway with what the settings say.

    Args:
        knowledge: Instead of the active snapshot.
    """
    now = settings()
    stopping = stop_on_signals()
    waker = Waker(inbox.CHANNEL)
    engine = RestEngine(now.engine_url, budget_s=now.engine_budget_s)
    needs = TurnNeeds(
        knowledge=knowledge or _active_knowledge(now),
        engine=engine,
        engine_budget_s=now.engine_budget_s,
        retention_days=now.retention_days,
        now=utc_now,
    )
    await in_thread(inbox.release_claims_of_the_dead)
    background: list[asyncio.Task[Any]] = [
        asyncio.create_task(every(HEARTBEAT_S, lambda: beat("gateway"))),
        asyncio.create_task(every(HEARTBEAT_S, lambda: in_thread(inbox.release_claims_of_the_dead))),
        asyncio.create_task(waker.listen()),
        asyncio.create_task(in_thread(_warm_up, needs.knowledge)),
    ]
    channels: dict[str, Channel] = {}
    if now.telegram_token:
        bot = make_bot(now)
        channels["telegram"] = TelegramChannel(bot)
        background.append(asyncio.create_task(read_telegram(bot, waker)))
    stop_when_broken(background, stopping)
    await Gateway(needs, channels, waker=waker, turns_at_once=now.turns_at_once).run(stopping)
    for task in background:
        task.cancel()
    await asyncio.gather(*background, return_exceptions=True)
    await engine.close()


def _warm_up(knowledge: Callable[[], TurnKnowledge]) -> None:
    """Load now what hears, so that nobody's first question waits for it."""
    with suppress(KnowledgeError):
        known = knowledge()
        known.vector("?")
        known.urgency.load()


def _active_knowledge(now: Settings) -> Callable[[], TurnKnowledge]:
    from knowledge.base import ActiveKnowledge

    return ActiveKnowledge(now.var).current
