from __future__ import annotations

import asyncio
import time
from contextlib import suppress

import pytest
from django.db import transaction

from bot.processes.waking import Waker
from bot.storage import inbox
from bot.storage.notices import listening_socket
from bot.storage.threads import in_thread
from tests.builders.storage import an_arrival, arrived


@pytest.mark.usefixtures("database")
async def test_who_waits_is_woken_soon_after_something_is_stored() -> None:
    waker = Waker(inbox.CHANNEL)
    listening = asyncio.create_task(waker.listen())
    while not waker._is_listening:  # noqa: ASYNC110 - set from within
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


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.usefixtures("database")
async def test_a_second_listener_beside_sqlite_looks_by_itself_often() -> None:
    first, second = Waker(inbox.CHANNEL), Waker(inbox.CHANNEL)
    listening = asyncio.create_task(first.listen())
    while not first._is_listening:  # noqa: ASYNC110 - set from within
        await asyncio.sleep(0.01)
    await asyncio.wait_for(second.listen(), timeout=1)
    await asyncio.wait_for(second.wait(), timeout=0.5)
    listening.cancel()
    with suppress(asyncio.CancelledError):
        await listening


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.usefixtures("database")
async def test_beside_sqlite_nobody_is_woken_by_what_was_rolled_back() -> None:
    with listening_socket(inbox.CHANNEL) as listening:

        def store_and_fail() -> None:
            with transaction.atomic():
                arrived(an_arrival(1))
                raise _RolledBackError

        with suppress(_RolledBackError):
            await in_thread(store_and_fail)
        with pytest.raises(BlockingIOError):
            listening.recv(1)
        await in_thread(lambda: arrived(an_arrival(2)))
        assert listening.recv(1)


class _RolledBackError(Exception):
    pass
