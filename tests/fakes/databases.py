"""Puts another database under Django for a test: a SQLite file or a real PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.db import connections

from bot.storage import threads
from desk.database import database_from_url, sqlite_in


@contextmanager
def database_at(place: Path | str) -> Iterator[None]:
    """Use a folder (SQLite) or an address (PostgreSQL) until the end; tables are made, rows are not kept."""
    wanted = sqlite_in(place) if isinstance(place, Path) else database_from_url(place)
    before = connections.settings["default"]
    _switch(connections.configure_settings({"default": wanted})["default"])
    try:
        call_command("migrate", "storage", verbosity=0)
        yield
        for model in apps.get_app_config("storage").get_models():
            model._default_manager.all().delete()
    finally:
        _switch(before)


def _switch(settings: dict[str, Any]) -> None:
    threads.stop()
    connections["default"].close()
    connections.settings["default"] = settings
    del connections["default"]
