"""Messages as plain text on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.conversation.markup import to_plain
from bot.conversation.replies import Button, Message


def buttons_of(messages: Sequence[Message]) -> Iterator[Button]:
    """All buttons of a reply in order."""
    for message in messages:
        for row in message.buttons:
            yield from row


def shown(messages: Sequence[Message]) -> str:
    """The reply with its buttons numbered from 1; links show their address."""
    parts = []
    number = 0
    for message in messages:
        parts.append(to_plain(message.html))
        for row in message.buttons:
            labels = []
            for button in row:
                number += 1
                labels.append(f"[{number}] {button.label}" + (f" ({button.url})" if button.url else ""))
            parts.append("  ".join(labels))
        parts.append("")
    return "\n".join(parts)
