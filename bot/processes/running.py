"""What gateway and worker have in common: stop on a signal, say that they live, do things now and then."""

from __future__ import annotations

import asyncio
import logging
import signal
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

from django.db import DatabaseError

from bot.storage import heartbeats
from bot.storage.threads import in_thread

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

_log = logging.getLogger(__name__)
HEARTBEAT_S = 2.0


def utc_now() -> datetime:
    """The time, with its zone."""
    return datetime.now(timezone.utc)


def stop_on_signals() -> asyncio.Event:
    """An event that SIGTERM and SIGINT set."""
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    return stopping


def stop_when_broken(tasks: Iterable[asyncio.Task[Any]], stopping: asyncio.Event) -> None:
    """End the process when a task in the background fails, so that it is started anew instead of living on half."""

    def look(task: asyncio.Task[Any]) -> None:
        if not task.cancelled() and task.exception() is not None:
            _log.error("stopping: %s", type(task.exception()).__name__)
            stopping.set()

    for task in tasks:
        task.add_done_callback(look)


async def every(seconds: float, act: Callable[[], Awaitable[object]]) -> None:
    """Do something again and again until cancelled; a database that is away is waited for."""
    while True:
        try:
            await act()
        except DatabaseError as error:
            _log.warning("database: %s", type(error).__name__)
        await asyncio.sleep(seconds)


async def beat(process: str) -> None:
    """Say that this process lives."""
    await in_thread(heartbeats.beat, process, now=utc_now())
