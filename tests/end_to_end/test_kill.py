"""kill -9 of each process of the whole assistant: nothing is lost, nothing is answered twice, the others go on."""

from __future__ import annotations

import os
import re
import signal
import time
from pathlib import Path

import httpx
import pytest

from knowledge.articles import Article
from nlu.locales import Locale
from tests.end_to_end.questions import FIVE
from tests.servers.stack import Stack
from tests.servers.visitor import Visitor

pytestmark = pytest.mark.slow

QUESTION = FIVE[1]
COMMANDS = {
    "gateway": "pruvodce gateway",
    "worker": "pruvodce worker",
    "desk": "pruvodce desk",
    "actions": "rasa run actions",
    "dialogue": "rasa run --interface",
}


def kill(stack: Stack, process: str) -> None:
    os.kill(stack.pid_of(COMMANDS[process]), signal.SIGKILL)


def written_by(stack: Stack) -> list[Path]:
    """Every file of this stack: database, write-ahead log, conversations, logs. Snapshots are shared and only read."""
    return [path for path in stack.var.rglob("*") if path.is_file() and not path.is_symlink()]


def title(articles: dict[str, Article]) -> str:
    return articles[QUESTION.article].versions[Locale.EN].title


def answers_again(stack: Stack, articles: dict[str, Article]) -> None:
    """Wait until a new person gets the article."""
    deadline = time.monotonic() + 120
    while True:
        try:
            visitor = Visitor(stack.url)
            visitor.say(QUESTION.text)
            if title(articles) in visitor.wait_for(1)[0]:
                return
        except (httpx.HTTPError, AssertionError):
            pass
        assert time.monotonic() < deadline
        time.sleep(0.5)


@pytest.mark.parametrize("process", ["gateway", "worker", "desk"])
def test_killing_a_process_loses_no_question_and_answers_none_twice(
    stack: Stack, articles: dict[str, Article], process: str
) -> None:
    answers_again(stack, articles)
    visitors = [Visitor(stack.url) for _ in range(6)]
    for number, visitor in enumerate(visitors):
        visitor.say(QUESTION.text)
        if number == 2:
            kill(stack, process)
            # Whoever finds the page down tries again; what was stored before must not need that.
            answers_again(stack, articles)
    answers_again(stack, articles)
    for visitor in visitors:
        replies = visitor.wait_for(1)
        assert len([reply for reply in replies if title(articles) in reply]) == 1


@pytest.mark.parametrize("process", ["dialogue", "actions"])
def test_without_rasa_a_person_hears_within_three_seconds_and_later_gets_the_answer(
    stack: Stack, articles: dict[str, Article], process: str
) -> None:
    answers_again(stack, articles)
    kill(stack, process)
    visitor = Visitor(stack.url, language="uk")
    started = time.monotonic()
    visitor.say("де знайти лікаря")
    reply = visitor.wait_for(1, timeout_s=10)[0]
    # A little more than three seconds, because this test reads the page and shares two cores with the restart.
    assert time.monotonic() - started < 4.0
    assert re.search(r"112|Перевірено", reply)
    answers_again(stack, articles)


def test_danger_is_answered_even_without_rasa(stack: Stack, articles: dict[str, Article]) -> None:
    answers_again(stack, articles)
    kill(stack, "dialogue")
    visitor = Visitor(stack.url)
    visitor.say("my husband is beating me and I can't leave the flat")
    assert "116 016" in visitor.wait_for(1, timeout_s=10)[0]
    answers_again(stack, articles)


def test_after_forget_the_words_are_found_nowhere(stack: Stack) -> None:
    words = "kolibřík s modrým deštníkem"
    visitor = Visitor(stack.url, language="cs")
    visitor.say(f"{words} a dlouhodobý pobyt")
    visitor.wait_for(1)
    visitor.say("/forget")
    deadline = time.monotonic() + 30
    while found := [
        str(path) for path in stack.var.rglob("*") if path.is_file() and words.encode() in path.read_bytes()
    ]:
        assert time.monotonic() < deadline, found
        time.sleep(0.3)
