"""Whole turns through a running assistant: from a stored message to its reply in the outbox, Rasa included."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator, Sequence
from datetime import datetime, timezone

from django.db.models import Max

from bot.benchmarks.figures import Times
from bot.conversation.inbound import Inbound, Kind
from bot.storage.inbox import Arrival, store
from bot.storage.models import Inbox, InboxState, Outbox

_CHANNEL = "web"
_POLL_S = 0.02
_PATIENCE_S = 60.0
_numbers = itertools.count()


def warm_up(questions: Sequence[str], *, count: int = 10) -> None:
    """Let every process load what it loads with the first messages."""
    _finish(_store(question) for question in itertools.islice(itertools.cycle(questions), count))


def at_rate(questions: Sequence[str], *, per_s: float, count: int) -> Times:
    """Send messages of different people at a steady rate.

    Returns:
        Times from storing the message to its last outbox row. A message that finds the assistant busy waits, and its
        waiting counts.
    """

    def steadily() -> Iterator[int]:
        started = time.monotonic()
        for number, question in enumerate(itertools.islice(itertools.cycle(questions), count)):
            time.sleep(max(0.0, started + number / per_s - time.monotonic()))
            yield _store(question)

    return Times.of(_finish(steadily()))


def saturation_per_s(questions: Sequence[str], *, count: int) -> float:
    """Messages a second when all are there at once."""
    started = time.monotonic()
    _finish(_store(question) for question in itertools.islice(itertools.cycle(questions), count))
    return round(count / (time.monotonic() - started), 1)


def _store(question: str) -> int:
    """Store a question of a new person; returns its inbox row."""
    number = next(_numbers)
    update = f"bench-{time.time_ns()}-{number}"
    now = datetime.now(timezone.utc)
    store(_CHANNEL, [Arrival(update_id=update, address=update, inbound=Inbound(Kind.TEXT, text=question))], now=now)
    return Inbox.objects.values_list("pk", flat=True).get(channel=_CHANNEL, update_id=update)


def _finish(rows: Iterator[int]) -> list[float]:
    """Wait until all are answered; seconds each took.

    Raises:
        TimeoutError: Some were not answered within a minute.
    """
    waiting = list(rows)
    deadline = time.monotonic() + _PATIENCE_S
    while Inbox.objects.filter(pk__in=waiting).exclude(state=InboxState.DONE).exists():
        if time.monotonic() > deadline:
            raise TimeoutError("the assistant did not answer within a minute")
        time.sleep(_POLL_S)
    received = dict(Inbox.objects.filter(pk__in=waiting).values_list("pk", "received_at"))
    replied = dict(Outbox.objects.filter(inbox__in=waiting).values_list("inbox").annotate(Max("created_at")))
    return [(replied[row] - received[row]).total_seconds() for row in waiting]
