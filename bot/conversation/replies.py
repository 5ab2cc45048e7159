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
class Document:
    """Pages to print. They are set where they are handed over, so that no finished file lies anywhere.

    Attributes:
        name: Of the file, ASCII.
        html: The whole document.
        without: What to say instead of the message where pages cannot be set.
    """

    name: str
    html: str
    without: str


@dataclass(frozen=True, slots=True)
class Message:
    """One message.

    Attributes:
        html: Text in the small set of tags that Telegram knows: b, i, a href, blockquote. Lists are lines that begin
            with "• " or "1. ". Paragraphs are separated by an empty line.
        buttons: Rows of buttons, top first.
        document: Goes along as a file; None for none.
        is_private: Holds what was typed into a form: its words are erased as soon as they have arrived.
    """

    html: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    document: Document | None = None
    is_private: bool = False


Reply = tuple[Message, ...]
"""All messages that answer one message of a person, in order."""
