"""Messages that came in, and what a turn leaves."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from bot.conversation.inbound import Inbound, Kind
from bot.conversation.person_state import PersonState
from bot.conversation.replies import Message, Reply
from bot.storage import inbox
from bot.storage.inbox import Arrival, ClaimedTurn
from bot.storage.turns import TurnRecord
from nlu.locales import Locale

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=timezone.utc)


def an_arrival(number: int, *, chat: str = "1", text: str = "a question", **changes: Any) -> Arrival:
    inbound = changes.pop("inbound", Inbound(Kind.TEXT, text=text))
    return Arrival(str(number), chat, inbound, **changes)


def arrived(*arrivals: Arrival, channel: str = "telegram", now: datetime = NOW) -> int:
    return inbox.store(channel, arrivals, now=now)


def claimed(now: datetime = NOW, lease_s: float = 15.0) -> ClaimedTurn:
    turn = inbox.claim_next(now=now, lease_s=lease_s)
    assert turn is not None
    return turn


def a_record(turn: ClaimedTurn, *texts: str, **changes: Any) -> TurnRecord:
    reply: Reply = tuple(Message(text) for text in texts or ("an answer",))
    person: PersonState = changes.pop("person", turn.person)
    return TurnRecord(reply=reply, person=person, locale=Locale.EN, **changes)
