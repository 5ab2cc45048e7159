"""Somebody who talks to the assistant in a test."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.conversation.inbound import Inbound, Kind
from bot.conversation.replies import Message
from bot.conversation.texts import Texts
from bot.conversation.wire import message_from_wire
from bot.storage import inbox
from bot.storage.models import Outbox, Person
from bot.storage.threads import in_thread
from bot.turn import take_turn
from bot.turn_needs import TurnNeeds
from nlu.locales import Locale
from tests.builders.conversation import FakeKnowledge
from tests.builders.storage import NOW, an_arrival, arrived
from tests.fakes.engine import ScriptedEngine


def text(key: str, locale: Locale = Locale.EN) -> str:
    """A text of the catalogue without anything filled in."""
    return Texts.of(locale).get(key)


@dataclass
class Talk:
    """One person who talks to the assistant; time stands still unless told otherwise."""

    engine: ScriptedEngine = field(default_factory=ScriptedEngine)
    knowledge: Any = field(default_factory=FakeKnowledge)
    now: datetime = NOW
    channel: str = "telegram"
    count: int = 0

    def __post_init__(self) -> None:
        self.needs = TurnNeeds(
            knowledge=lambda: self.knowledge,
            engine=self.engine,
            engine_budget_s=0.2,
            retention_days=30,
            now=lambda: self.now,
        )

    async def sends(self, inbound: Inbound, **changes: Any) -> list[Message]:
        self.count += 1
        number = self.count
        await in_thread(
            lambda: arrived(an_arrival(number, inbound=inbound, **changes), channel=self.channel, now=self.now)
        )
        turn = await in_thread(inbox.claim_next, now=self.now, lease_s=15)
        assert turn is not None
        before = await in_thread(lambda: list(Outbox.objects.values_list("pk", flat=True)))
        await take_turn(turn, self.needs)
        rows = await in_thread(lambda: list(Outbox.objects.exclude(pk__in=before).order_by("pk")))
        return [message_from_wire(row.message) for row in rows]

    async def says(self, text: str, **changes: Any) -> str:
        return "\n---\n".join(one.html for one in await self.sends(Inbound(Kind.TEXT, text=text), **changes))

    async def taps(self, button: str) -> str:
        return "\n---\n".join(one.html for one in await self.sends(Inbound(Kind.PRESS, button=button)))

    async def person(self) -> Person:
        return await in_thread(Person.objects.get)
