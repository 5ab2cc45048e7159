"""How long one core takes to decide on a first message, and to look for danger in it."""

from __future__ import annotations

import os
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot.benchmarks.figures import Times
from bot.conversation.first_message import consider

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.conversation.first_message import Mark
    from knowledge.base import KnowledgeBase


def decision_times(knowledge: KnowledgeBase, questions: Sequence[str], mark: Mark) -> tuple[Times, Times]:
    """Times of the whole decision, as `pruvodce ask` takes it, and of urgency alone, when the vector is known.

    Each question is new to every memory: the encoder and the repairer remember what they have seen.

    Args:
        knowledge: Loaded now, so that no question waits for it.
        questions: At least two; the first is only for warming up.
        mark: Finds what a message names.
    """
    knowledge.warm_up()
    decided: list[float] = []
    looked: list[float] = []
    with _on_one_core():
        for question in questions:
            started = time.perf_counter()
            consider(question, knowledge, mark)
            decided.append(time.perf_counter() - started)
            unseen = f"{question} ."
            vector = knowledge.vector(unseen)
            started = time.perf_counter()
            knowledge.urgency.detect(unseen, vector=vector)
            looked.append(time.perf_counter() - started)
    return Times.of(decided[1:]), Times.of(looked[1:])


@contextmanager
def _on_one_core() -> Iterator[None]:
    all_cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(all_cores)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, all_cores)
