from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path

import pytest
from django.test import Client

from bot.processes.first_login import first_login
from bot.storage.models import Person, UnansweredQuestion

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 21, 20, 0, tzinfo=timezone.utc)


def test_staff_pages_ask_for_a_login(client: Client) -> None:
    assert client.get("/staff/").status_code == 302


def test_the_first_login_opens_the_staff_pages(client: Client, tmp_path: Path) -> None:
    login = first_login(tmp_path)
    assert login is not None
    assert client.login(username=login.name, password=login.password)
    assert client.get("/staff/").status_code == 200


def test_the_first_login_is_told_until_the_password_is_changed(tmp_path: Path) -> None:
    from django.contrib.auth import get_user_model

    login = first_login(tmp_path)
    assert login is not None
    assert first_login(tmp_path) == login
    staff = get_user_model().objects.get(username=login.name)
    staff.set_password("another one altogether")
    staff.save()
    assert first_login(tmp_path) is None


def test_staff_read_unanswered_questions_and_cannot_change_them(admin_client: Client) -> None:
    person = Person.objects.create(channel="web", address="a", created_at=NOW, last_seen_at=NOW)
    kept = UnansweredQuestion.objects.create(person=person, text="jak na rybářský lístek", locale="cs", asked_at=NOW)
    table = f"/staff/{kept._meta.app_label}/unansweredquestion/"
    assert "jak na rybářský lístek" in admin_client.get(table).content.decode()
    assert person.pseudonym not in admin_client.get(f"{table}{kept.pk}/change/").content.decode()
    assert admin_client.post(f"{table}{kept.pk}/delete/").status_code == 403
