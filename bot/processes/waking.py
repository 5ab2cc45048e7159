"""Wakes who waits for rows: at once within a process or by PostgreSQL's NOTIFY, by a short poll on SQLite."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress

from django.db import connection

_log = logging.getLogger(__name__)
_POLL_S = 0.05
_POLL_BESIDE_NOTIFY_S = 1.0
_RECONNECT_S = 1.0


class Waker:
    """One for each box.

    Args:
        name: The name that the storage notifies.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._event = asyncio.Event()
        self._is_listening = False

    def wake(self) -> None:
        """Something may be there."""
        self._event.set()

    async def wait(self) -> None:
        """Wait until something may be there."""
        with suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self._event.wait(), _POLL_BESIDE_NOTIFY_S if self._is_listening else _POLL_S)
        self._event.clear()

    async def listen(self) -> None:
        """Listen to PostgreSQL until cancelled; returns at once on SQLite. While it is cut off, the poll is short."""
        if connection.vendor != "postgresql":
            return
        import psycopg

        settings = connection.settings_dict
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(
                    dbname=settings["NAME"],
                    user=settings["USER"] or None,
                    password=settings["PASSWORD"] or None,
                    host=settings["HOST"] or None,
                    port=settings["PORT"] or None,
                    autocommit=True,
                ) as listener:
                    await listener.execute(f"LISTEN {self._name}")
                    self._is_listening = True
                    async for _ in listener.notifies():
                        self.wake()
            except psycopg.OperationalError:
                _log.warning("cut off from the database's notices")
            self._is_listening = False
            await asyncio.sleep(_RECONNECT_S)
