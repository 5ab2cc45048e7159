"""Which address shows what."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

from desk.health import health

urlpatterns = [
    path("", include("desk.chat.urls")),
    path("health", health, name="health"),
    path("staff/", admin.site.urls),
]
