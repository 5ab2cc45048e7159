"""Asks Telegram for updates. An update is acknowledged only when it is stored: by asking for the one after it."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from django.db import DatabaseError
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.channels.telegram.reading import read_update
from bot.storage import inbox
from bot.storage.threads import in_thread

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from telegram import Bot, Update

    from bot.storage.inbox import Arrival

_log = logging.getLogger(__name__)
CHANNEL = "telegram"
ALLOWED_UPDATES = ("message", "edited_message", "callback_query")
_LONG_POLL_S = 25
_PAUSES_S = (0.5, 1.0, 3.0, 10.0)
_SHORTEST_ROUND_S = 0.05


async def poll(bot: Bot, on_stored: Callable[[], None], *, now: Callable[[], datetime]) -> None:
    """Poll until cancelled.

    Args:
        bot: Initialised.
        on_stored: Called when something new is in the inbox.
        now: The time, with its zone.
    """
    offset = await in_thread(inbox.next_update_id, CHANNEL)
    failures = 0
    while True:
        started = asyncio.get_running_loop().time()
        try:
            updates = await bot.get_updates(offset=offset, timeout=_LONG_POLL_S, allowed_updates=list(ALLOWED_UPDATES))
        except TelegramError as error:
            await asyncio.sleep(_pause_s(error, failures))
            failures += 1
            _log.warning("Telegram: %s", type(error).__name__)
            continue
        failures = 0
        if updates:
            try:
                offset = await store_updates(updates, now=now())
            except DatabaseError as error:
                # Not stored, so not acknowledged: Telegram gives them again.
                _log.warning("database: %s", type(error).__name__)
                await asyncio.sleep(_PAUSES_S[0])
            on_stored()
        # A server that does not keep us waiting must not be asked without pause.
        await asyncio.sleep(max(0.0, _SHORTEST_ROUND_S - (asyncio.get_running_loop().time() - started)))


async def store_updates(updates: tuple[Update, ...], *, now: datetime) -> int:
    """Store what arrived and what to ask for next, together.

    Returns:
        The number of the next update to ask for.
    """
    arrivals = [arrival for arrival in map(_readable, updates) if arrival is not None]
    following = max(update.update_id for update in updates) + 1
    await in_thread(inbox.store, CHANNEL, arrivals, now=now, next_update_id=following)
    return following


def _readable(update: Update) -> Arrival | None:
    try:
        return read_update(update)
    except (AttributeError, TypeError, ValueError) as error:
        # Of a kind that nobody has thought of; it must not keep all others from being read.
        _log.warning("update %d cannot be read: %s", update.update_id, type(error).__name__)
        return None


def _pause_s(error: TelegramError, failures: int) -> float:
    if isinstance(error, RetryAfter):
        wait = error.retry_after
        return float(wait) if isinstance(wait, int) else wait.total_seconds()
    if isinstance(error, Conflict | InvalidToken):
        return _PAUSES_S[-1]
    return _PAUSES_S[min(failures, len(_PAUSES_S) - 1)]
