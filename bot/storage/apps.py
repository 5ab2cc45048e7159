"""The Django app that holds people, their messages and our replies."""

from __future__ import annotations

from django.apps import AppConfig


class StorageConfig(AppConfig):
    """Its tables are named `storage_…`."""

    name = "bot.storage"
    label = "storage"
