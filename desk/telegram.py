"""Where Telegram's webhook arrives. The update is stored before it is acknowledged."""

from __future__ import annotations

from datetime import datetime, timezone

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from bot.channels.telegram.webhook import receive


@csrf_exempt  # Telegram proves itself by its secret token.
@require_POST
def telegram_webhook(request: HttpRequest) -> HttpResponse:
    """200 once the update is stored; 403 without the secret, 400 for what is no update."""
    secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
    return HttpResponse(status=receive(request.body, secret, now=datetime.now(timezone.utc)))
