"""Replies as JSON, for the outbox and for scripts."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from bot.conversation.replies import Button, Document, Message


def message_to_wire(message: Message) -> dict[str, Any]:
    """The message as JSON-able values; `message_from_wire` is its inverse."""
    rows = [[{"id": b.id, "label": b.label, "url": b.url} for b in row] for row in message.buttons]
    document = None if message.document is None else asdict(message.document)
    return {"html": message.html, "buttons": rows, "document": document, "is_private": message.is_private}


def message_from_wire(wire: dict[str, Any]) -> Message:
    """Read what `message_to_wire` wrote, now or before there were documents."""
    rows = tuple(tuple(Button(id=b["id"], label=b["label"], url=b["url"]) for b in row) for row in wire["buttons"])
    document = wire.get("document")
    return Message(
        html=wire["html"],
        buttons=rows,
        document=None if document is None else Document(**document),
        is_private=wire.get("is_private", False),
    )
