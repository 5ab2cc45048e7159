"""The whole assistant as a newcomer starts it: `pruvodce up` in a process of its own, on free ports."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.servers.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
START_TIMEOUT_S = 240.0
STOP_TIMEOUT_S = 30.0


@dataclass(frozen=True, slots=True)
class Stack:
    """A running assistant."""

    url: str
    var: Path
    said: Path

    def pid_of(self, command: str) -> int:
        """Process id of the one process of this stack whose command line holds these words."""
        port_or_var = str(self.var)
        for entry in Path("/proc").iterdir():
            if not entry.name.isdigit():
                continue
            try:
                words = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                environ = (entry / "environ").read_bytes().decode(errors="replace")
            except OSError:
                continue
            if command in words and f"PRUVODCE_VAR={port_or_var}" in environ and " up" not in words:
                return int(entry.name)
        raise LookupError(command)


@contextmanager
def running_stack(var: Path, environment: Mapping[str, str] | None = None) -> Iterator[Stack]:
    """Start `pruvodce up`, wait until it says that it is ready, stop it as Ctrl-C does.

    Snapshots and vectors are those of this checkout, which `make test` has built; everything else is its own.
    """
    for name in ("snapshots", "cache"):
        shared = ROOT / "var" / name
        shared.mkdir(parents=True, exist_ok=True)
        (var / name).symlink_to(shared)
    port = free_port()
    env = {
        **os.environ,
        "PRUVODCE_VAR": str(var),
        "PRUVODCE_PORT": str(port),
        "PRUVODCE_ENGINE_URL": f"http://127.0.0.1:{free_port()}",
        "PRUVODCE_ACTIONS_PORT": str(free_port()),
        "OMP_NUM_THREADS": "1",
        **(environment or {}),
    }
    said = var / "up.txt"
    with said.open("wb") as out:
        up = subprocess.Popen(
            [str(Path(sys.executable).parent / "pruvodce"), "up"], cwd=ROOT, env=env, stdout=out, stderr=out
        )
    try:
        _wait_until_ready(up, said)
        yield Stack(f"http://127.0.0.1:{port}", var, said)
    finally:
        up.send_signal(signal.SIGINT)
        try:
            up.wait(timeout=STOP_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            up.kill()
            up.wait()


def _wait_until_ready(up: subprocess.Popen[bytes], said: Path) -> None:
    deadline = time.monotonic() + START_TIMEOUT_S
    while "is ready" not in said.read_text(encoding="utf-8"):
        if up.poll() is not None or time.monotonic() > deadline:
            raise AssertionError(f"pruvodce up did not become ready:\n{said.read_text(encoding='utf-8')}")
        time.sleep(0.2)
