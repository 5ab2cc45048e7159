"""Names the chat for Django, which then finds its templates and files."""

from __future__ import annotations

from django.apps import AppConfig


class ChatConfig(AppConfig):
    """The public web chat."""

    name = "desk.chat"
    label = "desk_chat"
