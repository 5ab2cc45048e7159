"""A conversation in this process, through the same storage, turn and texts as every channel: terminal and scripts."""

from __future__ import annotations

import os
import secrets
import tempfile
import warnings
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.conversation.inbound import Inbound
    from bot.conversation.outcomes import Outcome
    from bot.conversation.person_state import PersonState
    from bot.conversation.replies import Message
    from bot.turn_needs import TurnNeeds
    from nlu.locales import Locale

CHANNEL = "terminal"
_LEASE_S = 600.0


@dataclass(frozen=True, slots=True)
class LocalTurn:
    """What one message led to.

    Attributes:
        outcome: None where the reply needed none, such as the list of a topic's articles.
        person: What is remembered afterwards.
    """

    messages: tuple[Message, ...]
    outcome: Outcome | None
    person: PersonState


class LocalConversation:
    """One person who writes in this process."""

    def __init__(self, needs: TurnNeeds, *, guessed_locale: Locale | None = None) -> None:
        self._needs = needs
        self._address = secrets.token_hex(8)
        self._guessed_locale = guessed_locale

    async def say(self, text: str) -> LocalTurn:
        """The person types."""
        from bot.conversation.inbound import Inbound, Kind
        from bot.privacy import mask

        masked = mask(text)
        inbound = Inbound(Kind.TEXT, text=masked.text, is_masked=masked.is_changed)
        return await self._take(inbound, unmasked=text if masked.is_changed else "")

    async def press(self, button: str) -> LocalTurn:
        """The person taps a button."""
        from bot.conversation.inbound import Inbound, Kind

        return await self._take(Inbound(Kind.PRESS, button=button))

    async def _take(self, inbound: Inbound, *, unmasked: str = "") -> LocalTurn:
        from bot.storage import drafts, erasing, inbox
        from bot.storage.threads import in_thread
        from bot.storage.turns import record
        from bot.turn import forget_elsewhere, plan_turn

        arrival = inbox.Arrival(secrets.token_hex(12), self._address, inbound, self._guessed_locale, unmasked)
        await in_thread(inbox.store, CHANNEL, [arrival], now=self._needs.now())
        turn = await in_thread(inbox.claim_next, now=self._needs.now(), lease_s=_LEASE_S)
        if turn is None:
            raise RuntimeError("the message that was just stored cannot be claimed")
        left = await plan_turn(turn, self._needs)
        await in_thread(record, turn, left, now=self._needs.now())
        # The reply is handed back right here, so that nothing of a form need wait for being fetched.
        if await in_thread(drafts.erase_read, CHANNEL, self._address):
            await in_thread(erasing.checkpoint)
        if left.forget:
            await forget_elsewhere(turn.person.pseudonym, self._needs)
        return LocalTurn(left.reply, left.outcome, left.person)


@asynccontextmanager
async def local_needs() -> AsyncIterator[TurnNeeds]:
    """A database of its own that is gone afterwards, Rasa in this process, the active knowledge.

    Raises:
        NotReady: The model is not trained.
        SnapshotMissing: No snapshot is active.
    """
    from bot.processes.model import is_trained, model_path
    from bot.settings import settings
    from knowledge.base import ActiveKnowledge

    # Rasa and TensorFlow warn about themselves at import; here somebody is reading.
    warnings.simplefilter("ignore")
    now = settings()
    active = ActiveKnowledge(now.var)
    active.current()
    if not is_trained():
        from bot.errors import NotReady

        raise NotReady("the Rasa model is not trained; run: pruvodce build")
    with tempfile.TemporaryDirectory(prefix="pruvodce-") as folder:
        os.environ["PRUVODCE_DATABASE_URL"] = f"sqlite://{Path(folder) / 'conversation.sqlite3'}"
        settings.cache_clear()
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connections

        from bot.engine.in_process import InProcessEngine
        from bot.processes.running import utc_now
        from bot.storage.threads import in_thread
        from bot.turn_needs import TurnNeeds

        await in_thread(call_command, "migrate", interactive=False, verbosity=0)
        yield TurnNeeds(
            knowledge=active.current,
            engine=await InProcessEngine.load(model_path(), active.current),
            engine_budget_s=60.0,
            retention_days=now.retention_days,
            now=utc_now,
        )
        await in_thread(connections.close_all)
