"""Django's database calls, away from the event loop."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache, partial
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from django.db import close_old_connections

if TYPE_CHECKING:
    from collections.abc import Callable

_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")
_THREADS = 8


async def in_thread(
    call: Callable[_Arguments, _Result], *args: _Arguments.args, **kwargs: _Arguments.kwargs
) -> _Result:
    """Run a call that blocks; each thread keeps a database connection of its own."""
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(_threads(), partial(_with_connection, call, *args, **kwargs))


def _with_connection(
    call: Callable[_Arguments, _Result], *args: _Arguments.args, **kwargs: _Arguments.kwargs
) -> _Result:
    # A connection that PostgreSQL has closed meanwhile is replaced before it is used, not after it failed.
    close_old_connections()
    return call(*args, **kwargs)


@lru_cache(maxsize=1)
def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(_THREADS, thread_name_prefix="storage")


def stop() -> None:
    """End the threads, and with them their connections; the next call starts new ones."""
    _threads().shutdown(wait=True)
    _threads.cache_clear()
