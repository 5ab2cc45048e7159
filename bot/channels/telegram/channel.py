"""Sends to Telegram."""

from __future__ import annotations

import asyncio
import logging
import os
import re
from contextlib import suppress
from typing import TYPE_CHECKING

from telegram import Bot, BotCommand, InlineKeyboardButton, InlineKeyboardMarkup, InputFile, LinkPreviewOptions
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.request import HTTPXRequest

from bot.channels.outcomes import Accepted, Later, Refused, SendResult
from bot.conversation.markup import to_plain
from bot.conversation.outcomes import Command
from bot.conversation.texts import Texts
from bot.letter_printing import print_document
from bot.printing import PrintingNotReady
from nlu.locales import Locale

if TYPE_CHECKING:
    from bot.conversation.inbound import Inbound
    from bot.conversation.replies import Button, Document, Message
    from bot.settings import Settings

_log = logging.getLogger(__name__)
_TEL_LINK = re.compile(r'<a href="tel:[^"]*">(.*?)</a>')
_BREAK = re.compile(r"\n{3,}")
_CANNOT_PARSE = "can't parse entities"
_TIMEOUT_S = 10.0
_POLL_TIMEOUT_S = 40.0


def make_bot(settings: Settings) -> Bot:
    """A connection to Telegram with the token of the settings."""
    # So that Telegram's waiting times come as they will in its library's next version, without a warning each.
    os.environ.setdefault("PTB_TIMEDELTA", "true")
    # At INFO httpx writes each address, and the address holds the token.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    logging.getLogger("httpcore").setLevel(logging.WARNING)
    return Bot(
        settings.telegram_token,
        base_url=settings.telegram_base_url,
        request=_request(_TIMEOUT_S),
        get_updates_request=_request(_POLL_TIMEOUT_S),
    )


class TelegramChannel:
    """One bot. Implements `bot.channels.channel.Channel`."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def send(self, address: str, message: Message) -> SendResult:
        """Send a message, which `bot.channels.pieces` has cut to fit."""
        try:
            return await self._send(address, message)
        except RetryAfter as error:
            wait = error.retry_after
            return Later(float(wait) if isinstance(wait, int) else wait.total_seconds())
        except (Forbidden, InvalidToken) as error:
            return Refused(type(error).__name__)
        except BadRequest:
            return Refused("BadRequest")
        except (TimedOut, NetworkError):
            return Later()
        except TelegramError as error:
            _log.warning("Telegram: %s", type(error).__name__)
            return Later()

    async def show_progress(self, address: str, inbound: Inbound) -> None:
        """Show "typing…", and take the waiting sign off a tapped button."""
        with suppress(TelegramError):
            if inbound.callback:
                await self._bot.answer_callback_query(inbound.callback)
        with suppress(TelegramError):
            await self._bot.send_chat_action(int(address), ChatAction.TYPING)

    async def announce_commands(self) -> None:
        """Fill the menu of commands in five languages, English for all others."""
        for locale in (None, *Locale):
            texts = Texts.of(locale or Locale.EN)
            commands = [BotCommand(command.value, texts.get(f"command.{command.value}")) for command in Command]
            try:
                await self._bot.set_my_commands(commands, language_code=locale.value if locale else None)
            except TelegramError as error:
                _log.warning("commands not announced: %s", type(error).__name__)
                return

    async def _send(self, address: str, message: Message) -> SendResult:
        html, keyboard = for_telegram(message.html), _keyboard(message)
        if message.document is not None:
            return await self._send_document(address, html, message.document, keyboard)
        return await self._send_html(address, html, keyboard)

    async def _send_html(self, address: str, html: str, keyboard: InlineKeyboardMarkup | None) -> SendResult:
        try:
            sent = await self._bot.send_message(
                int(address),
                html,
                parse_mode=ParseMode.HTML,
                reply_markup=keyboard,
                link_preview_options=LinkPreviewOptions(is_disabled=True),
            )
        except BadRequest as error:
            if _CANNOT_PARSE not in error.message.lower():
                raise
            # Better without bold than not at all.
            _log.warning("Telegram cannot parse our markup")
            sent = await self._bot.send_message(int(address), to_plain(html), reply_markup=keyboard)
        return Accepted(str(sent.message_id))

    async def _send_document(
        self, address: str, html: str, document: Document, keyboard: InlineKeyboardMarkup | None
    ) -> SendResult:
        try:
            pdf = await asyncio.to_thread(print_document, document)
        except PrintingNotReady as error:
            _log.warning("%s", error)
            return await self._send_html(address, document.without, keyboard)
        sent = await self._bot.send_document(
            int(address),
            InputFile(pdf, filename=document.name),
            caption=html,
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard,
        )
        return Accepted(str(sent.message_id))


def for_telegram(html: str) -> str:
    """Our HTML as Telegram takes it: it makes phone numbers tappable itself and refuses tel: links."""
    return _BREAK.sub("\n\n", _TEL_LINK.sub(r"\1", html))


def _keyboard(message: Message) -> InlineKeyboardMarkup | None:
    if not message.buttons:
        return None
    return InlineKeyboardMarkup([[_button(button) for button in row] for row in message.buttons])


def _button(button: Button) -> InlineKeyboardButton:
    if button.url is not None:
        return InlineKeyboardButton(button.label, url=button.url)
    return InlineKeyboardButton(button.label, callback_data=button.id)


def _request(timeout_s: float) -> HTTPXRequest:
    return HTTPXRequest(
        connection_pool_size=16, connect_timeout=5.0, read_timeout=timeout_s, write_timeout=timeout_s, pool_timeout=5.0
    )
