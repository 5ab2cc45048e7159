"""The first login to the staff pages, made once and told until it is changed."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path

NAME = "staff"


@dataclass(frozen=True, slots=True)
class FirstLogin:
    """A name and a password to sign in with for the first time."""

    name: str
    password: str


def first_login(var: Path) -> FirstLogin | None:
    """The first login; None once its password has been changed. Needs Django to be set up and migrated."""
    from django.contrib.auth import get_user_model

    kept = var / "first_login"
    staff_model = get_user_model()
    staff = staff_model.objects.filter(username=NAME).first()
    if staff is None:
        password = secrets.token_urlsafe(9)
        staff_model.objects.create_superuser(username=NAME, password=password)
        kept.touch(mode=0o600)
        kept.write_text(password, encoding="utf-8")
        return FirstLogin(NAME, password)
    if kept.exists() and staff.check_password(kept.read_text(encoding="utf-8")):
        return FirstLogin(NAME, kept.read_text(encoding="utf-8"))
    kept.unlink(missing_ok=True)
    return None
