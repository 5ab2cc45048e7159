"""All tables; each module holds those that belong together."""

from __future__ import annotations

from bot.storage.models.counting import Feedback, UnansweredQuestion
from bot.storage.models.erasing import ErasedUpdate, PendingErasure
from bot.storage.models.letters import LetterDraft
from bot.storage.models.messages import Inbox, InboxState, Outbox, OutboxState
from bot.storage.models.persons import Person
from bot.storage.models.reminders import Reminder, ReminderState
from bot.storage.models.running import Heartbeat, PollingOffset

__all__ = [
    "ErasedUpdate",
    "Feedback",
    "Heartbeat",
    "Inbox",
    "InboxState",
    "LetterDraft",
    "Outbox",
    "OutboxState",
    "PendingErasure",
    "Person",
    "PollingOffset",
    "Reminder",
    "ReminderState",
    "UnansweredQuestion",
]
