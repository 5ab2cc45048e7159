"""Reads Telegram as the settings say: by polling, or by telling it our webhook."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from telegram.error import TelegramError

from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.polling import ALLOWED_UPDATES, poll
from bot.processes.running import utc_now
from bot.settings import settings

if TYPE_CHECKING:
    from telegram import Bot

    from bot.processes.waking import Waker

_log = logging.getLogger(__name__)
_RETRY_S = 5.0


async def read_telegram(bot: Bot, waker: Waker) -> None:
    """Connect, announce the commands, then poll; with a webhook there is nothing left to do."""
    now = settings()
    while not await _connect(bot):  # noqa: ASYNC110 - nothing here could tell us that Telegram is back
        await asyncio.sleep(_RETRY_S)
    await TelegramChannel(bot).announce_commands()
    if not now.telegram_webhook_url:
        await poll(bot, waker.wake, now=utc_now)


async def _connect(bot: Bot) -> bool:
    now = settings()
    try:
        await bot.initialize()
        if now.telegram_webhook_url:
            await bot.set_webhook(
                now.telegram_webhook_url,
                secret_token=now.telegram_webhook_secret,
                allowed_updates=list(ALLOWED_UPDATES),
            )
        else:
            await bot.delete_webhook()
    except TelegramError as error:
        _log.warning("Telegram does not answer: %s", type(error).__name__)
        return False
    return True
