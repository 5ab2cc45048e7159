"""Cuts replies to what a channel carries, before they are stored: so each piece is sent, and recorded, once."""

from __future__ import annotations

from dataclasses import replace

from bot.channels.telegram.splitting import split
from bot.conversation.replies import Message, Reply


def pieces_for(channel: str, reply: Reply) -> Reply:
    """The same reply in messages that the channel carries; only the last piece of each keeps the buttons."""
    if channel != "telegram":
        return reply
    return tuple(piece for message in reply for piece in _pieces(message))


def _pieces(message: Message) -> Reply:
    *first, last = split(message.html)
    return (*(Message(html, is_private=message.is_private) for html in first), replace(message, html=last))
