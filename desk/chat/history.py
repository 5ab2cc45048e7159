"""A conversation on the web page, read from the inbox and the outbox."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from bot.conversation.buttons import Press
from bot.conversation.inbound import Kind, inbound_from_wire
from bot.conversation.markup import escape
from bot.conversation.replies import Button, Message
from bot.conversation.texts import Texts
from bot.conversation.wire import message_from_wire
from bot.storage.models import Inbox, Outbox, Person
from nlu.locales import Locale

CHANNEL = "web"


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a page has read: the last inbox and outbox rows that it shows."""

    inbox: int = 0
    outbox: int = 0

    @classmethod
    def read(cls, text: str) -> Mark:
        """From `12.34`; the beginning where it is anything else."""
        first, _, second = text.partition(".")
        return cls(int(first), int(second)) if first.isdecimal() and second.isdecimal() else cls()

    def __str__(self) -> str:
        """As `read` takes it."""
        return f"{self.inbox}.{self.outbox}"


@dataclass(frozen=True, slots=True)
class Shown:
    """One message as the page shows it.

    Attributes:
        is_ours: Said by the assistant.
        mark: How far the page has read with this message.
        file: Number of the letter that can be fetched once; None for none.
    """

    is_ours: bool
    html: str
    buttons: tuple[tuple[Button, ...], ...]
    mark: Mark
    locale: Locale
    file: int | None = None

    @property
    def link(self) -> str:
        """What the link to the letter is called."""
        return Texts.of(self.locale).get("letter.link")


def messages_after(session: str, mark: Mark, locale: Locale) -> tuple[Shown, ...]:
    """What was said since the mark, oldest first."""
    mine = Q(person__channel=CHANNEL, person__address=session)
    farewell = Q(person=None, channel=CHANNEL, address=session)
    outbox = list(Outbox.objects.filter(mine | farewell).order_by("pk"))
    labels = {button.id: button.label for row in outbox for button in _buttons(message_from_wire(row.message))}
    texts = Texts.of(locale)
    rows: list[tuple[datetime, bool, int, Message]] = [
        (row.created_at, True, row.pk, _ours(row, texts)) for row in outbox if row.pk > mark.outbox
    ]
    for asked in Inbox.objects.filter(mine, pk__gt=mark.inbox):
        text = _said(asked, labels, texts)
        if text:
            rows.append((asked.received_at, False, asked.pk, Message(escape(text))))
    return tuple(_marked(sorted(rows, key=lambda row: row[:3]), mark, locale))


def person_at(session: str) -> Person | None:
    """Who writes from this session; None before their first message and after /forget."""
    return Person.objects.filter(channel=CHANNEL, address=session).first()


def _marked(rows: list[tuple[datetime, bool, int, Message]], mark: Mark, locale: Locale) -> Iterator[Shown]:
    for _, is_ours, number, message in rows:
        mark = Mark(mark.inbox, max(mark.outbox, number)) if is_ours else Mark(max(mark.inbox, number), mark.outbox)
        file = number if message.document is not None else None
        yield Shown(is_ours, message.html, message.buttons, mark, locale, file)


def _ours(row: Outbox, texts: Texts) -> Message:
    message = message_from_wire(row.message)
    return message if message.html else Message(f"<i>{texts.get('letter.gone')}</i>")


def _said(asked: Inbox, labels: dict[str, str], texts: Texts) -> str:
    inbound = inbound_from_wire(asked.payload)
    if inbound.kind is Kind.LOCATION:
        return texts.get("web.place")
    is_taken = not inbound.text if inbound.kind is Kind.TEXT else inbound.button == Press.FORM.value
    if is_taken:
        return texts.get("letter.taken")
    return labels.get(inbound.button, "") if inbound.kind is Kind.PRESS else inbound.text


def _buttons(message: Message) -> Iterator[Button]:
    for row in message.buttons:
        yield from row
