"""Whether the desk and the processes without a port of their own are alive."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from django.http import HttpRequest, JsonResponse

from bot.storage.models import Heartbeat

FRESH = timedelta(seconds=15)


def health(request: HttpRequest) -> JsonResponse:
    """`{"desk": true, "gateway": true, "worker": false}`; status 503 unless all are alive."""
    now = datetime.now(timezone.utc)
    beats = {beat.process: now - beat.at < FRESH for beat in Heartbeat.objects.all()}
    alive = {"desk": True, "gateway": beats.get("gateway", False), "worker": beats.get("worker", False)}
    return JsonResponse(alive, status=200 if all(alive.values()) else 503)
