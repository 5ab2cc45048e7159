"""Which address shows what."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

from desk.health import health
from desk.telegram import telegram_webhook

urlpatterns = [
    path("", include("desk.chat.urls")),
    path("health", health, name="health"),
    path("telegram/webhook", telegram_webhook, name="telegram-webhook"),
    path("staff/", admin.site.urls),
]
