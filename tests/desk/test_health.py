from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from django.test import Client

from bot.storage.models import Heartbeat

pytestmark = pytest.mark.django_db


def test_health_says_which_process_is_silent(client: Client) -> None:
    now = datetime.now(timezone.utc)
    Heartbeat.objects.create(process="gateway", at=now)
    Heartbeat.objects.create(process="worker", at=now - timedelta(minutes=5))
    answer = client.get("/health")
    assert (answer.status_code, answer.json()) == (503, {"desk": True, "gateway": True, "worker": False})


def test_health_is_good_when_all_processes_beat(client: Client) -> None:
    now = datetime.now(timezone.utc)
    for process in ("gateway", "worker"):
        Heartbeat.objects.create(process=process, at=now)
    assert client.get("/health").status_code == 200
