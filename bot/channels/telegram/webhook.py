"""What Telegram sends to our own address. The Django view in desk/ calls `receive` and shows its status."""

from __future__ import annotations

import hmac
import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from telegram import Update

from bot.channels.telegram.polling import CHANNEL
from bot.channels.telegram.reading import read_update
from bot.settings import settings
from bot.storage import inbox

if TYPE_CHECKING:
    from datetime import datetime


def receive(body: bytes, secret: str, *, now: datetime) -> HTTPStatus:
    """Store an update; only then may it be acknowledged.

    Args:
        body: The request's body.
        secret: Its header X-Telegram-Bot-Api-Secret-Token.
        now: When it came.

    Returns:
        200 when it is stored (or needs no storing), 403 for a wrong secret, 400 for what is no update.
    """
    expected = settings().telegram_webhook_secret
    if not expected or not hmac.compare_digest(expected.encode(), secret.encode()):
        return HTTPStatus.FORBIDDEN
    try:
        wire: Any = json.loads(body)
        update = Update.de_json(wire, None)
    except (ValueError, TypeError, KeyError, AttributeError):
        return HTTPStatus.BAD_REQUEST
    arrival = read_update(update)
    if arrival is not None:
        inbox.store(CHANNEL, (arrival,), now=now)
    return HTTPStatus.OK
