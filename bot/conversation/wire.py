"""Replies as JSON, for the outbox and for scripts."""

from __future__ import annotations

from typing import Any

from bot.conversation.replies import Button, Message


def message_to_wire(message: Message) -> dict[str, Any]:
    """The message as JSON-able values; `message_from_wire` is its inverse."""
    rows = [[{"id": b.id, "label": b.label, "url": b.url} for b in row] for row in message.buttons]
    return {"html": message.html, "buttons": rows}


def message_from_wire(wire: dict[str, Any]) -> Message:
    """Read what `message_to_wire` wrote."""
    rows = tuple(tuple(Button(id=b["id"], label=b["label"], url=b["url"]) for b in row) for row in wire["buttons"])
    return Message(html=wire["html"], buttons=rows)
