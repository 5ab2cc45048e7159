"""The web chat: its page in desk/ stores what is written and reads the replies; both through here."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from bot.conversation.inbound import Inbound, Kind, inbound_from_wire
from bot.conversation.wire import message_from_wire
from bot.privacy import mask
from bot.storage import inbox
from bot.storage.inbox import Arrival
from bot.storage.models import Inbox, Outbox

if TYPE_CHECKING:
    from datetime import datetime

    from bot.conversation.replies import Message
    from nlu.locales import Locale

CHANNEL = "web"
MAX_CHARACTERS = 5000


@dataclass(frozen=True, slots=True)
class WebReply:
    """One message of ours.

    Attributes:
        number: Give it back as `after` to get what came later.
    """

    number: int
    message: Message


@dataclass(frozen=True, slots=True)
class WebLine:
    """One line of the conversation as the page shows it after a reload: either side, never both."""

    said: Inbound | None
    reply: WebReply | None


def address_of(session_key: str) -> str:
    """What stands for the session in the database; from it nobody can get back into the session."""
    return hashlib.sha256(session_key.encode()).hexdigest()


def receive(
    session_key: str,
    *,
    message_id: str,
    now: datetime,
    text: str = "",
    press: str = "",
    guessed_locale: Locale | None = None,
) -> bool:
    """Store what was written or tapped; returns whether it was new.

    Args:
        session_key: Secret name of the session.
        message_id: Made by the page, the same when it tries again, at most 36 characters.
        now: When it came.
        text: What was typed, cut after 5,000 characters.
        press: Id of the tapped button; then the text does not count.
        guessed_locale: The language of the browser.
    """
    masked = mask(text[:MAX_CHARACTERS])
    inbound = (
        Inbound(Kind.PRESS, button=press[:64])
        if press
        else Inbound(Kind.TEXT, text=masked.text, is_masked=masked.is_changed)
    )
    address = address_of(session_key)
    # The session is part of the id, so that nobody can take another one's ids.
    update_id = f"{address[:24]}:{message_id[:36]}"
    return bool(inbox.store(CHANNEL, (Arrival(update_id, address, inbound, guessed_locale),), now=now))


def messages_after(session_key: str, number: int) -> tuple[WebReply, ...]:
    """Our messages that came after the one of this number, in order; 0 for all."""
    rows = _replies(address_of(session_key)).filter(pk__gt=number).order_by("pk")
    return tuple(WebReply(row.pk, message_from_wire(row.message)) for row in rows)


def history(session_key: str) -> tuple[WebLine, ...]:
    """The whole conversation in the order in which it reads."""
    address = address_of(session_key)
    replies: dict[int | None, list[WebReply]] = {}
    for row in _replies(address).order_by("pk"):
        replies.setdefault(row.inbox_id, []).append(WebReply(row.pk, message_from_wire(row.message)))
    lines = [WebLine(None, reply) for reply in replies.pop(None, [])]
    for row in Inbox.objects.filter(channel=CHANNEL, person__address=address).order_by("pk"):
        lines.append(WebLine(inbound_from_wire(row.payload), None))
        lines += [WebLine(None, reply) for reply in replies.pop(row.pk, [])]
    return tuple(lines)


def is_answering(session_key: str) -> bool:
    """Whether something still waits for its answer."""
    return inbox.is_answering(CHANNEL, address_of(session_key))


def _replies(address: str) -> QuerySet[Outbox]:
    return Outbox.objects.filter(Q(person__address=address) | Q(person=None, address=address), channel=CHANNEL)
