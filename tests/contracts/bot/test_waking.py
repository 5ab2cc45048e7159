from __future__ import annotations

import asyncio
import time
from contextlib import suppress

from bot.processes.waking import Waker
from bot.storage import inbox
from bot.storage.threads import in_thread
from tests.builders.storage import an_arrival, arrived


async def test_who_waits_is_woken_soon_after_something_is_stored(database: str) -> None:
    waker = Waker(inbox.CHANNEL)
    listening = asyncio.create_task(waker.listen())
    while database == "postgresql" and not waker._is_listening:  # noqa: ASYNC110 - set from within
        await asyncio.sleep(0.01)
    waiting = asyncio.create_task(waker.wait())
    await in_thread(lambda: arrived(an_arrival(1)))
    stored = time.monotonic()
    await waiting
    assert time.monotonic() - stored < 0.5
    listening.cancel()
    with suppress(asyncio.CancelledError):
        await listening


async def test_waking_within_the_process_needs_no_database() -> None:
    waker = Waker(inbox.CHANNEL)
    waker.wake()
    await asyncio.wait_for(waker.wait(), timeout=0.04)
