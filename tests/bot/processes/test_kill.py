"""kill -9 of real gateways and workers in the middle of many conversations."""

from __future__ import annotations

import asyncio
import os
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path

import pytest

from bot.conversation.outcomes import Answer, Outcome
from tests.fakes.rasa_server import RasaServer
from tests.fakes.telegram_faults import TelegramFaults

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[3]
GATEWAY = "tests.fakes.gateway_process"
WORKER = "bot.processes.worker"
CHATS = (101, 102, 103)
PER_CHAT = 12
PATIENCE_S = 30.0
_TITLE = re.compile(r"<b>Title (\d+) en</b>")


def answer_by_number(text: str) -> Outcome:
    return Answer(f"test/{text.rsplit(maxsplit=1)[-1]}")


@contextmanager
def processes(environment: dict[str, str], log: Path) -> Iterator[Callable[[str], subprocess.Popen[bytes]]]:
    started: list[subprocess.Popen[bytes]] = []
    with log.open("wb") as out:

        def start(module: str) -> subprocess.Popen[bytes]:
            command = (sys.executable, "-m", module)
            started.append(subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=out))
            return started[-1]

        try:
            yield start
        finally:
            for process in started:
                process.kill()
                process.wait()


async def until(is_true: Callable[[], bool]) -> None:
    for _ in range(int(PATIENCE_S / 0.05)):
        if is_true():
            return
        await asyncio.sleep(0.05)
    pytest.fail("waited too long")


def titles(telegram: TelegramFaults, chat: int) -> list[int]:
    return [int(match[1]) for text in telegram.texts_to(chat) if (match := _TITLE.search(text))]


def environment_for(database: dict[str, str], telegram: TelegramFaults, rasa: RasaServer) -> dict[str, str]:
    return {
        **os.environ,
        **database,
        "TELEGRAM_TOKEN": "1:test",
        "PRUVODCE_TELEGRAM_BASE_URL": telegram.base_url,
        "PRUVODCE_ENGINE_URL": rasa.url,
        "OMP_NUM_THREADS": "1",
    }


@pytest.mark.parametrize(
    ("victim", "allowed_repeats"), [(GATEWAY, 0), (WORKER, 3)], ids=["of the gateway", "of the worker"]
)
async def test_kill_loses_no_question_and_answers_none_twice(
    victim: str, allowed_repeats: int, database_settings: dict[str, str], tmp_path: Path
) -> None:
    chance = random.Random(7)  # noqa: S311 - moments to kill, not secrets
    async with TelegramFaults() as telegram, RasaServer(answer_by_number, delay_s=0.02) as rasa:
        with processes(environment_for(database_settings, telegram, rasa), tmp_path / "log") as start:
            running = {module: start(module) for module in (GATEWAY, WORKER)}
            for number in range(PER_CHAT):
                for chat in CHATS:
                    telegram.says(chat, f"question {number}")
            for goal in (4, 10, 18):
                await until(lambda goal=goal: len(telegram.sent) >= goal)  # type: ignore[misc]
                await asyncio.sleep(chance.random() / 20)
                running[victim].kill()
                running[victim].wait()
                running[victim] = start(victim)
            await until(lambda: all(titles(telegram, chat)[-1:] == [PER_CHAT - 1] for chat in CHATS))
            await asyncio.sleep(1.0)
    for chat in CHATS:
        assert [number for number, _ in groupby(titles(telegram, chat))] == list(range(PER_CHAT))
    assert len(telegram.sent) - len(CHATS) * PER_CHAT <= allowed_repeats


async def test_sigterm_ends_both_processes_cleanly(database_settings: dict[str, str], tmp_path: Path) -> None:
    async with TelegramFaults() as telegram, RasaServer(answer_by_number) as rasa:
        with processes(environment_for(database_settings, telegram, rasa), tmp_path / "log") as start:
            running = [start(GATEWAY), start(WORKER)]
            telegram.says(1, "question 1")
            await until(lambda: titles(telegram, 1) == [1])
            for process in running:
                process.terminate()
            await until(lambda: all(process.poll() is not None for process in running))
            assert [process.returncode for process in running] == [0, 0]


async def test_forget_leaves_no_word_in_the_files_of_the_database(database: Path, tmp_path: Path) -> None:
    words = "svatojanska muska"
    async with TelegramFaults() as telegram, RasaServer(answer_by_number) as rasa:
        with processes(
            environment_for({"PRUVODCE_VAR": str(database), "PRUVODCE_DATABASE_URL": ""}, telegram, rasa),
            tmp_path / "log",
        ) as start:
            start(GATEWAY)
            start(WORKER)
            telegram.says(4711471147, f"{words} 1")
            await until(lambda: titles(telegram, 4711471147) == [1])
            assert found_in(database, words)
            telegram.says(4711471147, "/forget")
            await until(lambda: len(telegram.sent) == 2)
            await until(lambda: not found_in(database, words) and not found_in(database, "4711471147"))
            assert [message["message"] for message in rasa.heard][-1] == "/forget_me"
    assert words not in (tmp_path / "log").read_text(encoding="utf-8")
    assert "1:test" not in (tmp_path / "log").read_text(encoding="utf-8")


def found_in(folder: Path, text: str) -> bool:
    return any(text.encode() in path.read_bytes() for path in folder.glob("pruvodce.sqlite3*"))


async def test_a_silent_engine_is_apologised_for_within_three_seconds(database: Path, tmp_path: Path) -> None:
    settings = {"PRUVODCE_VAR": str(database), "PRUVODCE_DATABASE_URL": ""}
    async with TelegramFaults() as telegram, RasaServer(answer_by_number) as rasa:
        with processes(environment_for(settings, telegram, rasa), tmp_path / "log") as start:
            start(GATEWAY)
            start(WORKER)
            telegram.says(1, "question 1")
            await until(lambda: titles(telegram, 1) == [1])
            rasa.delay_s = 30.0
            asked = time.monotonic()
            telegram.says(1, "question 2")
            await until(lambda: len(telegram.sent) == 2)
            assert time.monotonic() - asked < 3.0
            assert "<b>112</b>" in telegram.texts_to(1)[1]
            assert ("sendChatAction", "typing") in [(method, values.get("action")) for method, values in telegram.calls]
