"""`pruvodce up`: builds what is out of date, starts all processes, says when they are healthy."""

from __future__ import annotations

import asyncio
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import httpx
import yaml

from bot.errors import PortTaken
from bot.processes.model import ROOT, rasa_environment
from bot.processes.supervisor import ProcessSpec, Supervisor
from bot.settings import Settings

_HEALTH_TIMEOUT_S = 1.0
_WARM_UP_TIMEOUT_S = 20.0


def process_specs(settings: Settings, model: Path) -> tuple[ProcessSpec, ...]:
    """The five processes of design.md with the ports of these settings."""
    programs = Path(sys.executable).parent
    pruvodce, rasa = str(programs / "pruvodce"), str(programs / "rasa")
    desk_url = f"http://127.0.0.1:{settings.port}"
    dialogue_port = str(httpx.URL(settings.engine_url).port or 5005)
    endpoints = _endpoints(settings)
    rasa_env = rasa_environment()
    return (
        ProcessSpec("desk", (pruvodce, "desk"), is_healthy=lambda: _answers(f"{desk_url}/health", {200, 503})),
        ProcessSpec("gateway", (pruvodce, "gateway"), is_healthy=lambda: _is_beating(desk_url, "gateway")),
        ProcessSpec("worker", (pruvodce, "worker"), is_healthy=lambda: _is_beating(desk_url, "worker")),
        ProcessSpec(
            "actions",
            (rasa, "run", "actions", "--port", str(settings.actions_port)),
            is_healthy=lambda: _answers(f"http://127.0.0.1:{settings.actions_port}/health", {200}),
            env={**rasa_env, "SANIC_HOST": "127.0.0.1"},
        ),
        ProcessSpec(
            "dialogue",
            (
                *(rasa, "run", "--interface", "127.0.0.1", "--port", dialogue_port, "--model", str(model)),
                *("--endpoints", str(endpoints), "--credentials", str(ROOT / "credentials.yml")),
            ),
            is_healthy=lambda: _is_warm(settings.engine_url),
            env=rasa_env,
        ),
    )


def check_ports(settings: Settings) -> None:
    """Make sure that every port is free before anything is started.

    Raises:
        PortTaken: Another program listens there.
    """
    wanted = {
        "desk": settings.port,
        "dialogue": httpx.URL(settings.engine_url).port or 5005,
        "actions": settings.actions_port,
    }
    for process, port in wanted.items():
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError as error:
                raise PortTaken(process, port) from error


def keep_up(
    specs: tuple[ProcessSpec, ...],
    *,
    logs: Path,
    on_healthy: Callable[[str, float], None],
    on_ready: Callable[[], None],
) -> None:
    """Run the processes until Ctrl-C or SIGTERM; returns when the last one has ended."""

    async def run() -> None:
        supervisor = Supervisor(specs, root=ROOT, logs=logs)
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, supervisor.stop)
        await supervisor.run(on_healthy, on_ready)

    asyncio.run(run())


def _endpoints(settings: Settings) -> Path:
    """endpoints.yml with the action server's port of these settings."""
    endpoints = yaml.safe_load((ROOT / "endpoints.yml").read_text(encoding="utf-8"))
    endpoints["action_endpoint"]["url"] = f"http://127.0.0.1:{settings.actions_port}/webhook"
    path = settings.var / "run" / "endpoints.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(endpoints), encoding="utf-8")
    return path


def _answers(url: str, statuses: set[int]) -> bool:
    try:
        return httpx.get(url, timeout=_HEALTH_TIMEOUT_S, trust_env=False).status_code in statuses
    except httpx.HTTPError:
        return False


def _is_warm(engine_url: str) -> bool:
    """Whether a first question is answered: it loads encoder and indexes, which nobody should wait for."""
    body = {"sender": "warm-up", "message": "visa", "metadata": {"locale": "en"}}
    try:
        answer = httpx.post(
            f"{engine_url}/webhooks/rest/webhook", json=body, timeout=_WARM_UP_TIMEOUT_S, trust_env=False
        )
        return any("outcome" in (one.get("custom") or {}) for one in answer.json())
    except (httpx.HTTPError, ValueError, AttributeError):
        return False


def _is_beating(desk_url: str, process: str) -> bool:
    try:
        return bool(httpx.get(f"{desk_url}/health", timeout=_HEALTH_TIMEOUT_S, trust_env=False).json()[process])
    except (httpx.HTTPError, ValueError, KeyError):
        return False
