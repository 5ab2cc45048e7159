"""Everything that `pruvodce bench` measures, against an assistant that it starts itself on free ports."""

from __future__ import annotations

import os
import platform
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bot.errors import NotReady

_START_TIMEOUT_S = 240.0
_COLD_STARTS = 20
"""Of as many questions, from all articles: a short one that names something waits for spaCy, too."""
_DECISIONS = 200
_SEARCHES = 200
_GROWTH = 5
"""How many times the content, to see what growing costs the search."""
_PROCESSES = {
    "gateway": "pruvodce gateway",
    "worker": "pruvodce worker",
    "desk": "pruvodce desk",
    "actions": "rasa run actions",
    "dialogue": "rasa run --interface",
}


def measure_all(*, count: int, say: Callable[[str], None]) -> dict[str, Any]:
    """Measure everything; about ten minutes with count=200.

    Args:
        count: Messages at each rate.
        say: Told what is being measured.
    """
    from bot.benchmarks.decisions import decision_times
    from bot.cli.ask import mark
    from bot.settings import settings
    from knowledge.base import ActiveKnowledge
    from knowledge.evaluation.search_bench import EncodedQuestion, bench_search

    shared = settings().var
    knowledge = ActiveKnowledge(shared).current()
    written = [
        (question, locale)
        for article in knowledge.articles.values()
        for locale, version in article.versions.items()
        for question in version.questions
    ]
    questions = [question for question, _ in written]
    report: dict[str, Any] = {
        "machine": {"cores": os.cpu_count(), "python": platform.python_version(), "platform": platform.platform()},
        "snapshot": knowledge.id,
        "articles": len(knowledge.articles),
    }
    say("cold start of `pruvodce ask`")
    from bot.benchmarks.processes import cold_start

    report["cold_ask"] = cold_start(questions[:: len(questions) // _COLD_STARTS]).as_row()
    # Before the search, whose questions the encoder remembers afterwards.
    say("decisions on one core")
    decided, looked = decision_times(knowledge, questions[:: len(questions) // _DECISIONS], mark)
    report["decision_on_one_core"] = decided.as_row()
    report["urgency_on_one_core"] = looked.as_row()
    say("search alone")
    asked = [
        EncodedQuestion(question, knowledge.vector(question), locale)
        for question, locale in written[:: len(written) // _SEARCHES]
    ]
    report["search"] = [asdict(row) for row in bench_search(knowledge.index, asked)]
    content = len(knowledge.index.vectors)
    now, grown = bench_search(knowledge.index, asked, (content, _GROWTH * content))
    report["growth"] = {"now": asdict(now), "grown": asdict(grown), "ratio": grown.p50_ms / now.p50_ms}
    # Every seventh, so that neighbours in one article do not follow each other.
    report.update(_turns(shared, questions[::7], count=count, say=say))
    return report


def _turns(shared: Path, questions: Sequence[str], *, count: int, say: Callable[[str], None]) -> dict[str, Any]:
    from bot.benchmarks.processes import memory_mb

    say("starting the assistant")
    with _assistant(shared) as pids:
        import django

        django.setup()
        from bot.benchmarks import turns

        turns.warm_up(questions)
        figures: dict[str, Any] = {"turns": {}}
        for per_s in (1.0, 5.0):
            say(f"{count} messages at {per_s:.0f} a second")
            figures["turns"][f"at_{per_s:.0f}_per_s"] = turns.at_rate(questions, per_s=per_s, count=count).as_row()
        say("saturation")
        figures["turns"]["saturation_per_s"] = turns.saturation_per_s(questions, count=count)
        figures["memory"] = {name: memory_mb(pid) for name, pid in pids.items()}
        return figures


@contextmanager
def _assistant(shared: Path) -> Iterator[dict[str, int]]:
    """Start `pruvodce up` with a database of its own; gives the process ids."""
    with tempfile.TemporaryDirectory(prefix="pruvodce-bench-") as name:
        var = Path(name)
        for folder in ("snapshots", "cache"):
            (var / folder).symlink_to(shared / folder)
        ports = [_free_port() for _ in range(3)]
        ours = {
            "PRUVODCE_VAR": str(var),
            "PRUVODCE_PORT": str(ports[0]),
            "PRUVODCE_ENGINE_URL": f"http://127.0.0.1:{ports[1]}",
            "PRUVODCE_ACTIONS_PORT": str(ports[2]),
            "TELEGRAM_TOKEN": "",
        }
        os.environ.update(ours)
        from bot.settings import settings

        settings.cache_clear()
        with (var / "up.txt").open("wb") as out:
            up = subprocess.Popen([str(Path(sys.executable).parent / "pruvodce"), "up"], stdout=out, stderr=out)
        try:
            _wait(up, var / "up.txt")
            yield {process: _pid_of(words, var) for process, words in _PROCESSES.items()}
        finally:
            up.send_signal(signal.SIGINT)
            up.wait(timeout=30)


def _wait(up: subprocess.Popen[bytes], said: Path) -> None:
    deadline = time.monotonic() + _START_TIMEOUT_S
    while "is ready" not in said.read_text(encoding="utf-8"):
        if up.poll() is not None or time.monotonic() > deadline:
            raise NotReady(f"pruvodce up did not become ready:\n{said.read_text(encoding='utf-8')}")
        time.sleep(0.2)


def _pid_of(words: str, var: Path) -> int:
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            environment = (entry / "environ").read_bytes().decode(errors="replace")
        except OSError:
            continue
        if words in command and f"PRUVODCE_VAR={var}\0" in environment:
            return int(entry.name)
    raise NotReady(f"no process {words}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
