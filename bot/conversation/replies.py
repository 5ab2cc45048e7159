"""What is sent to a person: finished text with buttons, in no channel's own form yet."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Button:
    """Something to tap.

    Attributes:
        id: What comes back when tapped, at most 64 bytes (Telegram's limit); empty for a link.
        url: Where a link leads; None for an ordinary button.
    """

    id: str
    label: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """One message.

    Attributes:
        html: Text in the small set of tags that Telegram knows: b, i, a href, blockquote. Lists are lines that begin
            with "• " or "1. ". Paragraphs are separated by an empty line.
        buttons: Rows of buttons, top first.
    """

    html: str
    buttons: tuple[tuple[Button, ...], ...] = ()


Reply = tuple[Message, ...]
"""All messages that answer one message of a person, in order."""
