"""From Telegram's update to an arrival. Names are never read, pictures and voices never fetched."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.conversation.inbound import Inbound, Kind
from bot.privacy import mask
from bot.storage.inbox import Arrival
from nlu.locales import Locale

if TYPE_CHECKING:
    from telegram import Message, Update

_DEGREES_DIGITS = 2
_PRIVATE = "private"


def read_update(update: Update) -> Arrival | None:
    """The arrival; None for updates that nobody waits to see answered (groups, members, polls)."""
    query = update.callback_query
    if query is not None:
        chat = query.message.chat if query.message else None
        if chat is None or chat.type != _PRIVATE:
            return None
        inbound = Inbound(Kind.PRESS, button=(query.data or "")[:64], callback=query.id)
        return _arrival(update, chat.id, inbound, query.from_user.language_code)
    message = update.message or update.edited_message
    if message is None or message.chat.type != _PRIVATE:
        return None
    inbound = read_message(message, is_edit=update.edited_message is not None)
    typed = (message.text or message.caption or "") if inbound.is_masked else ""
    if inbound.is_edit and not inbound.text:
        # A place that moves on the map comes as an edit each minute.
        return None
    language = message.from_user.language_code if message.from_user else None
    return replace(_arrival(update, message.chat.id, inbound, language), unmasked=typed)


def read_message(message: Message, *, is_edit: bool) -> Inbound:
    """What was sent, with numbers of documents masked and places rounded to about a kilometre."""
    masked = mask(message.text or message.caption or "")
    location = message.location
    return Inbound(
        kind=_kind(message),
        text=masked.text,
        is_edit=is_edit,
        is_masked=masked.is_changed,
        latitude=round(location.latitude, _DEGREES_DIGITS) if location else None,
        longitude=round(location.longitude, _DEGREES_DIGITS) if location else None,
    )


def _kind(message: Message) -> Kind:
    if message.text is not None:
        return Kind.TEXT
    found: tuple[tuple[Any, Kind], ...] = (
        (message.photo, Kind.PHOTO),
        (message.voice or message.audio, Kind.VOICE),
        (message.video or message.video_note or message.animation, Kind.VIDEO),
        (message.document, Kind.DOCUMENT),
        (message.sticker, Kind.STICKER),
        (message.location or message.venue, Kind.LOCATION),
        (message.contact, Kind.CONTACT),
    )
    return next((kind for value, kind in found if value), Kind.OTHER)


def _arrival(update: Update, chat: int, inbound: Inbound, language: str | None) -> Arrival:
    return Arrival(str(update.update_id), str(chat), inbound, Locale.from_code(language))
