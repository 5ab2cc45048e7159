"""Takes the rows of a box as they come, several at once, until told to stop."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from django.db import DatabaseError

from bot.storage.errors import LeaseLost
from bot.storage.threads import in_thread

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.processes.waking import Waker

_log = logging.getLogger(__name__)
_FINISH_S = 5.0
_DATABASE_AWAY_S = 0.5


class Claimed(Protocol):
    """A row that is leased to this process."""

    @property
    def row(self) -> int:
        """Its number, for the log."""


ClaimedT = TypeVar("ClaimedT", bound=Claimed)


class Taker(Generic[ClaimedT]):
    """One for each box.

    Args:
        claim: Leases the next row, or gives None where none waits; called in a thread.
        handle: Does what is to be done with a row. What it leaves undone because the lease is lost or the database
            away is done when the lease ends.
        waker: Of the box.
        at_once: How many rows are handled at the same time.
    """

    def __init__(
        self,
        claim: Callable[[], ClaimedT | None],
        handle: Callable[[ClaimedT], Awaitable[None]],
        *,
        waker: Waker,
        at_once: int,
    ) -> None:
        self._claim = claim
        self._handle = handle
        self._waker = waker
        self._at_once = at_once
        self._running: set[asyncio.Task[None]] = set()

    async def run(self, stopping: asyncio.Event) -> None:
        """Take rows until told to stop, then finish those begun."""
        while not stopping.is_set():
            if len(self._running) >= self._at_once:
                await asyncio.wait(self._running, return_when=asyncio.FIRST_COMPLETED, timeout=1.0)
                continue
            claimed = await self._next()
            if claimed is None:
                await self._waker.wait()
                continue
            task = asyncio.create_task(self._take(claimed))
            self._running.add(task)
            task.add_done_callback(self._done)
        if self._running:
            await asyncio.wait(self._running, timeout=_FINISH_S)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        # The same person's next row may go on now.
        self._waker.wake()

    async def _next(self) -> ClaimedT | None:
        try:
            return await in_thread(self._claim)
        except DatabaseError as error:
            _log.warning("database: %s", type(error).__name__)
            await asyncio.sleep(_DATABASE_AWAY_S)
            return None

    async def _take(self, claimed: ClaimedT) -> None:
        try:
            await self._handle(claimed)
        except LeaseLost as error:
            _log.warning("%s", error)
        except DatabaseError as error:
            _log.warning("database: %s in row %d", type(error).__name__, claimed.row)
