"""Wakes who waits for rows: at once by a notice of whoever stored them, else by a short poll."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress

from django.db import connection

from bot.storage.notices import listening_socket

_log = logging.getLogger(__name__)
_POLL_S = 0.05
_POLL_BESIDE_NOTICES_S = 1.0
_RECONNECT_S = 1.0
_LONGEST_NOTICE = 16


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
            await asyncio.wait_for(self._event.wait(), _POLL_BESIDE_NOTICES_S if self._is_listening else _POLL_S)
        self._event.clear()

    async def listen(self) -> None:
        """Listen to notices until cancelled.

        While it is cut off from PostgreSQL, the poll is short. Beside SQLite it returns at once where it cannot listen,
        as when another process does, and the poll stays short.
        """
        if connection.vendor == "postgresql":
            await self._listen_to_postgresql()
        else:
            await self._listen_on_this_machine()

    async def _listen_on_this_machine(self) -> None:
        try:
            listening = listening_socket(self._name)
        except OSError:
            return
        loop = asyncio.get_running_loop()
        with listening:
            self._is_listening = True
            while True:
                await loop.sock_recv(listening, _LONGEST_NOTICE)
                self.wake()

    async def _listen_to_postgresql(self) -> None:
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
