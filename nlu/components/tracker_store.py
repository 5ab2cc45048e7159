"""What the dialogue engine remembers: ten turns of each person in one SQLite file, erased for good when they ask.

Rasa's own SQL store keeps every event for ever and only marks a restart. Here a person is one row that is overwritten,
`secure_delete` zeroes what was there, and nothing from before a restart is kept.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SerializedTrackerAsText, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from nlu.components.quiet import keep_words_out_of_logs
from nlu.components.schema_patch import compile_action_schema_once
from nlu.components.trimming import trimmed_tracker

_DEFAULT_RETENTION_DAYS = 30.0
_DAY_S = 86_400.0
_PURGE_EVERY_S = 3_600.0
_ROOT = Path(__file__).resolve().parents[2]
_CREATE = (
    "CREATE TABLE IF NOT EXISTS tracker (sender TEXT PRIMARY KEY, dialogue TEXT NOT NULL, keep_until REAL NOT NULL)"
)


class SqliteTrackerStore(TrackerStore, SerializedTrackerAsText):
    """Named in endpoints.yml. One process uses one file; PRUVODCE_TRACKERS moves it."""

    def __init__(
        self,
        domain: Domain | None,
        event_broker: EventBroker | None = None,
        *,
        path: str | None = None,
        retention_days: float | None = None,
        **kwargs: Any,  # noqa: ANN401 - Rasa passes whatever endpoints.yml holds
    ) -> None:
        kwargs.pop("host", None)
        super().__init__(domain, event_broker, **kwargs)
        # endpoints.yml is where Rasa first meets our code in `rasa run`, before it answers anyone.
        keep_words_out_of_logs()
        compile_action_schema_once()
        given_days = os.environ.get("PRUVODCE_RETENTION_DAYS", "")
        self._retention_s = (retention_days or float(given_days or _DEFAULT_RETENTION_DAYS)) * _DAY_S
        self._purged_at = 0.0
        self._connection = _connect(Path(path) if path else tracker_file())

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep the last turns; a person who was restarted and said nothing since leaves no row at all."""
        await self.stream_events(tracker)
        trimmed = trimmed_tracker(tracker)
        now = time.time()
        with self._connection:
            if any(isinstance(event, UserUttered | SlotSet) for event in trimmed.events):
                row = (tracker.sender_id, self.serialise_tracker(trimmed), now + self._retention_s)
                self._connection.execute("INSERT OR REPLACE INTO tracker VALUES (?, ?, ?)", row)
            else:
                self._connection.execute("DELETE FROM tracker WHERE sender = ?", (tracker.sender_id,))
            if now - self._purged_at > _PURGE_EVERY_S:
                self._connection.execute("DELETE FROM tracker WHERE keep_until < ?", (now,))
                self._purged_at = now

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """What is remembered of this pseudonym; None for nothing, or nothing any more."""
        found = self._connection.execute(
            "SELECT dialogue FROM tracker WHERE sender = ? AND keep_until >= ?", (sender_id, time.time())
        ).fetchone()
        return None if found is None else self.deserialise_tracker(sender_id, found[0])

    async def retrieve_full_tracker(self, sender_id: str) -> DialogueStateTracker | None:
        """The same: there is only one session."""
        return await self.retrieve(sender_id)

    async def keys(self) -> Iterable[str]:
        """All pseudonyms."""
        return [row[0] for row in self._connection.execute("SELECT sender FROM tracker")]


def tracker_file() -> Path:
    """Where the trackers are: PRUVODCE_TRACKERS, else `trackers.sqlite3` in PRUVODCE_VAR, else in `var/`."""
    given = os.environ.get("PRUVODCE_TRACKERS", "")
    return Path(given) if given else Path(os.environ.get("PRUVODCE_VAR", "") or _ROOT / "var") / "trackers.sqlite3"


def _connect(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path, check_same_thread=False)
    # No write-ahead log: erased words would live on in it.
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.execute("PRAGMA secure_delete=ON")
    connection.execute("PRAGMA synchronous=NORMAL")
    with connection:
        connection.execute(_CREATE)
    return connection
