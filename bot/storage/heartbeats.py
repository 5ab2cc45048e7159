"""Signs of life, for health pages and `pruvodce up`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.storage.models import Heartbeat

if TYPE_CHECKING:
    from datetime import datetime


def beat(process: str, *, now: datetime) -> None:
    """Say that this process lives."""
    Heartbeat.objects.update_or_create(process=process, defaults={"at": now})


def last_beat(process: str) -> datetime | None:
    """When it last said so; None where it never did."""
    return Heartbeat.objects.filter(process=process).values_list("at", flat=True).first()
