"""Memory of running processes, and the cold start of `pruvodce ask`."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from bot.benchmarks.figures import Times

_PSS_FIELD = "Pss:"
_RSS_FIELD = "Rss:"


def memory_mb(pid: int) -> dict[str, float]:
    """Resident and proportional memory of a process with its children, in MB; see proc(5), smaps_rollup."""
    sums = {_RSS_FIELD: 0, _PSS_FIELD: 0}
    for member in (pid, *_children(pid)):
        for line in Path(f"/proc/{member}/smaps_rollup").read_text(encoding="utf-8").splitlines():
            name = line.split()[0]
            if name in sums:
                sums[name] += int(line.split()[1])
    return {"rss_mb": round(sums[_RSS_FIELD] / 1024, 1), "pss_mb": round(sums[_PSS_FIELD] / 1024, 1)}


def cold_start(questions: Sequence[str]) -> Times:
    """Wall time of `pruvodce ask` for each of these questions, process start included."""
    command = [str(Path(sys.executable).parent / "pruvodce"), "ask", "--json"]
    seconds = []
    for question in questions:
        started = time.monotonic()
        subprocess.run([*command, question], check=True, stdout=subprocess.DEVNULL)
        seconds.append(time.monotonic() - started)
    return Times.of(seconds)


def _children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split()
    direct = [int(child) for child in listed]
    return [*direct, *(grandchild for child in direct for grandchild in _children(child))]
