"""Tables for staff, to look at only: nothing here can be changed or added by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from bot.storage.models import Feedback, Heartbeat, UnansweredQuestion

admin.site.site_header = "Průvodce"
admin.site.site_title = "Průvodce"
admin.site.site_url = "/"

if TYPE_CHECKING:
    Table = admin.ModelAdmin[Model]
else:
    # Django's own class takes no type at run time.
    Table = admin.ModelAdmin


class ReadOnly(Table):
    """A table that staff read."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Never."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Never."""
        return False


@admin.register(Feedback)
class FeedbackTable(ReadOnly):
    """Which answers helped."""

    list_display = ("given_on", "article", "locale", "is_helpful")
    list_filter = ("is_helpful", "locale")
    search_fields = ("article",)


@admin.register(UnansweredQuestion)
class UnansweredTable(ReadOnly):
    """What people asked that no article answers. Who asked is not shown."""

    list_display = ("asked_at", "locale", "text")
    list_filter = ("locale",)
    exclude = ("person",)


@admin.register(Heartbeat)
class HeartbeatTable(ReadOnly):
    """Which processes are alive."""

    list_display = ("process", "at")
