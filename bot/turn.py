"""One turn: from a claimed message to what it leaves behind."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.channels.pieces import pieces_for
from bot.engine.dialogue import EngineError
from bot.planning import Planner
from bot.storage import erasing
from bot.storage.threads import in_thread
from bot.storage.turns import TurnRecord, record
from bot.turn_needs import TurnNeeds

if TYPE_CHECKING:
    from datetime import datetime

    from bot.engine.dialogue import DialogueEngine
    from bot.storage.inbox import ClaimedTurn

_log = logging.getLogger(__name__)
_FORGET_BUDGET_S = 5.0
MAX_ATTEMPTS = 3
"""A message that has ended a gateway so often is answered with an apology."""


async def take_turn(turn: ClaimedTurn, needs: TurnNeeds) -> None:
    """Answer a message and record everything in one transaction.

    A crash before that transaction repeats the turn, a crash after it changes nothing.

    Raises:
        LeaseLost: Another gateway took over; nothing was recorded.
    """
    left = await plan_turn(turn, needs)
    left = replace(left, reply=pieces_for(turn.channel, left.reply))
    await in_thread(record, turn, left, now=needs.now())
    if left.forget:
        await forget_elsewhere(turn.person.pseudonym, needs)


async def plan_turn(turn: ClaimedTurn, needs: TurnNeeds) -> TurnRecord:
    """What the turn will leave behind; nothing is written here."""
    planner = Planner(turn, needs)
    try:
        if turn.attempts > MAX_ATTEMPTS:
            return planner.apology()
        return await planner.plan()
    except Exception as error:  # noqa: BLE001 - whatever is wrong with us, the person gets a word
        # Without a trace, which may hold their words.
        _log.error("turn failed: %s in row %d", type(error).__name__, turn.row)
        return planner.apology()


async def forget_elsewhere(pseudonym: str, needs: TurnNeeds) -> None:
    """Empty the database's log and tell the engine; the worker tries again what fails here."""
    await in_thread(erasing.checkpoint)
    await finish_erasure(pseudonym, needs.engine, now=needs.now())


async def finish_erasure(pseudonym: str, engine: DialogueEngine, *, now: datetime) -> None:
    """Tell the engine whom to forget, and note whether it has."""
    try:
        await asyncio.wait_for(engine.forget(pseudonym), _FORGET_BUDGET_S)
    except (EngineError, asyncio.TimeoutError):
        await in_thread(erasing.not_erased_at_engine, pseudonym, now=now)
    else:
        await in_thread(erasing.erased_at_engine, pseudonym)
