"""Keeps several processes running: starts them, restarts what dies, stops all of them together.

honcho stops everything when one process ends; here the others go on answering while one is brought back
(docs/adr/0005).
"""

from __future__ import annotations

import asyncio
import ctypes
import os
import signal
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

_PR_SET_PDEATHSIG = 1
_STOP_TIMEOUT_S = 8.0
_RESTART_DELAYS_S = (0.2, 1.0, 3.0, 10.0)
_STEADY_AFTER_S = 60.0


@dataclass(frozen=True, slots=True)
class ProcessSpec:
    """One process to keep running.

    Attributes:
        env: Added to our own environment.
        is_healthy: Asked again and again until it says yes; must return quickly.
    """

    name: str
    command: Sequence[str]
    is_healthy: Callable[[], bool]
    env: Mapping[str, str] = field(default_factory=dict)


def _die_with_parent() -> None:
    # So that even a kill -9 of `pruvodce up` leaves nothing running.
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


class Supervisor:
    """Runs processes until told to stop. Their output goes to one file each, never to the terminal."""

    def __init__(self, specs: Sequence[ProcessSpec], *, root: Path, logs: Path) -> None:
        self._specs = specs
        self._root = root
        self._logs = logs
        self._running: dict[str, asyncio.subprocess.Process] = {}
        self._stopping = asyncio.Event()

    async def run(self, on_healthy: Callable[[str, float], None], on_ready: Callable[[], None]) -> None:
        """Run all processes until `stop`.

        Args:
            on_healthy: Called once for each process with its name and the seconds it took.
            on_ready: Called once when all are healthy.
        """
        self._logs.mkdir(parents=True, exist_ok=True)
        keepers = [asyncio.create_task(self._keep(spec)) for spec in self._specs]
        watcher = asyncio.create_task(self._watch(on_healthy, on_ready))
        await self._stopping.wait()
        watcher.cancel()
        with suppress(asyncio.CancelledError):
            await watcher
        await asyncio.gather(*(self._end(process) for process in list(self._running.values())))
        await asyncio.gather(*keepers)

    def stop(self) -> None:
        """Ask all processes to end; `run` returns when they have."""
        self._stopping.set()

    def pid_of(self, name: str) -> int | None:
        """Process id of a running process; None between its end and its restart."""
        process = self._running.get(name)
        return process.pid if process is not None and process.returncode is None else None

    async def _keep(self, spec: ProcessSpec) -> None:
        failures = 0
        while not self._stopping.is_set():
            started = time.monotonic()
            with (self._logs / f"{spec.name}.log").open("ab") as log:
                process = await asyncio.create_subprocess_exec(
                    *spec.command,
                    cwd=self._root,
                    env={**os.environ, **spec.env},
                    stdin=asyncio.subprocess.DEVNULL,
                    stdout=log,
                    stderr=asyncio.subprocess.STDOUT,
                    start_new_session=True,
                    preexec_fn=_die_with_parent,
                )
            self._running[spec.name] = process
            await process.wait()
            failures = 0 if time.monotonic() - started > _STEADY_AFTER_S else failures + 1
            delay_s = _RESTART_DELAYS_S[min(failures, len(_RESTART_DELAYS_S) - 1)]
            with suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), delay_s)

    async def _watch(self, on_healthy: Callable[[str, float], None], on_ready: Callable[[], None]) -> None:
        started = time.monotonic()
        waiting = list(self._specs)
        while waiting:
            for spec in list(waiting):
                if await asyncio.to_thread(spec.is_healthy):
                    waiting.remove(spec)
                    on_healthy(spec.name, time.monotonic() - started)
            await asyncio.sleep(0.2)
        on_ready()

    async def _end(self, process: asyncio.subprocess.Process) -> None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        try:
            await asyncio.wait_for(process.wait(), _STOP_TIMEOUT_S)
        except asyncio.TimeoutError:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            await process.wait()
