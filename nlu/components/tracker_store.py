"""Where Rasa keeps conversations: ten turns each, until a retention date, with erased words really gone."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SerializedTrackerAsText, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, Restarted, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

KEPT_TURNS = 10
_DAY_S = 24 * 3600
_TABLE = "CREATE TABLE IF NOT EXISTS tracker (sender TEXT PRIMARY KEY, dialogue TEXT NOT NULL, erase_at REAL NOT NULL)"


class SqliteTrackerStore(TrackerStore, SerializedTrackerAsText):
    """One row for each sender.

    secure_delete overwrites what is erased with zeros, and the journal is deleted after each write, so that erased
    words are nowhere in the file. Rasa's own SQL store keeps every event for ever.
    """

    def __init__(
        self,
        domain: Domain,
        host: str | None = None,
        event_broker: EventBroker | None = None,
        path: str | None = None,
        retention_days: float = 30,
        **kwargs: Any,  # noqa: ANN401 - Rasa's own signature
    ) -> None:
        var = Path(os.environ.get("PRUVODCE_VAR", "") or "var")
        self._path = Path(path) if path else var / "conversations.sqlite3"
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._retention_s = float(retention_days) * _DAY_S
        super().__init__(domain, event_broker, **kwargs)
        with self._open() as connection:
            connection.execute(_TABLE)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep the last turns; after a restart keep nothing."""
        await self.stream_events(tracker)
        now = time.time()
        with self._open() as connection:
            connection.execute("DELETE FROM tracker WHERE erase_at < ?", (now,))
            if _is_forgotten(tracker):
                connection.execute("DELETE FROM tracker WHERE sender = ?", (tracker.sender_id,))
                return
            row = (tracker.sender_id, self.serialise_tracker(_trimmed(tracker)), now + self._retention_s)
            connection.execute("INSERT OR REPLACE INTO tracker VALUES (?, ?, ?)", row)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The conversation of this sender; None where there is none."""
        with self._open() as connection:
            row = connection.execute("SELECT dialogue FROM tracker WHERE sender = ?", (sender_id,)).fetchone()
        return None if row is None else self.deserialise_tracker(sender_id, row[0])

    async def keys(self) -> Iterable[str]:
        """All senders."""
        with self._open() as connection:
            return [row[0] for row in connection.execute("SELECT sender FROM tracker")]

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._path, timeout=10)) as connection, connection:
            connection.execute("PRAGMA secure_delete=ON")
            yield connection


def _is_forgotten(tracker: DialogueStateTracker) -> bool:
    """Whether nothing was said since the last restart."""
    for event in reversed(tracker.events):
        if isinstance(event, Restarted):
            return True
        if isinstance(event, UserUttered):
            return False
    return False


def _trimmed(tracker: DialogueStateTracker) -> DialogueStateTracker:
    """The same conversation with its last turns only; slots survive."""
    events: list[Event] = list(tracker.events)
    turns = [position for position, event in enumerate(events) if isinstance(event, UserUttered)]
    if len(turns) <= KEPT_TURNS or tracker.active_loop_name:
        return tracker
    slots = [SlotSet(name, slot.value) for name, slot in tracker.slots.items() if slot.value is not None]
    kept = events[turns[-KEPT_TURNS] - 1 :]
    fresh = [ActionExecuted("action_session_start"), SessionStarted(), *slots, *kept]
    return DialogueStateTracker.from_events(tracker.sender_id, fresh, slots=list(tracker.slots.values()))
