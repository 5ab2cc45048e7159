from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

from bot.processes.supervisor import ProcessSpec, Supervisor

SLEEP = (sys.executable, "-c", "import time; time.sleep(60)")


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


async def until(condition: object, seconds: float = 10.0) -> None:
    async def poll() -> None:
        while not condition():  # type: ignore[operator]  # noqa: ASYNC110 - another process tells of no event
            await asyncio.sleep(0.02)

    await asyncio.wait_for(poll(), seconds)


async def test_a_killed_process_comes_back_while_the_other_goes_on(tmp_path: Path) -> None:
    specs = [ProcessSpec(name, SLEEP, is_healthy=lambda: True) for name in ("gateway", "worker")]
    supervisor = Supervisor(specs, root=tmp_path, logs=tmp_path / "log")
    running = asyncio.create_task(supervisor.run(lambda _name, _seconds: None, lambda: None))
    await until(lambda: supervisor.pid_of("gateway") and supervisor.pid_of("worker"))
    killed, other = supervisor.pid_of("gateway"), supervisor.pid_of("worker")
    assert killed is not None
    os.kill(killed, signal.SIGKILL)
    await until(lambda: supervisor.pid_of("gateway") not in (None, killed))
    assert supervisor.pid_of("worker") == other
    supervisor.stop()
    await running


async def test_stopping_leaves_nothing_running(tmp_path: Path) -> None:
    supervisor = Supervisor([ProcessSpec("gateway", SLEEP, is_healthy=lambda: True)], root=tmp_path, logs=tmp_path)
    running = asyncio.create_task(supervisor.run(lambda _name, _seconds: None, lambda: None))
    await until(lambda: supervisor.pid_of("gateway"))
    pid = supervisor.pid_of("gateway")
    assert pid is not None
    supervisor.stop()
    await running
    assert not is_alive(pid)


async def test_ready_is_said_once_all_are_healthy(tmp_path: Path) -> None:
    answers = iter([False, True])
    specs = [
        ProcessSpec("desk", SLEEP, is_healthy=lambda: True),
        ProcessSpec("dialogue", SLEEP, is_healthy=lambda: next(answers)),
    ]
    supervisor = Supervisor(specs, root=tmp_path, logs=tmp_path)
    said: list[str] = []
    await supervisor.run(lambda name, _seconds: said.append(name), lambda: (said.append("ready"), supervisor.stop())[0])
    assert said == ["desk", "dialogue", "ready"]
